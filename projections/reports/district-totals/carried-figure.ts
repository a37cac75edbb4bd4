import { firstDay, lastDay, type LocalDate, type Period } from '../../../src/history/days.js';
import type { Span } from '../../asking/span.js';
import type { CarriedFigures } from '../../../src/rounds/round.events.js';
import type { CarriedRow } from '../../read-models/rounds/round.tables.js';

/** What can be said of a figure. `not-recorded`: of some or all districts no entry that stands says it. */
export const FIGURE_STATES = ['known', 'not-known-yet', 'not-divisible', 'not-recorded'] as const;
export type FigureState = (typeof FIGURE_STATES)[number];
/** Why a figure cannot be said. */
export const UNSAID = FIGURE_STATES.filter((state) => state !== 'known');

/**
 * What can be said of a carried figure of a period, asked for a span of days as of a day: `outside` counts 0;
 * a span that cuts the period cannot be answered from a total; before its last day it is not known.
 */
export function carriedFigureState(
  period: Period,
  span: Span,
  asOf: LocalDate,
): Exclude<FigureState, 'not-recorded'> | 'outside' {
  const [first, last] = [firstDay(period), lastDay(period)];
  const startsAfter = span.from !== null && last !== null && span.from > last;
  const endsBefore = span.to !== null && span.to < first;
  if (startsAfter || endsBefore) return 'outside';
  const cutsStart = span.from !== null && span.from > first;
  const cutsEnd = span.to !== null && (last === null || span.to < last);
  if (cutsStart || cutsEnd) return 'not-divisible';
  return last === null || asOf < last ? 'not-known-yet' : 'known';
}

/** One of the figures that are carried. */
export type Picked = (figures: CarriedFigures) => number | null;

/** What is printed of the whole city, else what the districts come to; null where neither is known. */
export function wholeOf(carried: readonly CarriedRow[], cityWide: CarriedFigures | null, of: Picked): number | null {
  const printed = cityWide && of(cityWide);
  if (printed !== null) return printed;
  const values = carried.map(of);
  return values.length === 0 || values.includes(null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
