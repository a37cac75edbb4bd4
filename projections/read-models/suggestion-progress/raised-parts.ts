import type { LocalDate } from '../../../src/history/days.js';
import { dayNumber, monthNumber } from '../../read-models/day-number.js';

/** Numbers of days or months, both inclusive. */
export type Range = readonly [from: number, to: number];

/** Days that whole months lack of a span (1), or have beyond it (-1). */
export interface CutDays {
  readonly days: Range;
  readonly sign: 1 | -1;
}

/** A span of days as whole months and the days by which they differ, at each end half a month at most. */
export interface SpanParts {
  readonly months: Range | undefined;
  readonly cuts: readonly CutDays[];
}

export const FIRST = 0;
const LAST = 999_912;
/** A month that is cut on a later day is taken whole, and what is too much of it taken off. */
const MIDDLE = 15;

/** The days of a span; an open end reaches over all days. */
export function spanDays(from: LocalDate | null, to: LocalDate | null): Range {
  return [from === null ? FIRST : dayNumber(from), to === null ? endOf(LAST) : dayNumber(to)];
}

/** Takes a span apart. An open end reaches over all months. */
export function spanParts(from: LocalDate | null, to: LocalDate | null): SpanParts {
  const [first, last] = spanDays(from, to);
  const start = from === null ? { month: FIRST } : startOf(first);
  const end = to === null ? { month: LAST } : cutAfter(last);
  if (start.month > end.month)
    return { months: undefined, cuts: first <= last ? [{ days: [first, last], sign: 1 }] : [] };
  return { months: [start.month, end.month], cuts: [start.cut, end.cut].filter((cut) => cut !== undefined) };
}

/** The last of whole months up to a day, it included (day 0: the month before), and the days by which they differ. */
export function cutAfter(day: number): { readonly month: number; readonly cut?: CutDays } {
  const month = monthNumber(day);
  if (day % 100 === 0) return { month: monthBefore(month) };
  if (isLastOfMonth(day)) return { month };
  if (day % 100 > MIDDLE) return { month, cut: { days: [day + 1, endOf(month)], sign: -1 } };
  return { month: monthBefore(month), cut: { days: [month * 100 + 1, day], sign: 1 } };
}

/** The first of whole months from a day on, and the days by which they differ. */
function startOf(day: number): { readonly month: number; readonly cut?: CutDays } {
  const month = monthNumber(day);
  if (day % 100 === 1) return { month };
  if (day % 100 <= MIDDLE) return { month, cut: { days: [month * 100 + 1, day - 1], sign: -1 } };
  return { month: nextMonth(month), cut: { days: [day, endOf(month)], sign: 1 } };
}

/** A number that no day of the month passes. */
export function endOf(month: number): number {
  return month * 100 + 31;
}

export function nextMonth(month: number): number {
  return month % 100 === 12 ? month + 89 : month + 1;
}

export function monthBefore(month: number): number {
  return month % 100 === 1 ? month - 89 : month - 1;
}

function isLastOfMonth(day: number): boolean {
  const month = monthNumber(day);
  return day % 100 === new Date(Date.UTC(Math.floor(month / 100), month % 100, 0)).getUTCDate();
}
