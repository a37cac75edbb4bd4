import type { Kysely } from 'kysely';
import type { Period } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import { carriedTotals, type Counting, opened, source, type Source } from '../../../src/rounds/round.events.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../../../src/suggestions/handling-status.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DistrictRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';
import type { MeetingTables } from '../../read-models/meetings/meeting.queries.js';
import { MOMENT_MODEL } from '../../asking/moment/moment.queries.js';
import { printedIn } from '../../read-models/rounds/round.queries.js';
import type { CarriedRow, RoundRow } from '../../read-models/rounds/round.tables.js';
import { knownAt } from '../../asking/known-at.js';
import { columnsAt, roundColumn } from './columns.js';
import { type Met, metInAll, type MetInDistrict, metInDistricts, type TotalsSpan } from './met.queries.js';
import { carriedFigureState, FIGURE_STATES, type FigureState, type Picked, wholeOf } from './carried-figure.js';
import {
  type Booked,
  type Raised,
  raisedSums,
  statusSums,
  type SumsTables,
} from '../../read-models/suggestion-progress/sums.queries.js';

/** What totals are read from. */
export interface TotalsTables extends SumsTables, MeetingTables {
  rounds: Versioned<RoundRow>;
  carried_totals: Versioned<CarriedRow>;
  districts: Versioned<DistrictRow>;
}

/** The read models that totals are read from. */
export const TOTALS_MODELS = ['suggestion-progress', 'rounds', 'meetings', 'jurisdiction', MOMENT_MODEL] as const;

const figureFields = {
  state: shown.choice(FIGURE_STATES, { about: 'What can be said of it' }),
  total: shown.orNull(shown.integer()),
  byDistrict: shown.record(shown.orNull(shown.integer()), { about: "By the district's code" }),
};
const districtFigure = shown.object(figureFields, {
  about: 'A figure for all districts and for each; null where it cannot be said',
});

/** A figure for all districts and for each; null where it cannot be said. */
export type DistrictFigure = shown.Of<typeof districtFigure> &
  (
    | { readonly state: 'known'; readonly total: number }
    | { readonly state: Exclude<FigureState, 'known'>; readonly total: null }
  );

export const aDistrictFigure = districtFigure as shown.Shown<DistrictFigure>;

/**
 * A figure of meetings: one that touched several districts counts once in the total and once in each, one in no dong in
 * the total alone.
 */
export type MetFigure = DistrictFigure & { readonly addsUp: boolean };

const aMetFigure = shown.object({
  ...figureFields,
  addsUp: shown.flag({
    about: 'The districts make the total: a meeting counts once in that, and once in each district that it touched',
  }),
}) as shown.Shown<MetFigure>;

const byStatus = shown.partial(
  Object.fromEntries(HANDLING_STATUSES.map((status) => [status, shown.integer()])) as Record<
    HandlingStatus,
    shown.Shown<number>
  >,
  { about: 'Suggestions by handling status; what is 0 is left out' },
);

export type ByStatus = shown.Of<typeof byStatus>;

/** What counts for one round at a moment. */
export const totalsOfRound = shown.object({
  round: shown.object({
    id: shown.id(),
    ...pick(opened, 'code', 'counting', 'kind', 'meetingPeriod', 'suggestionPeriod'),
    voided: shown.flag({ about: 'Its stream is voided as a whole; what others recorded under it stays counted' }),
  }),
  districts: shown.list(roundColumn, {
    about: 'Those that stood on any day of its periods, by their names on the last of them, and where else figures are',
  }),
  carried: shown.flag({ about: 'Its carried totals alone count' }),
  dongs: { ...aMetFigure, about: '추진 동' },
  meetings: aMetFigure,
  suggestions: aDistrictFigure,
  byStatus: shown.orNull(shown.object({ total: byStatus, byDistrict: shown.record(byStatus) }), {
    about: 'Null where the figures are carried: a total does not say',
  }),
  published: shown.orNull(
    shown.object({
      source,
      eventId: shown.id({ about: 'The entry that recorded them' }),
      dongs: shown.orNull(shown.integer()),
      suggestions: shown.orNull(shown.integer()),
      ...pick(carriedTotals, 'cityWide', 'splits'),
      superseded: shown.flag({ about: 'The details were found since, and alone count' }),
    }),
    { about: 'Where carried totals were published and what they say; null where there are none' },
  ),
});

