import { firstDay, lastDay, type LocalDate, type Period } from '../../../src/history/days.js';
import type { Span } from '../../asking/span.js';

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
