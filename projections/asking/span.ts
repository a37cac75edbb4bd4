import type { LocalDate } from '../../src/history/days.js';

/** Days, both inclusive; null is open. */
export interface Span {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** The last day of a span that had come as of a day. */
export function endAsOf({ to }: Span, asOf: LocalDate): LocalDate {
  return to === null || to > asOf ? asOf : to;
}