export type RoundTotals = shown.Of<typeof totalsOfRound>;

/** The districts known at a moment, over all time. */
export function districtsKnown(
  db: Kysely<TotalsTables>,
  { moment }: Pick<TotalsSpan, 'moment'>,
): Promise<DistrictRow[]> {
  return db.selectFrom('districts').selectAll().where(knownAt(moment)).execute();
}

/** The totals of each round, in the order of their codes; all out of one snapshot. */
export async function roundTotals(
  db: Kysely<TotalsTables>,
  asked: TotalsSpan,
  districts: readonly DistrictRow[],
  rounds?: readonly RoundAt[],
): Promise<readonly RoundTotals[]> {
  const counted = rounds ?? (await roundsCounted(db, asked));
  const carried = await carriedAt(db, asked);
  const met = { all: await metInAll(db, asked), inDistricts: await metInDistricts(db, asked) };
  const detailed = { ...asked, rounds: counted.filter((row) => !isCarried(row)).map(({ round_id }) => round_id) };
  const raised = await raisedSums(db, detailed, 'round');
  const booked = await statusSums(db, detailed);
  return counted.map((row) => {
    const its = <T extends { round_id: string }>(rows: readonly T[]) =>
      rows.filter((one) => one.round_id === row.round_id);
    const sums = { raised: raised.get(row.round_id) ?? [], booked: booked.get(row.round_id) ?? [] };
    const itsMet = { all: its(met.all), inDistricts: its(met.inDistricts) };
    return totalsOf(row, { districts, asked, carried: its(carried), met: itsMet, ...sums });
  });
}

export type RoundAt = RoundRow & { readonly voided: boolean };

