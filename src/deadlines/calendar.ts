import { addDays, type LocalDate } from '../history/days.js';

/** Which days are worked on: a value, handed in. */
export interface Calendar {
  /** Where it comes from, and in which version: stands in what is recorded. */
  readonly version: string;
  /** The first and the last year that it knows. */
  readonly years: { readonly from: number; readonly to: number };
  /** Public holidays by name; ordinary Sundays need not be among them. */
  readonly holidays: ReadonlyMap<LocalDate, string>;
}

/** Whether the calendar knows the year of the day. */
export function reaches({ years }: Calendar, day: LocalDate): boolean {
  const year = Number(day.slice(0, 4));
  return years.from <= year && year <= years.to;
}

/** Whether it is neither a Saturday nor a public holiday, Sundays among them (법 제19조). Of a day that the calendar reaches. */
export function isWorkingDay({ holidays }: Calendar, day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** How many working days come after one day, up to another with it; null where the calendar does not reach both. */
export function workingDaysAfter(calendar: Calendar, day: LocalDate, upTo: LocalDate): number | null {
  if (!reaches(calendar, day) || !reaches(calendar, upTo)) return null;
  let count = 0;
  for (let one = addDays(day, 1); one <= upTo; one = addDays(one, 1)) if (isWorkingDay(calendar, one)) count++;
  return count;
}

/** The named public holidays from one day to another, both included. */
export function holidaysWithin(
  { holidays }: Calendar,
  from: LocalDate,
  to: LocalDate,
): readonly { readonly on: LocalDate; readonly name: string }[] {
  const within = [...holidays].filter(([on]) => from <= on && on <= to);
  return within.map(([on, name]) => ({ on, name })).sort((a, b) => (a.on < b.on ? -1 : 1));
}
