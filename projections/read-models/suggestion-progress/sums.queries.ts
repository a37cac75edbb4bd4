import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { beginningOf, dayInSeoul } from '../../../src/history/days.js';
import type { HandlingStatus } from '../../../src/suggestions/handling-status.js';
import type { Moment } from '../../asking/moment/moment.js';
import { lastOrdinalBefore, type MomentTables } from '../../asking/moment/moment.queries.js';
import { endAsOf, type Span } from '../../asking/span.js';
import { dayNumber, monthNumber, monthOf } from '../day-number.js';
import { roundKey, statusOf } from './compact.js';
import {
  type BookingRow,
  type DongMonthRow,
  firstBooking,
  type RaisedDayRow,
  type RaisedMonthRow,
  type StatusMonthRow,
} from './journal.tables.js';
import { cutAfter, endOf, FIRST, monthBefore, nextMonth, type Range, spanDays, spanParts } from './raised-parts.js';

/*
 * Sums hold whole months, and what is asked seldom is whole months. A worked example: what was raised from 2021-07-10 to
 * 2022-03-20, as known at ordinal 900, recorded on 2022-05-09 after ordinal 880 was the last of the day before.
 *
 *   whole months raised, 2021-07 to 2022-03, recorded up to 2022-04                    raised_months, dong_months
 * − the days 2021-07-01 to 07-09, which the first month has too many, recorded up to 2022-05-08      raised_days
 * − the days 2022-03-21 to 03-31, which the last month has too many, recorded up to 2022-05-08       raised_days
 * + the days recorded 2022-05-01 to 05-08, which the recorded months lack, of the whole months        raised_days
 * + of the day recorded itself, ordinals 881 to 900, raised 2021-07-10 to 2022-03-20                  bookings
 *
 * An end in the later half of a month takes that month whole and what is too much of it off; one in the earlier half
 * leaves it out and adds its days: at most half a month is read by days. Statuses go the same way over three ends: raised,
 * held and recorded. The parts are made in raised-parts.ts; raised-parts.spec.ts holds them to this example.
 */

export interface SumsTables extends MomentTables {
  bookings: BookingRow;
  raised_days: RaisedDayRow;
  raised_months: RaisedMonthRow;
  dong_months: DongMonthRow;
  status_months: StatusMonthRow;
}

export interface SumsAsked {
  readonly moment: Moment;
  readonly span: Span;
  /** Ids of the rounds that are counted. */
  readonly rounds: readonly string[];
}

/** How many suggestions were raised, in a district. */
export interface Raised {
  readonly district: string;
  readonly count: number;
}

/** How many suggestions have a status, in a district. */
export interface Booked extends Raised {
  readonly status: HandlingStatus;
}

/** Ordinals, the first not among them. */
interface Ordinals {
  readonly after: number;
  readonly upTo: number;
}

/** What had been recorded at a moment: whole days before the moment's day, and of that day the ordinals in between. */
interface RecordedDays {
  readonly day: number;
  readonly before: number;
  readonly ordinal: number;
}

/** The same as whole months, and the ordinals by which they differ. */
interface RecordedMonths {
  readonly ordinal: number;
  readonly month: number;
  readonly cut: Ordinals;
  readonly sign: 1 | -1;
}

async function recordedDays(db: Kysely<MomentTables>, { knownAt }: Moment): Promise<RecordedDays> {
  const day = dayInSeoul(knownAt.recordedUpTo ?? new Date(0));
  return { day: dayNumber(day), before: await lastOrdinalBefore(db, beginningOf(day)), ordinal: knownAt.ordinal };
}

async function recordedMonths(db: Kysely<MomentTables>, { knownAt }: Moment): Promise<RecordedMonths> {
  const { ordinal } = knownAt;
  const month = monthNumber(dayNumber(dayInSeoul(knownAt.recordedUpTo ?? new Date(0))));
  const before = await lastOrdinalBefore(db, beginningOf(`${monthOf(month)}-01`));
  const end = await lastOrdinalBefore(db, beginningOf(`${monthOf(nextMonth(month))}-01`));
  return ordinal - before <= end - ordinal
    ? { ordinal, month: monthBefore(month), cut: { after: before, upTo: ordinal }, sign: 1 }
    : { ordinal, month, cut: { after: ordinal, upTo: end }, sign: -1 };
}

function keysOf(rounds: readonly string[]): ReadonlyMap<number, string> {
  const ids = new Map(rounds.map((id) => [roundKey(id), id]));
  if (ids.size !== new Set(rounds).size) throw new Error('two rounds share a key; their sums cannot be told apart');
  return ids;
}

