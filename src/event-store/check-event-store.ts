import { randomUUID } from 'node:crypto';
import { ConflictError } from './errors.js';
import type { EventStore } from './event-store.js';
import { destructiveRights } from './eventstoredb/rights.js';
import { type EventStoreSettings, eventStoreDbSettings } from './open-event-store.js';

/** One thing that was tried. `warning`: the ledger works, and something is not as it should be. */
export interface Finding {
  readonly what: 'version' | 'append' | 'read' | 'subscribe' | 'rights';
  readonly verdict: 'good' | 'warning' | 'bad';
  readonly sentence: string;
}

/** How long the whole of one trial may take. */
const TRIAL_MS = 15_000;

/** Tries what the ledger needs of an event store; writes nothing. Never rejects: what fails is a finding. */
export async function checkEventStore(store: EventStore, settings: EventStoreSettings): Promise<readonly Finding[]> {
  return [
    await tried('version', async () => {
      const { version, place } = await store.describe();
      return `${version} at ${place}.`;
    }),
    await tried('append', () => tryAppend(store)),
    await tried('read', async () => {
      const last = await store.lastEvent();
      return last
        ? `It can be read; its last event of ours is a ${last.type}.`
        : 'It can be read; it holds no event of ours.';
    }),
    await tried('subscribe', () => trySubscribe(store)),
    ...(settings.url === undefined ? [] : [await rights({ ...settings, url: settings.url })]),
  ];
}

/** Appending at a revision at which no stream stands is let through and then refused: nothing is written. */
async function tryAppend(store: EventStore): Promise<string> {
  const probe = {
    id: randomUUID(),
    type: 'LedgerChecked',
    data: {},
    metadata: {
      commandId: randomUUID(),
      fingerprint: '',
      correlationId: '',
      causationId: '',
      recordedAt: new Date().toISOString(),
      recordedBy: { id: 'ledger-check', role: 'operator', verified: false },
      schemaVersion: 1,
    },
  };
  try {
    await store.append(`ledger-check-${randomUUID()}`, Number.MAX_SAFE_INTEGER, [probe]);
  } catch (error) {
    if (error instanceof ConflictError)
      return 'It takes appends (tried at a revision that is none: nothing was written).';
    throw error;
  }
  throw new Error('it took an append at a revision that no stream has');
}

async function trySubscribe(store: EventStore): Promise<string> {
  const after = (await store.lastEvent())?.position;
  const signal = AbortSignal.timeout(TRIAL_MS);
  for await (const { caughtUp } of store.subscribe({ after, batch: 10, signal })) {
    if (caughtUp) return 'It can be subscribed to, and told that it had caught up.';
  }
  throw new Error(`a subscription did not catch up within ${String(TRIAL_MS / 1000)} s`);
}

async function rights(settings: EventStoreSettings & { readonly url: string }): Promise<Finding> {
  try {
    const verdicts = await destructiveRights(eventStoreDbSettings(settings));
    const can = [
      ...(verdicts.delete === 'permitted' ? ['delete streams'] : []),
      ...(verdicts.metadata === 'permitted' ? ['hide them by metadata'] : []),
    ];
    if (can.length === 0)
      return { what: 'rights', verdict: 'good', sentence: 'This user can neither delete nor hide anything.' };
    const sentence = `This user could ${can.join(' and ')}; "ledger eventstore setup" takes that away.`;
    return { what: 'rights', verdict: 'warning', sentence };
  } catch (error) {
    return {
      what: 'rights',
      verdict: 'bad',
      sentence: `What this user may do cannot be told: ${(error as Error).message}.`,
    };
  }
}

async function tried(what: Finding['what'], trial: () => Promise<string>): Promise<Finding> {
  try {
    return { what, verdict: 'good', sentence: await trial() };
  } catch (error) {
    return { what, verdict: 'bad', sentence: `${what}: ${(error as Error).message}.` };
  }
}
