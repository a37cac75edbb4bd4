import type { LocalDate } from '../../src/history/days.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../../src/suggestions/handling-status.js';

/** How journal and sums write days, months, places, rounds and statuses: as integers, which keep their order. */

/** 2021-08-10 as 20210810; NaN for what is no day. */
export function dayNumber(day: LocalDate): number {
  return day.length === 10 ? digits(day, 0, 4) * 10_000 + digits(day, 5, 7) * 100 + digits(day, 8, 10) : Number.NaN;
}

/** By character code: days are turned to numbers for every booking. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

export function dayOf(number: number): LocalDate {
  const text = String(number).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** The month of a day's number: 202108. */
export function monthNumber(day: number): number {
  return Math.floor(day / 100);
}

/** 202108 as 2021-08. */
export function monthOf(number: number): string {
  const text = String(number).padStart(6, '0');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** 52 bits of a round's id, from the end, where every version of UUID is random. Queries refuse two rounds of one key. */
export function roundKey(roundId: string): number {
  return parseInt(roundId.slice(22, 23) + roundId.slice(24, 36), 16);
}

/** By its place in the list of statuses; a list in another order is another version of the read model. */
export function statusNumber(status: HandlingStatus): number {
  return HANDLING_STATUSES.indexOf(status);
}

export function statusOf(number: number): HandlingStatus {
  return HANDLING_STATUSES[number]!;
}