/** One piece of SQL: a parameter for each of many rounds costs more than the query. The keys are whole numbers, none below 0. */
function among(ids: ReadonlyMap<number, string>): Expression<SqlBool> {
  const keys = [...ids.keys()].map((key) => (Number.isSafeInteger(key) ? String(key) : '-1'));
  return sql<SqlBool>`${sql.ref('round')} in (${sql.raw(keys.join(', '))})`;
}

/** The same of rows that are read anyway. In these words no index is chosen for it, nor are few rows expected to meet it. */
function readAndAmong(ids: ReadonlyMap<number, string>): Expression<SqlBool> {
  return sql<SqlBool>`(${among(ids)}) is distinct from false`;
}

/** Suggestions by the day raised, status aside, by round id, month or dong code. Those of 0 are left out. */
export async function raisedSums(
  db: Kysely<SumsTables>,
  { moment, span, rounds }: SumsAsked,
  by: 'round' | 'month' | 'dong',
): Promise<ReadonlyMap<string, readonly Raised[]>> {
  const ids = keysOf(rounds);
  if (ids.size === 0) return new Map();
  const inRounds = among(ids);
  const recorded = await recordedDays(db, moment);
  const to = endAsOf(span, moment.asOf);
  const { months, cuts } = spanParts(span.from, to);
  const [key, monthKey] = by === 'month' ? [sql<number>`raised_on / 100`, 'raised_month'] : [sql.ref<number>(by), by];
  const sums = new Sums();
  // The days recorded before the moment's, as whole months and the days by which they differ.
  const before = cutAfter(recorded.day - 1);
  if (months) {
    const table = by === 'dong' ? 'dong_months' : 'raised_months';
    const whole = await db
      .selectFrom(table as 'dong_months')
      .select([sql.ref<number>(monthKey).as('key'), 'district', (of) => of.fn.sum<number>('suggestions').as('count')])
      .where(inRounds)
      .where('raised_month', '>=', months[0])
      .where('raised_month', '<=', months[1])
      .where('recorded_month', '<=', before.month)
      .groupBy([monthKey as 'dong', 'district'])
      .execute();
    sums.add(whole);
  }
  const daily = async (sign: 1 | -1, raised: Range, recordedOn: Range, lead: 'raised_on' | 'recorded_on') => {
    const column = (name: typeof lead) => (lead === name ? sql.ref<number>(name) : apartFromIndexes(name));
    const some = await db
      .selectFrom('raised_days')
      .select([key.as('key'), 'district', (of) => of.fn.sum<number>('suggestions').as('count')])
      .where(inRounds)
      .where(within(column('raised_on'), raised))
      .where(within(column('recorded_on'), recordedOn))
      .groupBy([key, 'district'])
      .execute();
    sums.add(some, sign);
  };
  for (const { days, sign } of cuts) {
    await daily(sign, days, [FIRST, recorded.day - 1], 'raised_on');
  }
  if (months && before.cut) {
    await daily(before.cut.sign, daysOf(months), before.cut.days, 'recorded_on');
  }
  const [firstDay, lastDay] = spanDays(span.from, to);
  const ofTheDay = await db
    .selectFrom('bookings')
    .select([key.as('key'), 'district', (of) => of.fn.sum<number>('delta').as('count')])
    .where('booking', '>=', firstBooking(recorded.before + 1))
    .where('booking', '<', firstBooking(recorded.ordinal + 1))
    .where(readAndAmong(ids))
    .whereRef('holds_on', '=', 'raised_on')
    .where('raised_on', '>=', firstDay)
    .where('raised_on', '<=', lastDay)
    .groupBy([key, 'district'])
    .execute();
  sums.add(ofTheDay);
  const named = (one: number) => (by === 'round' ? ids.get(one)! : by === 'month' ? monthOf(one) : String(one));
  return sums.by(named, ({ district, count }) => ({ district: String(district), count }));
}