/** Rounds known at the moment, and voided ones under which others recorded something. */
export async function roundsCounted(
  db: Kysely<TotalsTables>,
  { moment, roundIds }: Pick<TotalsSpan, 'moment' | 'roundIds'>,
): Promise<readonly RoundAt[]> {
  const { ordinal } = moment.knownAt;
  const rows = await db
    .selectFrom('rounds')
    .selectAll()
    .where('known_from', '<=', ordinal)
    .$if(roundIds !== undefined, (query) => query.where('round_id', 'in', roundIds!))
    .orderBy('known_from', 'desc')
    .execute();
  const last = new Map<string, RoundAt>();
  for (const row of rows) {
    if (!last.has(row.round_id)) last.set(row.round_id, { ...row, voided: row.known_to <= ordinal });
  }
  return [...last.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function carriedAt(db: Kysely<TotalsTables>, { moment, roundIds }: TotalsSpan): Promise<CarriedRow[]> {
  return db
    .selectFrom('carried_totals')
    .select(['round_id', 'district', 'dongs', 'suggestions', 'meetings'])
    .where(knownAt(moment))
    .$if(roundIds !== undefined, (query) => query.where('round_id', 'in', roundIds!))
    .execute();
}

interface Parts {
  readonly districts: readonly DistrictRow[];
  readonly asked: TotalsSpan;
  readonly carried: readonly CarriedRow[];
  readonly met: { readonly all: readonly Met[]; readonly inDistricts: readonly MetInDistrict[] };
  readonly raised: readonly Raised[];
  readonly booked: readonly Booked[];
}

/** Whether a round's carried totals alone count. */
export function isCarried({ counting, superseded_on, voided }: RoundAt): boolean {
  return counting === 'carried' && superseded_on === null && !voided;
}

function totalsOf(row: RoundAt, parts: Parts): RoundTotals {
  const { asked, carried } = parts;
  const meetingPeriod = { from: row.meetings_from, to: row.meetings_to };
  const suggestionPeriod = { from: row.suggestions_from, to: row.suggestions_to };
  const round = {
    id: row.round_id,
    code: row.code,
    counting: row.counting as Counting,
    kind: { code: row.kind_code, ko: row.kind_ko, en: row.kind_en },
    meetingPeriod,
    suggestionPeriod,
    voided: row.voided,
  };
  const its = row.source === null ? null : (JSON.parse(row.source) as Source);
  const printed = printedIn(row);
  const published = its && {
    source: its,
    eventId: row.carried_event_id ?? '',
    dongs: wholeOf(carried, printed.cityWide, ({ dongs }) => dongs),
    suggestions: wholeOf(carried, printed.cityWide, ({ suggestions }) => suggestions),
    ...printed,
    superseded: row.superseded_on !== null,
  };
  const districts = columnsAt(parts.districts, row, asked.moment.asOf, countedIn(row, parts));
  const codes = districts.map(({ code }) => code);
  if (!isCarried(row)) return { round, districts, carried: false, ...detailedFigures(parts, codes), published };
  const figure = (period: Period, of: Picked): DistrictFigure => {
    const said = carriedFigureState(period, asked.span, asked.moment.asOf);
    return carriedFigure(said, carried, codes, of, wholeOf(carried, printed.cityWide, of));
  };
  return {
    round,
    districts,
    carried: true,
    dongs: metFigure(figure(meetingPeriod, ({ dongs }) => dongs)),
    meetings: metFigure(figure(meetingPeriod, ({ meetings }) => meetings)),
    suggestions: figure(suggestionPeriod, ({ suggestions }) => suggestions),
    byStatus: null,
    published,
  };
}

/** The districts of which there is a figure, wherever they are. */
function countedIn(row: RoundAt, { carried, met, raised }: Parts): readonly string[] {
  const counted: readonly { readonly district: string }[] = isCarried(row)
    ? carried
    : [...met.inDistricts, ...raised.filter(({ count }) => count !== 0)];
  return counted.map(({ district }) => district);
}

function detailedFigures(
  { met, raised, booked }: Parts,
  codes: readonly string[],
): Pick<RoundTotals, 'dongs' | 'meetings' | 'suggestions' | 'byStatus'> {
  const known = (of: (district: string) => number, total?: number): DistrictFigure => {
    const byDistrict = Object.fromEntries(codes.map((code) => [code, of(code)]));
    return { state: 'known', total: total ?? sumOf(Object.values(byDistrict)), byDistrict };
  };
  const ofMeetings = (pick: 'dongs' | 'meetings') => {
    const inDistrict = (code: string) => met.inDistricts.find(({ district }) => district === code)?.[pick] ?? 0;
    return metFigure(known(inDistrict, sumOf(met.all.map((one) => one[pick]))));
  };
  const statuses = (rows: readonly Booked[]): ByStatus => {
    const sums: Partial<Record<string, number>> = {};
    for (const { status, count } of rows) sums[status] = (sums[status] ?? 0) + count;
    return sums;
  };
  return {
    dongs: ofMeetings('dongs'),
    meetings: ofMeetings('meetings'),
    suggestions: known((code) => sumOf(raised.filter(({ district }) => district === code).map(({ count }) => count))),
    byStatus: {
      total: statuses(booked),
      byDistrict: Object.fromEntries(
        codes.map((code) => [code, statuses(booked.filter((one) => one.district === code))]),
      ),
    },
  };
}

/** A carried figure that nothing is recorded for, of a district or at all, is null: not known. */
function carriedFigure(
  said: ReturnType<typeof carriedFigureState>,
  carried: readonly CarriedRow[],
  districts: readonly string[],
  of: Picked,
  total: number | null,
): DistrictFigure {
  const each = (value: (code: string) => number | null) =>
    Object.fromEntries(districts.map((code) => [code, value(code)]));
  if (said === 'outside') return { state: 'known', total: 0, byDistrict: each(() => 0) };
  if (said !== 'known') return { state: said, total: null, byDistrict: each(() => null) };
  const byDistrict = each((code) => {
    const figures = carried.find(({ district }) => district === code);
    return figures ? of(figures) : null;
  });
  return total === null ? { state: 'not-recorded', total, byDistrict } : { state: 'known', total, byDistrict };
}

function metFigure(figure: DistrictFigure): MetFigure {
  const addsUp = figure.total === null || figure.total === sumOf(Object.values(figure.byDistrict));
  return { ...figure, addsUp };
}

function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
