import { type Kysely, sql } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { source } from '../../../src/rounds/round.events.js';
import { HANDLING_STATUSES } from '../../../src/suggestions/handling-status.js';
import type { Moment } from '../../asking/moment/moment.js';
import { entryOf, type PastEntry } from '../../read-models/suggestion-progress/suggestion-past.js';
import { FIGURE_STATES } from './carried-figure.js';
import { nextCursor, type Page } from '../../../src/http/paging/page.js';
import {
  atMoment,
  carriedPart,
  type Cell,
  type CellTables,
  codesOf,
  countMeetings,
  entriesBetween,
  eventBehind,
  eventShown,
  inCell,
  meetingsIn,
  recording,
  whyIn,
} from './cell.queries.js';
import { dayOf } from '../../read-models/day-number.js';
import { statusOf } from '../../read-models/suggestion-progress/compact.js';
import { inPlaces, placesShown } from '../../read-models/meetings/meeting.queries.js';
import { cursorAfter } from '../../../src/http/paging/cursor.js';
import { districtsKnown, isCarried, type RoundAt, roundsCounted, roundTotals } from './round-totals.queries.js';

/** A carried figure as it was published, and the entries that say so. */
export const carriedPartShown = shown.object({
  round: shown.text({ about: 'Code' }),
  state: shown.choice(FIGURE_STATES),
  value: shown.orNull(shown.integer({ about: 'What of it is in the cell; null where a total does not say' })),
  source: shown.orNull(source),
  events: shown.list(eventShown, { about: 'The entry that recorded it first, then what corrected or voided it' }),
});
export type CarriedPart = shown.Of<typeof carriedPartShown>;

export const bookingFields = {
  ordinal: shown.integer(),
  recordedOn: shown.day(),
  eventId: shown.id(),
  type: shown.text(),
  revision: shown.integer(),
  round: shown.text({ about: 'Code' }),
  district: shown.text(),
  dong: shown.text(),
  status: shown.choice(HANDLING_STATUSES),
  raisedOn: shown.day(),
  holdsFrom: shown.day(),
  delta: shown.integer(),
  ...recording,
};

/** A booking behind a figure: one event's part in it. */
export type BookingBehind = shown.Showing<typeof bookingFields>;

/** A figure taken apart, a page at a time. */
export const explained = {
  details: shown.integer({ about: 'What the details count in the cell; carried parts stand beside it' }),
  carried: shown.list(carriedPartShown),
  suggestions: shown.list(
    shown.object({
      id: shown.id(),
      bookings: shown.list(shown.object(bookingFields), { about: 'What each of its events adds to the figure' }),
    }),
  ),
  meetings: shown.list(
    shown.object({
      id: shown.id(),
      round: shown.text({ about: 'Code' }),
      ...placesShown,
      heldOn: shown.day(),
      events: shown.list(eventShown),
    }),
  ),
  nextCursor,
};
export type Explanation = shown.Showing<typeof explained>;

export async function explanation(
  db: Kysely<CellTables>,
  cell: Cell,
  roundIds: readonly string[] | undefined,
  moment: Moment,
  page: Page,
): Promise<Explanation> {
  const rounds = await roundsCounted(db, { moment, roundIds });
  const detailed = rounds.filter((row) => !isCarried(row)).map(({ round_id }) => round_id);
  const carried = await carriedParts(db, cell, rounds.filter(isCarried), moment);
  const parts =
    cell.figure === 'suggestions'
      ? await suggestionsBehind(db, cell, { detailed, codes: codesOf(rounds), moment }, page)
      : await meetingsBehind(db, cell, { detailed, rounds, moment }, page);
  return { suggestions: [], meetings: [], ...parts, carried };
}

export async function carriedParts(
  db: Kysely<CellTables>,
  cell: Cell,
  carried: readonly RoundAt[],
  moment: Moment,
): Promise<CarriedPart[]> {
  if (carried.length === 0) return [];
  const roundIds = carried.map(({ round_id }) => round_id);
  const totals = await roundTotals(db, { moment, span: cell, roundIds }, await districtsKnown(db, { moment }), carried);
  const streams = roundIds.map((id) => `round-${id}`);
  const entries = await entriesBetween(db, 'rounds_entries', streams, 0, moment.knownAt.ordinal);
  return totals.map(({ round, published, ...figures }) => {
    const figure = figures[cell.figure];
    const its = entries.get(`round-${round.id}`) ?? [];
    const about = new Set(its.filter(({ type }) => type === 'CarriedTotalsRecorded').map(({ event_id }) => event_id));
    const events = its.filter((entry) => {
      const isIt = about.has(entry.event_id) || about.has((entry.data as { eventId?: string }).eventId ?? '');
      // What voids a correction of it is about it too.
      if (isIt) about.add(entry.event_id);
      return isIt;
    });
    return {
      round: round.code,
      state: figure.state,
      value: carriedPart(figure, cell),
      source: published?.source ?? null,
      events: events.map(eventBehind),
    };
  });
}

