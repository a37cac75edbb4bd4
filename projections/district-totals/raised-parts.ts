import type { LocalDate } from '../../src/history/days.js';
import { dayNumber, monthNumber } from './compact.js';

/** Numbers of days or months, both inclusive. */
export type Range = readonly [from: number, to: number];

/** A span of days as whole months and what is left of months that it cuts; together they are the span. */
export interface SpanParts {
  readonly months: Range | undefined;
  readonly days: readonly Range[];
}

export const FIRST = 0;
export const LAST = 999_912;

/** Takes a span apart. An open end reaches over all months. */
export function spanParts(from: LocalDate | null, to: LocalDate | null): SpanParts {
  const [first, last] = [from === null ? null : dayNumber(from), to === null ? null : dayNumber(to)];
  const firstMonth = first === null ? FIRST : first % 100 === 1 ? monthNumber(first) : nextMonth(monthNumber(first));
  const lastMonth = last === null ? LAST : isLastOfMonth(last) ? monthNumber(last) : monthBefore(monthNumber(last));
  if (firstMonth > lastMonth) {
    const all: Range = [first ?? FIRST, last ?? LAST * 100];
    return { months: undefined, days: all[0] <= all[1] ? [all] : [] };
  }
  const days: Range[] = [];
  if (first !== null && first % 100 !== 1) days.push([first, endOf(monthNumber(first))]);
  if (last !== null && !isLastOfMonth(last)) days.push([monthNumber(last) * 100 + 1, last]);
  return { months: [firstMonth, lastMonth], days };
}

/** A number that no day of the month passes. */
export function endOf(month: number): number {
  return month * 100 + 31;
}

export function nextMonth(month: number): number {
  return month % 100 === 12 ? month + 89 : month + 1;
}

function monthBefore(month: number): number {
  return month % 100 === 1 ? month - 89 : month - 1;
}

function isLastOfMonth(day: number): boolean {
  const month = monthNumber(day);
  return day % 100 === new Date(Date.UTC(Math.floor(month / 100), month % 100, 0)).getUTCDate();
}
