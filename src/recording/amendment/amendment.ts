import canonicalize from 'canonicalize';
import { type Contracts, contractOf, type EventContract } from '../../history/contract.js';
import { type Amendment, AMENDMENT_VERSION, correctedHistory } from '../../history/corrected-history.js';
import type { LocalDate } from '../../history/days.js';
import type { Event, Metadata, Recorded } from '../../history/event.js';
import type { Aggregate } from '../aggregate.js';
import { type EntryInTheWay, RuleBroken } from '../refusals.js';
import { broken } from './amendment.rules.js';
import { named } from './changes.js';

/** A decided amendment, and the entries whose rules across streams are to be judged again. */
export interface Amended<E extends Event> {
  readonly events: readonly Amendment[];
  readonly toJudgeAgain: readonly E[];
}

/** There is nothing to do. */
export const NOTHING = { events: [], toJudgeAgain: [] } as const;

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
  const before = dataById(correctedHistory(raw, aggregate.contracts));
  const after = correctedHistory([...raw, ...events.map(asIfRecorded)], aggregate.contracts);
  const then = dataById(after);
  const firstTouched = raw.find(({ id }) => before.get(id) !== then.get(id))?.revision ?? raw.length;
  const toJudgeAgain: Recorded<E>[] = [];
  let state = aggregate.initial;
  for (const entry of after) {
    if (before.get(entry.id) !== then.get(entry.id)) toJudgeAgain.push(entry);
    if (entry.revision >= firstTouched) admitAgain(aggregate, state, entry, today, subjectId);
    state = aggregate.evolve(state, entry);
  }
  return { events, toJudgeAgain };
}

function admitAgain<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  state: State,
  entry: Recorded<E>,
  today: LocalDate,
  subjectId: string | undefined,
): void {
  try {
    aggregate.admit(state, entry, today);
  } catch (error) {
    if (!(error instanceof RuleBroken) || entry.id === subjectId) throw error;
    const { ko, en } = error.sentence;
    const sentence = {
      ko: `${named(entry)} 때문에 할 수 없습니다: ${ko}`,
      en: `${named(entry)} stands in the way: ${en}`,
    };
    throw new RuleBroken(error.rule, error.values, sentence, inTheWay(entry));
  }
}

function dataById(history: readonly Recorded[]): ReadonlyMap<string, string | undefined> {
  return new Map(history.map((entry) => [entry.id, canonicalize(entry.data)]));
}

/** A decided amendment as it will stand in the history. */
export function asIfRecorded(event: Amendment, index: number): Recorded<Amendment> {
  const metadata = { schemaVersion: AMENDMENT_VERSION } as Metadata;
  return {
    ...event,
    id: `undecided-${String(index)}`,
    stream: '',
    revision: Number.MAX_SAFE_INTEGER,
    position: '',
    metadata,
  };
}

/** As a refusal names an entry. */
export function inTheWay({ id, type, revision }: Recorded): EntryInTheWay {
  return { id, type, revision };
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
