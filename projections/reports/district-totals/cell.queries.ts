import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { RecordedBy } from '../../../src/history/event.js';
import { recordedBy } from '../../../src/http/metadata-shown.js';
import * as shown from '../../../src/http/shown.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../../../src/suggestions/handling-status.js';
import type { EntryRow, Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DongRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';
import type { Place } from '../../../src/meetings/meeting.events.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { SuggestionEntryRow, SuggestionRow } from '../../read-models/suggestion-progress/suggestion.tables.js';
import { knownAt } from '../../asking/known-at.js';
import { type Span, span } from '../../asking/span.js';
import { dayNumber } from '../../read-models/day-number.js';
import { roundKey, statusNumber } from '../../read-models/suggestion-progress/compact.js';
import type { RoundAt, TotalsTables } from './round-totals.queries.js';

export const FIGURES = ['suggestions', 'dongs', 'meetings'] as const;

/** A figure to be taken apart, as wide or as narrow as it was asked for. */
export interface Cell extends Span {
  readonly figure: (typeof FIGURES)[number];
  readonly district: string | undefined;
  readonly dong: string | undefined;
  /** Of suggestions only. */
  readonly status: HandlingStatus | undefined;
}

/** What taking a figure apart reads. */
export interface CellTables extends TotalsTables {
  dongs: Versioned<DongRow>;
  suggestions: SuggestionRow;
  suggestion_entries: SuggestionEntryRow;
  rounds_entries: EntryRow;
  meetings_entries: EntryRow;
}

/** A cell as it was asked for. */
export const cellAsked = shown.objectWith(
  { figure: shown.choice(FIGURES), ...span },
  { district: shown.text(), dong: shown.text(), status: shown.choice(HANDLING_STATUSES) },
) as shown.Shown<Cell>;

/** Who recorded an entry, when, and why where it says so. */
export const recording = {
  recordedAt: shown.instant(),
  recordedBy,
  why: shown.orNull(shown.text({ about: 'Where the entry says why' })),
};
export type Recording = shown.Showing<typeof recording>;

/** An event behind a figure: an entry of a stream. */
export const eventShown = shown.object({
  ordinal: shown.integer(),
  eventId: shown.id(),
  type: shown.text(),
  ...recording,
});
export type EventBehind = shown.Of<typeof eventShown>;

type OfBookings = ExpressionBuilder<CellTables, 'bookings'>;

/** Whether a booking is of the cell, whenever it was made. */
export function inCell(of: OfBookings, { from, to, district, dong, status }: Cell): Expression<SqlBool> {
  return of.and([
    ...(from === null ? [] : [of('raised_on', '>=', dayNumber(from))]),
    ...(to === null ? [] : [of('raised_on', '<=', dayNumber(to))]),
    ...(district === undefined ? [] : [of('district', '=', Number(district))]),
    ...(dong === undefined ? [] : [of('dong', '=', Number(dong))]),
    ...(status === undefined ? [] : [of('status', '=', statusNumber(status))]),
  ]);
}

/** Whether a booking counts at a moment at which the details of these rounds count. */
export function atMoment(of: OfBookings, { asOf, knownAt }: Moment, detailed: readonly string[]): Expression<SqlBool> {
  if (detailed.length === 0) return sql<SqlBool>`1 = 0`;
  return of.and([
    of('round', 'in', detailed.map(roundKey)),
    of('ordinal', '<=', knownAt.ordinal),
    of('holds_on', '<=', dayNumber(asOf)),
  ]);
}

export interface MeetingBehind {
  readonly meeting_id: string;
  readonly round_id: string;
  readonly places: readonly Place[];
  readonly held_on: string;
}

/** The meetings that count in the cell at a moment, in the order of their ids, each with its places in the cell. */
export async function meetingsIn(
  db: Kysely<CellTables>,
  cell: Cell,
  moment: Moment,
  detailed: readonly string[],
): Promise<MeetingBehind[]> {
  if (detailed.length === 0) return [];
  const isIn = ({ district, dong }: Place) => (cell.district ?? district) === district && (cell.dong ?? dong) === dong;
  const everywhere = cell.district === undefined && cell.dong === undefined;
  const rows = await db
    .selectFrom('meetings')
    .select(['meeting_id', 'round_id', 'places', 'held_on'])
    .where('phase', '=', 'held')
    .where('round_id', 'in', detailed)
    .where('held_on', '<=', moment.asOf)
    .where(knownAt(moment))
    .$if(cell.from !== null, (query) => query.where('held_on', '>=', cell.from))
    .$if(cell.to !== null, (query) => query.where('held_on', '<=', cell.to))
    .orderBy('meeting_id')
    .execute();
  return rows
    .map((row) => ({ ...row, held_on: row.held_on!, places: (JSON.parse(row.places) as Place[]).filter(isIn) }))
    .filter(({ places }) => everywhere || places.length > 0);
}

/** The figure that meetings make: distinct dongs of each round, added up over rounds, or the meetings themselves. */
export function countMeetings(figure: 'dongs' | 'meetings', met: readonly MeetingBehind[]): number {
  if (figure === 'meetings') return met.length;
  return new Set(met.flatMap(({ round_id, places }) => places.map(({ dong }) => `${round_id} ${dong}`))).size;
}

interface EntryOfStream extends Omit<EntryRow, 'data'> {
  readonly data: object;
}

/** The entries of streams that were recorded after one ordinal, up to another. */
export async function entriesBetween(
  db: Kysely<CellTables>,
  from: 'rounds_entries' | 'meetings_entries',
  streams: readonly string[],
  after: number,
  upTo: number,
): Promise<ReadonlyMap<string, readonly EntryOfStream[]>> {
  if (streams.length === 0) return new Map();
  const rows = await db
    .selectFrom(from)
    .selectAll()
    .where('stream', 'in', streams)
    .where('ordinal', '>', after)
    .where('ordinal', '<=', upTo)
    .orderBy('ordinal')
    .execute();
  const entries = rows.map((row) => ({ ...row, data: JSON.parse(row.data) as object }));
  return Map.groupBy(entries, ({ stream }) => stream);
}

export function eventBehind({ ordinal, event_id, type, recorded_at, recorded_by, data }: EntryOfStream): EventBehind {
  const recordedBy = JSON.parse(recorded_by) as RecordedBy;
  return { ordinal, eventId: event_id, type, recordedAt: recorded_at, recordedBy, why: whyIn(data) };
}

/** Corrections, voids and some others say why. */
export function whyIn(data: object): string | null {
  return 'why' in data && typeof data.why === 'string' ? data.why : null;
}

/** The part of a carried figure that the cell asks for; null where it cannot be said. Of 0, every part is 0. */
export function carriedPart(
  figure: { readonly total: number | null; readonly byDistrict: Readonly<Record<string, number | null>> },
  { district, dong, status }: Cell,
): number | null {
  if (figure.total === 0) return 0;
  if (dong !== undefined || status !== undefined) return null;
  return district === undefined ? figure.total : (figure.byDistrict[district] ?? null);
}

export function codesOf(rounds: readonly RoundAt[]): ReadonlyMap<number, string> {
  return new Map(rounds.map(({ round_id, code }) => [roundKey(round_id), code]));
}
