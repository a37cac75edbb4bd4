import canonicalize from 'canonicalize';
import { contractOf } from '../../history/common-entries.js';
import type { Contracts, EventContract } from '../../history/contract.js';
import { type Amendment, correctedHistory } from '../../history/corrected-history.js';
import type { LocalDate } from '../../history/days.js';
import type { Event, Recorded } from '../../history/event.js';
import { admitFrom, asIfRecorded } from '../admission.js';
import type { Aggregate } from '../aggregate.js';
import { broken } from './amendment.rules.js';

/** A decided amendment, the entries whose rules across streams are to be judged again, and those that it takes out. */
export interface Amended<E extends Event> {
  readonly events: readonly Amendment[];
  readonly toJudgeAgain: readonly E[];
  readonly takenOut: readonly E[];
}

/** There is nothing to do. */
export const NOTHING = { events: [], toJudgeAgain: [], takenOut: [] } as const;

/**
 * Replays the history as it will stand. From the first entry that changes on, each entry is judged by the
 * rules of its own stream; those that are new or changed are handed back to be judged across streams.
 */
export function judged<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  events: readonly Amendment[],
  today: LocalDate,
  /** The entry that the amendment is about; any other that breaks a rule stands in its way. */
  subjectId: string | undefined,
): Amended<E> {
  const before = correctedHistory(raw, aggregate.contracts);
  const amended = events.map((event, index) => asIfRecorded(event, index));
  const after = correctedHistory([...raw, ...amended], aggregate.contracts);
  const [stood, stands] = [dataById(before), dataById(after)];
  const changed = ({ id }: Recorded) => stood.get(id) !== stands.get(id);
  // As far as both say the same, nothing is judged again.
  const same = after.findIndex((entry, index) => before[index]?.id !== entry.id || changed(entry));
  admitFrom(aggregate, after, same < 0 ? after.length : same, today, subjectId);
  return { events, toJudgeAgain: after.filter(changed), takenOut: before.filter(({ id }) => !stands.has(id)) };
}

function dataById(history: readonly Recorded[]): ReadonlyMap<string, string | undefined> {
  return new Map(history.map((entry) => [entry.id, canonicalize(entry.data)]));
}

/** The entry of that id; throws RuleBroken `entry-unknown`. */
export function entryNamed(raw: readonly Recorded[], eventId: string): Recorded {
  return raw.find(({ id }) => id === eventId) ?? unknownEntry(eventId);
}

export function unknownEntry(eventId: string): never {
  throw broken('entry-unknown', { eventId });
}

/** The contract of an entry's type; throws RuleBroken `entry-type-unknown`. */
export function knownContract(contracts: Contracts, entry: Recorded): EventContract {
  const contract = contractOf(contracts, entry.type);
  if (!contract) throw broken('entry-type-unknown', { type: entry.type });
  return contract;
}
