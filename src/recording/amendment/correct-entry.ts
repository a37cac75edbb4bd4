import type { EventContract } from '../../history/contract.js';
import {
  type Change,
  correctedHistory,
  type EntryCorrected,
  isAmendment,
  standingCorrections,
  voidedIds,
} from '../../history/corrected-history.js';
import type { LocalDate } from '../../history/days.js';
import type { Event, Recorded } from '../../history/event.js';
import type { Aggregate } from '../aggregate.js';
import { type Amended, entryNamed, judged, knownContract } from './amendment.js';
import { broken } from './amendment.rules.js';
import { checkChanges, named } from './changes.js';

/** What is asked for when an entry is corrected. */
export interface Correction {
  readonly eventId: string;
  readonly changes: readonly Change[];
  readonly why: string;
  /** Of a meeting: whether its suggestions are taken along. */
  readonly takeAlong?: boolean | null;
}

/** Corrects one standing entry; every `from` must be what stands. */
export function correctEntry<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  correction: Correction,
  today: LocalDate,
): Amended<E> {
  const entry = entryNamed(raw, correction.eventId);
  if (isAmendment(entry)) {
    throw broken('amendment-not-correctable', { entry: named(entry) });
  }
  const voided = voidedIds(raw);
  if (voided.has(entry.id)) throw broken('entry-not-standing', { entry: named(entry) });
  const contract = knownContract(aggregate.contracts, entry);
  const corrections = standingCorrections(raw, voided).get(entry.id) ?? [];
  refuseLaterVersion(contract, entry, corrections);
  const standing = correctedHistory(raw, aggregate.contracts).find(({ id }) => id === entry.id)!;
  checkChanges(contract, standing, correction.changes);
  const event: EntryCorrected = {
    type: 'EntryCorrected',
    data: {
      eventId: entry.id,
      type: entry.type,
      schemaVersion: contract.version,
      changes: correction.changes.map(({ path, from, to }) => ({ path, from, to })),
      why: correction.why,
      takeAlong: correction.takeAlong ?? null,
    },
  };
  return judged(aggregate, raw, [event], today, entry.id);
}

/** An older program cannot know what the paths of a later version mean. */
function refuseLaterVersion(
  contract: EventContract,
  entry: Recorded,
  corrections: readonly Recorded<EntryCorrected>[],
): void {
  const latest = corrections.reduce(
    (version, { data }) => Math.max(version, data.schemaVersion),
    entry.metadata.schemaVersion,
  );
  if (latest <= contract.version) return;
  throw broken('entry-of-later-version', { entry: named(entry), latest, known: contract.version });
}
