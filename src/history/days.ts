import type { Sentence } from './sentence.js';

/** Days of Asia/Seoul and periods of them. Korea has kept UTC+9 without summer time since 1988-10-09. */

/** A day, `YYYY-MM-DD`. Text order is time order. */
export type LocalDate = string;

/** A day or a month (`2020-08`), printed as given; a month runs from its first to its last day. */
export type PeriodBound = string;

/** Both bounds are in it; an open end is null. */
export interface Period {
  readonly from: PeriodBound;
  readonly to: PeriodBound | null;
}

const SEOUL_OFFSET_MS = 9 * 3_600_000;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** The day in Seoul at an instant. */
export function dayInSeoul(instant: Date | string): LocalDate {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant.getTime();
  return new Date(ms + SEOUL_OFFSET_MS).toISOString().slice(0, 10);
}

/** The instant, in milliseconds, at which a day begins in Seoul. */
export function beginningOf(day: LocalDate): number {
  return Date.parse(`${day}T00:00:00Z`) - SEOUL_OFFSET_MS;
}

/** Whether the text is a day that the calendar has. */
export function isDay(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !DAY.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Whether the text is a month, `YYYY-MM`. */
export function isMonth(text: unknown): text is string {
  return typeof text === 'string' && MONTH.test(text);
}

/** Whether the value is a period whose end does not lie before its start. */
export function isPeriod(value: unknown): value is Period {
  if (typeof value !== 'object' || value === null) return false;
  const { from, to, ...rest } = value as { from?: unknown; to?: unknown };
  if (Object.keys(rest).length > 0) return false;
  if (!isDay(from) && !isMonth(from)) return false;
  if (to === null) return true;
  return (isDay(to) || isMonth(to)) && firstDay({ from, to }) <= lastDayOf(to);
}

/** The day `count` days after (or, below 0, before) `day`. */
export function addDays(day: LocalDate, count: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The first day of a period. */
export function firstDay(period: Period): LocalDate {
  return isMonth(period.from) ? `${period.from}-01` : period.from;
}

/** The last day of a period, or null where its end is open. */
export function lastDay(period: Period): LocalDate | null {
  return period.to === null ? null : lastDayOf(period.to);
}

/** Days from a first to a last one, both in it; an open end is null. */
export interface Days {
  readonly first: LocalDate;
  readonly last: LocalDate | null;
}

/** The days from the first to the last of two periods. */
export function daysOver(one: Period, other: Period): Days {
  const [a, b] = [firstDay(one), firstDay(other)];
  const [c, d] = [lastDay(one), lastDay(other)];
  return { first: a < b ? a : b, last: c === null || d === null ? null : c > d ? c : d };
}

/** Whether the day lies in the period. */
export function contains(period: Period, day: LocalDate): boolean {
  const last = lastDay(period);
  return firstDay(period) <= day && (last === null || day <= last);
}

/** How a period reads in a sentence. */
export function periodText({ from, to }: Period): Sentence {
  return { ko: to === null ? `${from}부터` : `${from}부터 ${to}까지`, en: `${from} to ${to ?? 'open'}` };
}

function lastDayOf(bound: PeriodBound): LocalDate {
  if (!isMonth(bound)) return bound;
  const [year, month] = bound.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
