import canonicalize from 'canonicalize';
import type { Contracts } from '../history/contract.js';
import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';

/** One kind of stream: what it holds, what that means, and which rules its entries obey. Pure. */
export interface Aggregate<State, E extends Event> {
  /** What its streams' names begin with, before the first `-`. */
  readonly category: string;
  readonly contracts: Contracts<E>;
  readonly initial: State;
  /** The state after an entry. Never throws: what is in the log happened. Unknown types change nothing. */
  evolve(state: State, event: E): State;
  /**
   * Judges an entry against the state of its own stream before it; throws RuleBroken. Decisions call it for
   * what they decide, corrections for the corrected entry and all later ones.
   */
  admit(state: State, event: E, today: LocalDate): void;
}

/** The state of a stream: the fold over its corrected history, or over what came after a state. */
export function fold<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  history: readonly E[],
  from = aggregate.initial,
): State {
  return history.reduce((state, event) => aggregate.evolve(state, event), from);
}

/** What a decision returns: its one event, once its stream's rules allow it. */
export function admitted<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  state: State,
  event: E,
  today: LocalDate,
): [E] {
  aggregate.admit(state, event, today);
  return [event];
}

/** Closes a switch over event types: a type of a later program changes nothing, one of today's is a compile error. */
export function unknownType<T>(_event: never, unchanged: T): T {
  return unchanged;
}

/** Whether what is asked for stands already. */
export function alike(stands: unknown, asked: unknown): boolean {
  return stands !== undefined && canonicalize(stands) === canonicalize(asked);
}