interface Around {
  readonly detailed: readonly string[];
  readonly codes: ReadonlyMap<number, string>;
  readonly moment: Moment;
}

async function suggestionsBehind(
  db: Kysely<CellTables>,
  cell: Cell,
  { detailed, codes, moment }: Around,
  { after, limit }: Page,
): Promise<Pick<Explanation, 'details' | 'suggestions' | 'nextCursor'>> {
  const behind = db
    .selectFrom('bookings')
    .where((of) => inCell(of, cell))
    .where((of) => atMoment(of, moment, detailed));
  const { details } = await behind.select(sql<number>`coalesce(sum(delta), 0)`.as('details')).executeTakeFirstOrThrow();
  const found = await behind
    .select('suggestion')
    .where('suggestion', '>', after)
    .groupBy('suggestion')
    .having(sql`sum(delta)`, '<>', 0)
    .orderBy('suggestion')
    .limit(limit + 1)
    .execute();
  const numbers = found.slice(0, limit).map(({ suggestion }) => suggestion);
  if (numbers.length === 0) return { details, suggestions: [], nextCursor: null };
  const bookings = await behind.selectAll().where('suggestion', 'in', numbers).orderBy('booking').execute();
  const rows = await db.selectFrom('suggestions').selectAll().where('first_ordinal', 'in', numbers).execute();
  const entries = await entriesBehind(db, bookings);
  const suggestions = numbers.map((number) => {
    const row = rows.find(({ first_ordinal }) => first_ordinal === number)!;
    const its = bookings.filter(({ suggestion }) => suggestion === number);
    return { id: row.suggestion_id, bookings: its.map((one) => bookingBehind(one, entries, codes)) };
  });
  return {
    details,
    suggestions,
    nextCursor: found.length > limit ? cursorAfter('explanation-of-suggestions', numbers.at(-1)!) : null,
  };
}

/** The entries that made bookings, by ordinal. */
export async function entriesBehind(
  db: Kysely<CellTables>,
  bookings: readonly CellTables['bookings'][],
): Promise<ReadonlyMap<number, PastEntry>> {
  const ordinals = [...new Set(bookings.map(({ ordinal }) => ordinal))];
  if (ordinals.length === 0) return new Map();
  const rows = await db.selectFrom('suggestion_entries').selectAll().where('ordinal', 'in', ordinals).execute();
  return new Map(rows.map((row) => [row.ordinal, entryOf(row)]));
}

export function bookingBehind(
  one: CellTables['bookings'],
  entries: ReadonlyMap<number, PastEntry>,
  codes: ReadonlyMap<number, string>,
): BookingBehind {
  const { id: eventId, type, data, metadata } = entries.get(one.ordinal)!;
  return {
    ordinal: one.ordinal,
    recordedOn: dayOf(one.recorded_on),
    eventId,
    type,
    recordedAt: metadata.recordedAt,
    recordedBy: metadata.recordedBy,
    why: whyIn(data),
    revision: one.revision,
    round: codes.get(one.round) ?? '',
    district: String(one.district),
    dong: String(one.dong),
    status: statusOf(one.status),
    raisedOn: dayOf(one.raised_on),
    holdsFrom: dayOf(one.holds_on),
    delta: one.delta,
  };
}

async function meetingsBehind(
  db: Kysely<CellTables>,
  cell: Cell,
  { detailed, rounds, moment }: Omit<Around, 'codes'> & { readonly rounds: readonly RoundAt[] },
  { after, limit }: Page,
): Promise<Pick<Explanation, 'details' | 'meetings' | 'nextCursor'>> {
  const met = await meetingsIn(db, cell, moment, detailed);
  const shown = met.slice(after, after + limit);
  const streams = shown.map(({ meeting_id }) => `meeting-${meeting_id}`);
  const entries = await entriesBetween(db, 'meetings_entries', streams, 0, moment.knownAt.ordinal);
  return {
    details: countMeetings(cell.figure === 'dongs' ? 'dongs' : 'meetings', met),
    meetings: shown.map(({ meeting_id, round_id, places, held_on }) => ({
      id: meeting_id,
      round: rounds.find((row) => row.round_id === round_id)?.code ?? '',
      ...inPlaces(places),
      heldOn: held_on,
      events: (entries.get(`meeting-${meeting_id}`) ?? []).map(eventBehind),
    })),
    nextCursor: after + limit < met.length ? cursorAfter(`explanation-of-${cell.figure}`, after + limit) : null,
  };
}
