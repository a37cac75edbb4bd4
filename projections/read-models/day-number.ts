import type { LocalDate } from '../../src/history/days.js';

/** Days and months as integers, which keep their order and are small in tables. */

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
