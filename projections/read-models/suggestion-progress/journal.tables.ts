import { type LedgerEvent, type Rows, table } from '../../engine/read-model/projection.js';
import { dayNumber, monthNumber } from '../day-number.js';
import { roundKey, statusNumber } from './compact.js';
import type { Contribution } from './contributions.js';

/**
 * The journal of what suggestions add to totals, and its sums. Kept by the fold of suggestion-progress: both turn
 * on a suggestion's past, which is looked up and kept once.
 */

/** A booking: by this event, a cell changed by `delta` from a day on. Only ever inserted. */
export type BookingRow = Readonly<{
  /** The ordinal × 1000, and its number among the bookings of its event: one integer keeps inserts together. */
  booking: number;
  ordinal: number;
  /** Of the event in the suggestion's stream. */
  revision: number;
  /** `first_ordinal` of the suggestion. */
  suggestion: number;
  round: number;
  district: number;
  dong: number;
  status: number;
  raised_on: number;
  holds_on: number;
  /** The day of the running maximum of recordedAt. */
  recorded_on: number;
  delta: number;
}>;

/** Suggestions by the day raised, whatever their status: a change of status takes out what it brings in. */
export type RaisedDayRow = Readonly<{
  raised_on: number;
  recorded_on: number;
  round: number;
  district: number;
  dong: number;
  suggestions: number;
}>;

export type RaisedMonthRow = Readonly<{
  round: number;
  raised_month: number;
  recorded_month: number;
  district: number;
  suggestions: number;
}>;

export type DongMonthRow = Readonly<{
  raised_month: number;
  recorded_month: number;
  round: number;
  district: number;
  dong: number;
  suggestions: number;
}>;

export type StatusMonthRow = Readonly<{
  round: number;
  district: number;
  status: number;
  raised_month: number;
  holds_month: number;
  recorded_month: number;
  delta: number;
}>;

export const bookings = table<BookingRow>({
  name: 'bookings',
  columns: {
    booking: 'integer',
    ordinal: 'integer',
    revision: 'integer',
    suggestion: 'integer',
    round: 'integer',
    district: 'integer',
    dong: 'integer',
    status: 'integer',
    raised_on: 'integer',
    holds_on: 'integer',
    recorded_on: 'integer',
    delta: 'integer',
  },
  key: ['booking'],
  journal: true,
  indexes: [
    { columns: ['suggestion'] },
    // A month cut by the day asked for is summed up from the index alone.
    { columns: ['round', 'holds_on', 'ordinal', 'raised_on', 'district', 'status', 'delta'] },
  ],
});

export const raisedDays = table<RaisedDayRow>({
  name: 'raised_days',
  columns: {
    raised_on: 'integer',
    recorded_on: 'integer',
    round: 'integer',
    district: 'integer',
    dong: 'integer',
    suggestions: 'integer',
  },
  key: ['raised_on', 'recorded_on', 'round', 'district', 'dong'],
  indexes: [{ columns: ['recorded_on', 'raised_on', 'round', 'district', 'dong', 'suggestions'] }],
});

export const raisedMonths = table<RaisedMonthRow>({
  name: 'raised_months',
  columns: {
    round: 'integer',
    raised_month: 'integer',
    recorded_month: 'integer',
    district: 'integer',
    suggestions: 'integer',
  },
  key: ['round', 'raised_month', 'recorded_month', 'district'],
});

export const dongMonths = table<DongMonthRow>({
  name: 'dong_months',
  columns: {
    raised_month: 'integer',
    recorded_month: 'integer',
    round: 'integer',
    district: 'integer',
    dong: 'integer',
    suggestions: 'integer',
  },
  key: ['raised_month', 'recorded_month', 'round', 'district', 'dong'],
});

export const statusMonths = table<StatusMonthRow>({
  name: 'status_months',
  columns: {
    round: 'integer',
    district: 'integer',
    status: 'integer',
    raised_month: 'integer',
    holds_month: 'integer',
    recorded_month: 'integer',
    delta: 'integer',
  },
  // Cells in the order in which they are added up: else SQLite sorts the rows for every answer.
  key: ['round', 'district', 'status', 'raised_month', 'holds_month', 'recorded_month'],
});

