import { type LedgerEvent, type Rows, table } from '../engine/projection.js';
import { dayNumber, monthNumber, roundKey, statusNumber } from './compact.js';
import type { Contribution } from './contributions.js';

/**
 * The journal of what suggestions add to totals, and its sums. Kept by the fold of suggestion-progress: both turn
 * on a suggestion's past, which is looked up and kept once.
 */

/** A booking: by this event, a cell changed by `delta` from a day on. Only ever inserted. */
export type BookingRow = Readonly<{
  ordinal: number;
  /** Its number among the bookings of its event. */
  part: number;
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

/** Changes of status by the day they hold from, and by the day recorded. */
export type StatusDayRow = Readonly<{
  round: number;
  holds_on: number;
  recorded_on: number;
  raised_month: number;
  district: number;
  status: number;
  delta: number;
}>;

export type StatusMonthRow = Readonly<{
  round: number;
  raised_month: number;
  holds_month: number;
  recorded_month: number;
  district: number;
  status: number;
  delta: number;
}>;

export const bookings = table<BookingRow>({
  name: 'bookings',
  columns: {
    ordinal: 'integer',
    part: 'integer',
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
  key: ['ordinal', 'part'],
  indexes: [{ columns: ['suggestion'] }, { columns: ['round', 'raised_on'] }],
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
  indexes: [{ columns: ['recorded_on', 'raised_on'] }],
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

export const statusDays = table<StatusDayRow>({
  name: 'status_days',
  columns: {
    round: 'integer',
    holds_on: 'integer',
    recorded_on: 'integer',
    raised_month: 'integer',
    district: 'integer',
    status: 'integer',
    delta: 'integer',
  },
  key: ['round', 'holds_on', 'recorded_on', 'raised_month', 'district', 'status'],
  indexes: [{ columns: ['round', 'recorded_on', 'holds_on'] }],
});

export const statusMonths = table<StatusMonthRow>({
  name: 'status_months',
  columns: {
    round: 'integer',
    raised_month: 'integer',
    holds_month: 'integer',
    recorded_month: 'integer',
    district: 'integer',
    status: 'integer',
    delta: 'integer',
  },
  key: ['round', 'raised_month', 'holds_month', 'recorded_month', 'district', 'status'],
});

export const journalTables = [bookings, raisedDays, raisedMonths, dongMonths, statusDays, statusMonths] as const;

/** Books what an event changed of a suggestion's contributions, in the journal and in its sums. */
export function book(event: LedgerEvent, suggestion: number, changes: readonly Contribution[], rows: Rows): void {
  const recorded_on = dayNumber(event.dayRecorded);
  const recorded_month = monthNumber(recorded_on);
  let part = 0;
  for (const { roundId, district: districtCode, dong: dongCode, status, raisedOn, holdsFrom, delta } of changes) {
    const round = roundKey(roundId);
    const district = Number(districtCode);
    const dong = Number(dongCode);
    const raised_on = dayNumber(raisedOn);
    const holds_on = dayNumber(holdsFrom);
    const raised_month = monthNumber(raised_on);
    const its = { round, district, status: statusNumber(status), delta };
    const { ordinal, revision } = event;
    rows.put(bookings, { ...its, ordinal, part, revision, suggestion, dong, raised_on, holds_on, recorded_on });
    part += 1;
    rows.add(statusDays, { ...its, holds_on, recorded_on, raised_month }, AMOUNT);
    const holds_month = monthNumber(holds_on);
    rows.add(statusMonths, { ...its, raised_month, holds_month, recorded_month }, AMOUNT);
  }
  for (const { raised_on, ...its } of countedAnew(changes)) {
    const raised_month = monthNumber(raised_on);
    rows.add(raisedDays, { ...its, raised_on, recorded_on }, COUNT);
    rows.add(dongMonths, { ...its, raised_month, recorded_month }, COUNT);
    const { round, district, suggestions } = its;
    rows.add(raisedMonths, { round, district, suggestions, raised_month, recorded_month }, COUNT);
  }
}

const AMOUNT = ['delta'] as const;
const COUNT = ['suggestions'] as const;

/** What counts from its day raised on, status aside: of what holds from a later day, one leaves where one comes. */
function countedAnew(changes: readonly Contribution[]): Omit<RaisedDayRow, 'recorded_on'>[] {
  return changes
    .filter(({ holdsFrom, raisedOn }) => holdsFrom === raisedOn)
    .reduce<{ key: string; delta: number; one: Contribution }[]>((sums, one) => {
      const key = `${one.roundId} ${one.district} ${one.dong} ${one.raisedOn}`;
      const sum = sums.find((other) => other.key === key);
      if (sum) sum.delta += one.delta;
      else sums.push({ key, delta: one.delta, one });
      return sums;
    }, [])
    .filter(({ delta }) => delta !== 0)
    .map(({ one, delta }) => ({
      round: roundKey(one.roundId),
      district: Number(one.district),
      dong: Number(one.dong),
      raised_on: dayNumber(one.raisedOn),
      suggestions: delta,
    }));
}
