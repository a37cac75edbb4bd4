import type { LocalDate } from './days.js';

/** What holds from a day on until the next of its kind begins; from null on: since before the records. */
export interface FromDay {
  readonly from: LocalDate | null;
}

/** The one that holds on a day, of some in the order of their days; undefined before the first. */
export function holdingOn<T extends FromDay>(inOrder: readonly T[], day: LocalDate): T | undefined {
  return inOrder.findLast(({ from }) => from === null || from <= day);
}

/** With one more, in the order of their days. */
export function withOneMore<T extends FromDay>(inOrder: readonly T[], one: T): readonly T[] {
  const before = inOrder.filter(({ from }) => (from ?? '') <= (one.from ?? ''));
  return [...before, one, ...inOrder.slice(before.length)];
}
