import { addDays, type LocalDate } from '../history/days.js';
import { type Calendar, isWorkingDay, reaches } from './calendar.js';
import { GROUNDS, type StopGround } from './statutory-periods.js';

/** Time in which the clock does not run; open where it has no end yet. */
export interface Stop {
  readonly from: LocalDate;
  /** The day on which the clock runs again; of a supplement the day it came, which is not counted either. */
  readonly to: LocalDate | null;
  readonly ground: StopGround;
}

/** The hours of a working day that count. Times are `HH:MM`. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
  readonly pauseFrom: string | null;
  readonly pauseTo: string | null;
}

/** When time runs out; `stopped` while a stop is open; `beyond` where the calendar does not reach. */
export type Counted =
  | { readonly state: 'due'; readonly dueOn: LocalDate; readonly dueAt: string | null }
  | { readonly state: 'stopped' }
  | { readonly state: 'beyond' };

/** The last of so many working days, the first day counted (법 제19조제2항); from a day off, the next working day is the first. */
export function afterWorkingDays(calendar: Calendar, from: LocalDate, count: number, stops: readonly Stop[]): Counted {
  let left = count;
  return walked(calendar, from, stops, () => (--left === 0 ? null : undefined));
}

/**
 * So many working hours from an hour of a day (법 제19조제1항). Before office hours, in the pause, after them or on a
 * day off they begin with the next hour that counts.
 */
export function afterWorkingHours(
  calendar: Calendar,
  from: { readonly on: LocalDate; readonly at: string },
  hours: number,
  office: OfficeHours,
  stops: readonly Stop[],
): Counted {
  let left = hours * 60;
  return walked(calendar, from.on, stops, (day) => {
    for (const [opens, closes] of spansOf(office)) {
      const begins = day === from.on ? Math.max(opens, minutes(from.at)) : opens;
      const worked = Math.max(0, closes - begins);
      if (worked >= left) return time(begins + left);
      left -= worked;
    }
    return undefined;
  });
}

/** The end of the first working day from a day on. */
export function endOfWorkingDay(
  calendar: Calendar,
  from: LocalDate,
  office: OfficeHours | null,
  stops: readonly Stop[],
): Counted {
  return walked(calendar, from, stops, () => office?.to ?? null);
}

/** Goes through the working days that count until one says at what time it ends there (null: with that day). */
function walked(
  calendar: Calendar,
  from: LocalDate,
  stops: readonly Stop[],
  ends: (day: LocalDate) => string | null | undefined,
): Counted {
  const leftOut = new Map<Stop, number>();
  for (let day = from; reaches(calendar, day); day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    const stop = stops.find((one) => covers(one, day) && (leftOut.get(one) ?? 0) < GROUNDS[one.ground].most);
    if (stop?.to === null) return { state: 'stopped' };
    if (stop) {
      leftOut.set(stop, (leftOut.get(stop) ?? 0) + 1);
      continue;
    }
    const dueAt = ends(day);
    if (dueAt !== undefined) return { state: 'due', dueOn: day, dueAt };
  }
  return { state: 'beyond' };
}

/** Whether a stop takes out the day. */
export function covers({ from, to, ground }: Stop, day: LocalDate): boolean {
  if (day < from) return false;
  return to === null || day < to || (day === to && GROUNDS[ground].lastDayToo);
}

function spansOf({ from, to, pauseFrom, pauseTo }: OfficeHours): readonly (readonly [number, number])[] {
  if (pauseFrom === null || pauseTo === null) return [[minutes(from), minutes(to)]];
  return [
    [minutes(from), minutes(pauseFrom)],
    [minutes(pauseTo), minutes(to)],
  ];
}

function minutes(at: string): number {
  const [hour, minute] = at.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}

function time(ofDay: number): string {
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}
