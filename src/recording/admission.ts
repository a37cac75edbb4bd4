import { isCommon } from '../history/common-entries.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { LocalDate } from '../history/days.js';
import type { Event, Metadata, Recorded } from '../history/event.js';
import { inOrderOfDays } from '../history/order-of-days.js';
import type { Aggregate } from './aggregate.js';
import { named } from './amendment/changes.js';
import { admitDocument } from './document.js';
import { type EntryInTheWay, RuleBroken } from './refusals.js';

/**
 * What a decision about a life returns: its one event, once it is allowed at the place of its day, and each later
 * entry after it. The refusal names the entry in the way.
 */
export function admittedAtItsPlace<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  event: E,
  today: LocalDate,
): [E] {
  const decided = asIfRecorded(event);
  const life = inOrderOfDays([...correctedHistory(raw, aggregate.contracts), decided], aggregate.contracts);
  admitFrom(aggregate, life, life.indexOf(decided), today, decided.id);
  return [event];
}

/** The state of a life before what is to be recorded for a day. */
export function stateBefore<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  raw: readonly Recorded[],
  event: E,
): State {
  const decided = asIfRecorded(event);
  const life = inOrderOfDays([...correctedHistory(raw, aggregate.contracts), decided], aggregate.contracts);
  return life
    .slice(0, life.indexOf(decided))
    .reduce((state, entry) => aggregate.evolve(state, entry), aggregate.initial);
}

/**
 * Judges a history by the rules of its own stream, from an entry on: each by the state before it. What refuses any but
 * the subject stands in the subject's way, and is named.
 */
export function admitFrom<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  history: readonly Recorded<E>[],
  first: number,
  today: LocalDate,
  subjectId: string | undefined,
): void {
  let state = aggregate.initial;
  for (const [index, entry] of history.entries()) {
    if (index >= first) admit(aggregate, state, entry, today, subjectId);
    state = aggregate.evolve(state, entry);
  }
}

function admit<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  state: State,
  entry: Recorded<E>,
  today: LocalDate,
  subjectId: string | undefined,
): void {
  try {
    if (isCommon(entry)) admitDocument(state, entry, today);
    else aggregate.admit(state, entry, today);
  } catch (error) {
    if (!(error instanceof RuleBroken) || entry.id === subjectId) throw error;
    const { ko, en } = error.sentence;
    const sentence = {
      ko: `${named(entry).ko} 때문에 할 수 없습니다: ${ko}`,
      en: `${named(entry).en} stands in the way: ${en}`,
    };
    throw new RuleBroken(error.rule, error.values, sentence, inTheWay(entry));
  }
}

/** A decided event as it will stand in its stream. */
export function asIfRecorded<E extends Event>(event: E, index = 0, schemaVersion = 1): Recorded<E> {
  return {
    ...event,
    id: `undecided-${String(index)}`,
    stream: '',
    revision: Number.MAX_SAFE_INTEGER,
    position: '',
    metadata: { schemaVersion } as Metadata,
  };
}

/** As a refusal names an entry. */
export function inTheWay({ id, type, revision }: Recorded): EntryInTheWay {
  return { id, type, revision };
}
