import { randomUUID } from 'node:crypto';
import { ConflictError, OutcomeUnknownError, UnavailableError } from './errors.js';
import type { EventStore } from './event-store.js';
import type { EventStoreDbSettings } from './eventstoredb/connection-settings.js';
import { lostStreams } from './eventstoredb/lost-streams.js';
import { destructiveRights, knowsNobody } from './eventstoredb/rights.js';
import { type EventStoreSettings, eventStoreDbSettings } from './open-event-store.js';

/**
 * One thing that was tried. `warning`: the ledger works, and something is not as it should be; `unseen`: whether it is
 * could not be seen.
 */
export interface Finding {
  readonly what: 'version' | 'append' | 'read' | 'subscribe' | 'rights' | 'losses';
  readonly verdict: 'good' | 'warning' | 'bad' | 'unseen';
  readonly sentence: string;
}

/** How long the whole of one trial may take. */
const TRIAL_MS = 15_000;
/** As many as are worth a line. */
const MOST_NAMED = 10;

/** Tries what the ledger needs of an event store; writes nothing. Never rejects: what fails is a finding. */
export async function checkEventStore(store: EventStore, settings: EventStoreSettings): Promise<readonly Finding[]> {
  const version = await tried('version', 'Which version it is', async () => {
    const { version, place } = await store.describe();
    return good(`${version} at ${place}.`);
  });
  const { url } = settings;
  return [
    // Nothing is in the way of the first trial; where it is not seen, that is what is wrong.
    version.verdict === 'unseen' ? { ...version, verdict: 'bad' } : version,
    await tried('append', 'Whether it takes appends', () => tryAppend(store)),
    await tried('read', 'Whether it can be read', async () => {
      const last = await store.lastEvent();
      return good(
        last
          ? `It can be read; its last event of ours is a ${last.type}.`
          : 'It can be read; it holds no event of ours.',
      );
    }),
    await tried('subscribe', 'Whether it can be subscribed to', () => trySubscribe(store)),
    ...(url === undefined
      ? []
      : [
          await tried('rights', 'What this user may do', () => rights(eventStoreDbSettings({ ...settings, url }))),
          await tried('losses', 'Whether streams were deleted or truncated in it', () =>
            losses(eventStoreDbSettings({ ...settings, url })),
          ),
        ]),
  ];
}

type Said = Pick<Finding, 'verdict' | 'sentence'>;

function good(sentence: string): Said {
  return { verdict: 'good', sentence };
}

/** Appending at a revision at which no stream stands is let through and then refused: nothing is written. */
async function tryAppend(store: EventStore): Promise<Said> {
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
      return good('It takes appends (tried at a revision that is none: nothing was written).');
    throw error;
  }
  throw new Error('it took an append at a revision that no stream has');
}

async function trySubscribe(store: EventStore): Promise<Said> {
  const after = (await store.lastEvent())?.position;
  const signal = AbortSignal.timeout(TRIAL_MS);
  for await (const { caughtUp } of store.subscribe({ after, batch: 10, signal })) {
    if (caughtUp) return good('It can be subscribed to, and told that it had caught up.');
  }
  throw new Error(`a subscription did not catch up within ${String(TRIAL_MS / 1000)} s`);
}

async function rights(settings: EventStoreDbSettings): Promise<Said> {
  const verdicts = await destructiveRights(settings);
  const can = [
    ...(verdicts.delete === 'permitted' ? ['delete streams'] : []),
    ...(verdicts.metadata === 'permitted' ? ['hide them by metadata'] : []),
  ];
  if (can.length === 0) return good('This user can neither delete nor hide anything.');
  const sentence = (await knowsNobody(settings))
    ? `Anybody could ${can.join(' and ')}: the server runs without security, and no set-up changes that.`
    : `This user could ${can.join(' and ')}; "ledger eventstore setup" takes that away.`;
  return { verdict: 'warning', sentence };
}

async function losses(settings: EventStoreDbSettings): Promise<Said> {
  const { lost, whole } = await lostStreams(settings, TRIAL_MS);
  const named = [...lost].slice(0, MOST_NAMED).map(([stream, loss]) => `${stream} (${loss})`);
  const more = lost.size > named.length ? ` and ${String(lost.size - named.length)} more` : '';
  const found = `Events were taken away in it from ${named.join(', ')}${more}.`;
  const unseen = `Not all of the log was looked through within ${String(TRIAL_MS / 1_000)} s for streams that were deleted or truncated.`;
  if (lost.size > 0) return { verdict: 'bad', sentence: whole ? found : `${found} ${unseen}` };
  return whole ? good('No stream of ours was deleted or truncated in it.') : { verdict: 'unseen', sentence: unseen };
}

async function tried(what: Finding['what'], subject: string, trial: () => Promise<Said>): Promise<Finding> {
  try {
    return { what, ...(await trial()) };
  } catch (error) {
    const { message } = error as Error;
    const away = error instanceof UnavailableError || error instanceof OutcomeUnknownError;
    return away
      ? { what, verdict: 'unseen', sentence: `${subject} could not be seen: ${message}.` }
      : { what, verdict: 'bad', sentence: `${what}: ${message}.` };
  }
}
