import type { LocalDate } from '../../src/history/days.js';
import * as shown from '../../src/http/shown.js';

export const span = {
  from: shown.orNull(shown.day({ about: 'First day that is counted; null: from the beginning' })),
  to: shown.orNull(shown.day({ about: 'Last day that is counted; null: open' })),
};

/** Days, both inclusive; null is open. */
export type Span = shown.Showing<typeof span>;

/** The last day of a span that had come as of a day. */
export function endAsOf({ to }: Span, asOf: LocalDate): LocalDate {
  return to === null || to > asOf ? asOf : to;
}
