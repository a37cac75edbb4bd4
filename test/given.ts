import { contractOf } from '../src/history/common-entries.js';
import type { Contracts } from '../src/history/contract.js';
import { correctedHistory } from '../src/history/corrected-history.js';
import type { Event, Metadata, Recorded } from '../src/history/event.js';
import { type Aggregate, fold } from '../src/recording/aggregate.js';
import type { Amended } from '../src/recording/amendment/amendment.js';
import { RuleBroken } from '../src/recording/refusals.js';

/** Events as a stream holds them, for tests of the pure domain: ids `e0`, `e1` … unless given, one command an event. */
export function recorded<E extends Event>(
  events: readonly (E & { readonly id?: string; readonly commandId?: string; readonly schemaVersion?: number })[],
  after: readonly Recorded[] = [],
): Recorded<E>[] {
  return events.map(({ type, data, id, commandId, schemaVersion }, index) => {
    const revision = after.length + index;
    const metadata: Metadata = {
      commandId: commandId ?? `c${String(revision)}`,
      fingerprint: '',
      correlationId: '',
      causationId: '',
      recordedAt: '2021-01-01T00:00:00.000Z',
      recordedBy: { id: 'clerk', role: 'operator', verified: false },
      schemaVersion: schemaVersion ?? 1,
    };
    const position = String(revision).padStart(20, '0');
    const stored = { type, data, id: id ?? `e${String(revision)}`, stream: 'test-1', revision, position, metadata };
    return stored as unknown as Recorded<E>;
  });
}

/** What a decision led to, to be compared with what was expected. */
export interface Decided<E extends Event> {
  /** It decided these events, in this order. */
  then(expected: readonly E[]): void;
  /** It decided that nothing is to be done. */
  thenNothing(): void;
  /** It was refused by this rule; the sentence holds each of `words`. */
  thenRuleBroken(rule: string, ...words: readonly string[]): void;
}

/** `given([...]).when((state) => decision).then([...])` for one kind of stream. */
export function givenFor<State, E extends Event>(aggregate: Aggregate<State, E>) {
  return (events: readonly E[]) => ({
    when(decide: (state: State, raw: readonly Recorded<E>[]) => readonly E[]): Decided<E> {
      const raw = recorded(events.map((event) => ofToday(aggregate.contracts, event)));
      const state = fold(aggregate, correctedHistory(raw, aggregate.contracts));
      return outcomeOf(() => decide(state, raw));
    },
  });
}

/** An event in the version of its contract. */
export function ofToday<E extends Event>(contracts: Contracts<E>, event: E): E & { readonly schemaVersion: number } {
  return { ...event, schemaVersion: contractOf(contracts, event.type)?.version ?? 1 };
}

/** Runs a decision once and keeps what came of it. */
export function outcomeOf<E extends Event>(decide: () => readonly E[]): Decided<E> {
  let decided: readonly E[] | undefined;
  let refusal: unknown;
  try {
    decided = decide();
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    refusal = error;
  }
  return {
    then(expected) {
      expect(refusal ?? decided).toEqual(expected);
    },
    thenNothing() {
      expect(refusal ?? decided).toEqual([]);
    },
    thenRuleBroken(rule, ...words) {
      expect(decided ?? refusal).toMatchObject({ rule });
      for (const word of words) expect((refusal as RuleBroken).message).toContain(word);
    },
  };
}

/** What a decision throws, undefined where it throws nothing. */
export function refusalOf(decide: () => unknown): unknown {
  try {
    decide();
  } catch (error) {
    return error;
  }
  return undefined;
}

/** The stream after these amendments, one command each. */
export function after(
  raw: readonly Recorded[],
  ...amendments: ((raw: readonly Recorded[]) => Amended<Event>)[]
): Recorded[] {
  return amendments.reduce<Recorded[]>(
    (before, amend, index) => [
      ...before,
      ...recorded(
        amend(before).events.map((event) => ({
          ...event,
          commandId: `amend${String(before.length)}-${String(index)}`,
        })),
        before,
      ),
    ],
    [...raw],
  );
}