/** Suggestions by round id, district and the status that they have at the end of the day. Those of 0 are left out. */
export async function statusSums(
  db: Kysely<SumsTables>,
  { moment, span, rounds }: SumsAsked,
): Promise<ReadonlyMap<string, readonly Booked[]>> {
  const ids = await raisedIn(db, span, keysOf(rounds));
  if (ids.size === 0) return new Map();
  const inRounds = among(ids);
  const recorded = await recordedMonths(db, moment);
  const { months, cuts } = spanParts(span.from, span.to);
  const held = cutAfter(dayNumber(moment.asOf));
  const inMonths: Range = [FIRST, endOf(held.month)];
  const sums = new Sums();
  const columns = ['round as key', 'district', 'status'] as const;
  // What was recorded between two ordinals lies together; else what holds in some days of a round does.
  const fromJournal = async (sign: 1 | -1, raised: Range, holds: Range, recordedIn?: Ordinals) => {
    const [place, first, end] = recordedIn
      ? (['booking', firstBooking(recordedIn.after + 1), firstBooking(recordedIn.upTo + 1)] as const)
      : (['ordinal', 1, recorded.ordinal + 1] as const);
    const holdsOn = recordedIn ? apartFromIndexes('holds_on') : sql.ref<number>('holds_on');
    const rows = await db
      .selectFrom('bookings')
      .select([...columns, (of) => of.fn.sum<number>('delta').as('count')])
      .where(recordedIn ? readAndAmong(ids) : inRounds)
      .where(within(holdsOn, holds))
      .where('raised_on', '>=', raised[0])
      .where('raised_on', '<=', raised[1])
      .where(place, '>=', first)
      .where(place, '<', end)
      .groupBy(['round', 'district', 'status'])
      .execute();
    sums.add(rows, sign);
  };
  for (const { days, sign } of cuts) await fromJournal(sign, days, inMonths);
  if (months) {
    sums.add(
      await db
        .selectFrom('status_months')
        .select([...columns, (of) => of.fn.sum<number>('delta').as('count')])
        .where(inRounds)
        .where('raised_month', '>=', months[0])
        .where('raised_month', '<=', months[1])
        .where('holds_month', '<=', held.month)
        .where('recorded_month', '<=', recorded.month)
        .groupBy(['round', 'district', 'status'])
        .execute(),
    );
    await fromJournal(recorded.sign, daysOf(months), inMonths, recorded.cut);
  }
  if (held.cut) await fromJournal(held.cut.sign, spanDays(span.from, span.to), held.cut.days);
  return sums.by(
    (one) => ids.get(one)!,
    ({ district, status, count }) => ({ district: String(district), status: statusOf(status), count }),
  );
}

/** The rounds of which anything was raised in the months of a span: the journal is read round by round. */
async function raisedIn(
  db: Kysely<SumsTables>,
  { from, to }: Span,
  ids: ReadonlyMap<number, string>,
): Promise<ReadonlyMap<number, string>> {
  if (ids.size < 2 || (from === null && to === null)) return ids;
  const raised = await db
    .selectFrom('raised_months')
    .select('round')
    .distinct()
    .where(among(ids))
    .$if(from !== null, (query) => query.where('raised_month', '>=', monthNumber(dayNumber(from!))))
    .$if(to !== null, (query) => query.where('raised_month', '<=', monthNumber(dayNumber(to!))))
    .execute();
  return new Map(raised.map(({ round }) => [round, ids.get(round)!]));
}

/** A beginning before all days is left out: PostgreSQL takes a condition on what is no bare column for one that few rows meet. */
function within(day: Expression<number>, [from, to]: Range): Expression<SqlBool> {
  return from === FIRST ? sql<SqlBool>`${day} <= ${to}` : sql<SqlBool>`${day} >= ${from} and ${day} <= ${to}`;
}

/** A column that no index is to be chosen for: neither engine knows how the days of a city are spread. */
function apartFromIndexes(column: string) {
  return sql<number>`+${sql.ref(column)}`;
}

function daysOf([from, to]: Range): Range {
  return [from * 100, endOf(to)];
}

interface SumRow {
  readonly key: number;
  readonly district: number;
  readonly status?: number;
  readonly count: number;
}

/** Adds up the parts of an answer. */
class Sums {
  private readonly cells = new Map<string, { key: number; district: number; status: number; count: number }>();

  add(rows: readonly SumRow[], sign: 1 | -1 = 1): void {
    for (const { key, district, status = 0, count } of rows) {
      const name = `${String(key)} ${String(district)} ${String(status)}`;
      const cell = this.cells.get(name);
      if (cell) cell.count += sign * count;
      else this.cells.set(name, { key, district, status, count: sign * count });
    }
  }

  by<T>(
    named: (key: number) => string,
    of: (cell: { district: number; status: number; count: number }) => T,
  ): ReadonlyMap<string, readonly T[]> {
    const grouped = new Map<string, T[]>();
    for (const cell of this.cells.values()) {
      if (cell.count === 0) continue;
      const name = named(cell.key);
      const its = grouped.get(name);
      if (its) its.push(of(cell));
      else grouped.set(name, [of(cell)]);
    }
    return grouped;
  }
}