export const journalTables = [bookings, raisedDays, raisedMonths, dongMonths, statusMonths] as const;

/** The first number that a booking of this ordinal may have. */
export function firstBooking(ordinal: number): number {
  return ordinal * MOST_PARTS;
}

/** More bookings than this of one event are not of one suggestion. */
const MOST_PARTS = 1_000;
const AMOUNT = ['delta'] as const;
const COUNT = ['suggestions'] as const;

/** Books what an event changed of a suggestion's contributions, in the journal and in its sums. */
export function book(event: LedgerEvent, suggestion: number, changes: readonly Contribution[], rows: Rows): void {
  if (changes.length >= MOST_PARTS) throw new Error(`event ${String(event.ordinal)} makes too many bookings`);
  const recorded_on = dayNumber(event.dayRecorded);
  const recorded_month = monthNumber(recorded_on);
  for (let part = 0; part < changes.length; part++) {
    const one = changes[part]!;
    const round = roundKey(one.roundId);
    const district = Number(one.district);
    const status = statusNumber(one.status);
    const raised_on = dayNumber(one.raisedOn);
    const holds_on = dayNumber(one.holdsFrom);
    const holds_month = monthNumber(holds_on);
    const { delta } = one;
    rows.insert(bookings, {
      booking: firstBooking(event.ordinal) + part,
      ordinal: event.ordinal,
      revision: event.revision,
      suggestion,
      round,
      district,
      dong: Number(one.dong),
      status,
      raised_on,
      holds_on,
      recorded_on,
      delta,
    });
    const raised_month = monthNumber(raised_on);
    rows.add(statusMonths, { round, district, status, raised_month, holds_month, recorded_month, delta }, AMOUNT);
  }
  if (!isChangeOfStatus(changes)) for (const one of countedAnew(changes)) count(one, recorded_on, rows);
}

function count({ round, district, dong, raised_on, suggestions }: CountedAnew, recorded_on: number, rows: Rows): void {
  const [raised_month, recorded_month] = [monthNumber(raised_on), monthNumber(recorded_on)];
  rows.add(raisedDays, { raised_on, recorded_on, round, district, dong, suggestions }, COUNT);
  rows.add(dongMonths, { raised_month, recorded_month, round, district, dong, suggestions }, COUNT);
  rows.add(raisedMonths, { round, raised_month, recorded_month, district, suggestions }, COUNT);
}

/** One cell left and one come to on the same day, of the same place and round: it counts there as before. */
function isChangeOfStatus(changes: readonly Contribution[]): boolean {
  const [left, come] = changes;
  if (changes.length !== 2 || !left || !come) return false;
  return (
    left.delta + come.delta === 0 &&
    left.holdsFrom === come.holdsFrom &&
    left.raisedOn === come.raisedOn &&
    left.roundId === come.roundId &&
    left.district === come.district &&
    left.dong === come.dong
  );
}

type CountedAnew = Omit<RaisedDayRow, 'recorded_on'>;

/** What counts from its day raised on, status aside: of what holds from a later day, one leaves where one comes. */
function countedAnew(changes: readonly Contribution[]): readonly CountedAnew[] {
  const sums = new Map<string, { one: Contribution; delta: number }>();
  for (const one of changes) {
    if (one.holdsFrom !== one.raisedOn) continue;
    const key = `${one.roundId} ${one.district ?? '-'} ${one.dong ?? '-'} ${one.raisedOn}`;
    const sum = sums.get(key);
    if (sum) sum.delta += one.delta;
    else sums.set(key, { one, delta: one.delta });
  }
  return [...sums.values()]
    .filter(({ delta }) => delta !== 0)
    .map(({ one, delta }) => ({
      round: roundKey(one.roundId),
      district: Number(one.district),
      dong: Number(one.dong),
      raised_on: dayNumber(one.raisedOn),
      suggestions: delta,
    }));
}
