import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { HANDLING_STATUSES } from '../../../src/suggestions/handling-status.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { placeNamed } from '../../read-models/jurisdiction/jurisdiction.queries.js';
import type { DistrictRow, DongRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';
import { dayNumber, monthNumber, monthOf } from '../../read-models/day-number.js';
import { knownAt } from '../../asking/known-at.js';
import { endAsOf } from '../../asking/span.js';
import { columnsAt, districtColumn, districtsOf } from './columns.js';
import { aDistrictFigure, isCarried, roundsCounted, roundTotals, type TotalsTables } from './round-totals.queries.js';
import type { TotalsSpan } from './met.queries.js';
import { type Raised, raisedSums, statusSums } from '../../read-models/suggestion-progress/sums.queries.js';

/** What totals can be broken down by, over rounds. */
export const BREAKDOWNS = ['dong', 'month', 'status'] as const;
export type By = (typeof BREAKDOWNS)[number];

const countByDistrict = shown.object({ total: shown.integer(), byDistrict: shown.record(shown.integer()) });

/** A count for all districts and for each. */
export type Count = shown.Of<typeof countByDistrict>;

const ofMonth = shown.object({
  month: shown.text({ about: 'YYYY-MM' }),
  suggestions: countByDistrict,
  meetings: countByDistrict,
});
const ofStatus = shown.object({ status: shown.choice(HANDLING_STATUSES), suggestions: countByDistrict });
const ofDong = shown.object({
  dong: shown.text({ about: 'Code' }),
  name: shown.orNull(shown.text()),
  district: shown.text({ about: 'Code' }),
  suggestions: shown.integer(),
  meetings: shown.integer(),
});
const breakdownCell = shown.either(shown.either(ofMonth, ofStatus), ofDong);
export type BreakdownCell = shown.Of<typeof breakdownCell>;

export const brokenDown = {
  by: shown.choice(BREAKDOWNS),
  districts: shown.list(districtColumn),
  cells: shown.list(breakdownCell),
  carried: shown.list(shown.object({ round: shown.text({ about: 'Code' }), suggestions: aDistrictFigure }), {
    about: 'Rounds whose carried totals count instead: a total cannot be broken down, so it is in none of the cells',
  }),
};
export type Breakdown = shown.Showing<typeof brokenDown>;

export interface BreakdownTables extends TotalsTables {
  dongs: Versioned<DongRow>;
}

/** Totals by dong, month or status of the rounds whose details count; cells of nothing are left out. */
export async function breakdown(
  db: Kysely<BreakdownTables>,
  asked: TotalsSpan,
  districts: readonly DistrictRow[],
  by: By,
): Promise<Breakdown> {
  const rounds = await roundsCounted(db, asked);
  const detailed = rounds.filter((row) => !isCarried(row)).map(({ round_id }) => round_id);
  const roundIds = rounds.filter(isCarried).map(({ round_id }) => round_id);
  const carried =
    roundIds.length === 0 ? [] : await roundTotals(db, { ...asked, roundIds }, districts, rounds.filter(isCarried));
  const found = detailed.length === 0 ? [] : await cells(db, { ...asked, rounds: detailed }, by);
  const stood = rounds.flatMap((row) => columnsAt(districts, row, asked.moment.asOf, []).map(({ code }) => code));
  return {
    by,
    districts: districtsOf(districts, [...stood, ...found.flatMap(districtsIn)], asked.moment.asOf),
    cells: found,
    carried: carried.map(({ round, suggestions }) => ({ round: round.code, suggestions })),
  };
}

function districtsIn(cell: BreakdownCell): readonly string[] {
  if ('dong' in cell) return [cell.district];
  const met = 'meetings' in cell ? Object.keys(cell.meetings.byDistrict) : [];
  return [...Object.keys(cell.suggestions.byDistrict), ...met];
}

type Detailed = TotalsSpan & { readonly rounds: readonly string[] };

function cells(db: Kysely<BreakdownTables>, asked: Detailed, by: By): Promise<BreakdownCell[]> {
  switch (by) {
    case 'dong':
      return byDong(db, asked);
    case 'month':
      return byMonth(db, asked);
    case 'status':
      return byStatus(db, asked);
    default:
      return by satisfies never;
  }
}

async function byMonth(db: Kysely<BreakdownTables>, asked: Detailed): Promise<BreakdownCell[]> {
  const raised = await raisedSums(db, asked, 'month');
  const met = new Map((await meetingsByMonth(db, asked)).map(({ key, count }) => [key, count]));
  const inDistricts = Map.groupBy(await meetingsByMonthAndDistrict(db, asked), ({ key }) => key);
  return [...new Set([...raised.keys(), ...met.keys()])].sort().map((month) => ({
    month,
    suggestions: countOf(raised.get(month) ?? []),
    // One in several districts counts in each of them, and once in the total.
    meetings: { ...countOf(inDistricts.get(month) ?? []), total: met.get(month) ?? 0 },
  }));
}

async function byStatus(db: Kysely<BreakdownTables>, asked: Detailed): Promise<BreakdownCell[]> {
  const booked = [...(await statusSums(db, asked)).values()].flat();
  const statuses = Map.groupBy(booked, ({ status }) => status);
  return [...statuses]
    .map(([status, rows]) => ({ status, suggestions: countOf(rows) }))
    .filter(({ suggestions }) => Object.keys(suggestions.byDistrict).length > 0)
    .sort((a, b) => (a.status < b.status ? -1 : 1));
}

async function byDong(db: Kysely<BreakdownTables>, asked: Detailed): Promise<BreakdownCell[]> {
  const raised = await raisedSums(db, asked, 'dong');
  const met = Map.groupBy(await meetingsByDong(db, asked), ({ key }) => key);
  const known = await db.selectFrom('dongs').selectAll().where(knownAt(asked.moment)).execute();
  const names = new Map(known.map((row) => [row.code, placeNamed(row, asked.moment.asOf).name]));
  return [...new Set([...raised.keys(), ...met.keys()])].sort().flatMap((dong) => {
    const [suggestions, meetings] = [countOf(raised.get(dong) ?? []), countOf(met.get(dong) ?? [])];
    const districts = new Set([...Object.keys(suggestions.byDistrict), ...Object.keys(meetings.byDistrict)]);
    return [...districts].sort().map((district) => ({
      dong,
      name: names.get(dong) ?? null,
      district,
      suggestions: suggestions.byDistrict[district] ?? 0,
      meetings: meetings.byDistrict[district] ?? 0,
    }));
  });
}

interface Keyed {
  readonly key: string;
  readonly count: number;
}

async function meetingsByMonth(db: Kysely<BreakdownTables>, asked: Detailed): Promise<Keyed[]> {
  const rows = await metIn(db.selectFrom('meetings').where('phase', '=', 'held'), asked)
    .select(['held_month', sql<number>`count(*)`.as('count')])
    .groupBy('held_month')
    .execute();
  return rows.map(({ held_month, count }) => ({ key: monthOf(held_month!), count }));
}

/** By round too: that is the order of an index, and nothing is sorted. */
async function meetingsByMonthAndDistrict(
  db: Kysely<BreakdownTables>,
  asked: Detailed,
): Promise<(Raised & { key: string })[]> {
  const rows = await metIn(db.selectFrom('meeting_places'), asked)
    .select(['held_month', 'district', sql<number>`count(distinct meeting_id)`.as('count')])
    .groupBy(['round_id', 'held_month', 'district'])
    .execute();
  return rows.map(({ held_month, district, count }) => ({ key: monthOf(held_month), district, count }));
}

function meetingsByDong(db: Kysely<BreakdownTables>, asked: Detailed): Promise<(Raised & { key: string })[]> {
  return metIn(db.selectFrom('meeting_places'), asked)
    .select(['dong as key', 'district', sql<number>`count(*)`.as('count')])
    .groupBy(['dong', 'district'])
    .execute();
}

/** The meetings held that count; by month as well as by day: an index leads with round and month. */
function metIn<T extends 'meetings' | 'meeting_places'>(
  query: SelectQueryBuilder<BreakdownTables, T, object>,
  { moment, span, rounds }: Detailed,
): SelectQueryBuilder<BreakdownTables, T, object> {
  const to = endAsOf(span, moment.asOf);
  const [held, month] = [sql.ref<string>('held_on'), sql.ref<number>('held_month')];
  return query
    .where(sql.ref<string>('round_id'), 'in', rounds)
    .where(month, '<=', monthNumber(dayNumber(to)))
    .where(held, '<=', to)
    .where(knownAt(moment))
    .$if(span.from !== null, (of) =>
      of.where(month, '>=', monthNumber(dayNumber(span.from!))).where(held, '>=', span.from!),
    );
}

function countOf(rows: readonly Raised[]): Count {
  const byDistrict: Record<string, number> = {};
  for (const { district, count } of rows) byDistrict[district] = (byDistrict[district] ?? 0) + count;
  const there = Object.entries(byDistrict).filter(([, count]) => count !== 0);
  return { total: rows.reduce((sum, { count }) => sum + count, 0), byDistrict: Object.fromEntries(there) };
}
