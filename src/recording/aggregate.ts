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

type DataOf<E extends Event, Type extends E['type']> = Extract<E, { type: Type }>['data'];

/** A part of an aggregate: what each of its events means, and when it is allowed. Pure. */
export type Slice<State, E extends Event> = {
  readonly [Type in E['type']]: {
    /** Left out where it changes nothing of the state, or nothing but what the aggregate says of all its events. */
    readonly evolve?: (state: State, data: DataOf<E, Type>) => State;
    /** Throws RuleBroken. */
    readonly admit: (state: State, data: DataOf<E, Type>, today: LocalDate) => void;
  };
};

/** An aggregate's fold and rules, of all its slices together. */
export function composed<State, E extends Event>(
  slices: Slice<State, E>,
): Pick<Aggregate<State, E>, 'evolve' | 'admit'> {
  const partOf = ({ type }: E) => (Object.hasOwn(slices, type) ? slices[type as E['type']] : undefined);
  return {
    evolve: (state, event) => partOf(event)?.evolve?.(state, event.data) ?? state,
    admit: (state, event, today) => partOf(event)?.admit(state, event.data, today),
  };
}

/** A slice of what is there already: where it is not, its events change nothing and are refused. */
export function fromThere<Whole, There extends Whole, E extends Event>(
  slice: Slice<There, E>,
  there: (state: Whole) => There | undefined,
  refusal: () => Error,
): Slice<Whole, E> {
  const parts = Object.entries(slice as Slice<There, Event>).map(([type, { evolve, admit }]) => [
    type,
    {
      evolve: (state: Whole, data: object) => {
        const is = there(state);
        return is && evolve ? evolve(is, data) : state;
      },
      admit: (state: Whole, data: object, today: LocalDate) => {
        const is = there(state);
        if (!is) throw refusal();
        admit(is, data, today);
      },
    },
  ]);
  return Object.fromEntries(parts) as Slice<Whole, E>;
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
