import { type Kysely, sql } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { moment, type Moment } from '../../asking/moment/moment.js';
import { nextCursor, type Page } from '../../../src/http/paging/page.js';
import {
  atMoment,
  type Cell,
  type CellTables,
  codesOf,
  countMeetings,
  entriesBetween,
  eventBehind,
  eventShown,
  inCell,
  meetingsIn,
  type MeetingBehind,
} from './cell.queries.js';
import { inPlaces, placesShown } from '../../read-models/meetings/meeting.queries.js';
import { cursorAfter } from '../../../src/http/paging/cursor.js';
import { bookingBehind, entriesBehind, bookingFields, carriedParts, carriedPartShown } from './explanation.queries.js';
import { isCarried, type RoundAt, roundsCounted } from './round-totals.queries.js';

const side = shown.object({
  moment,
  details: shown.integer({ about: 'What the details count in the cell' }),
  carried: shown.list(carriedPartShown),
});

/** A figure at one of two moments. */
export type Side = shown.Of<typeof side>;

const meetingAt = shown.object(
  { round: shown.text({ about: 'Code' }), ...placesShown, heldOn: shown.day() },
  { about: 'How it counts at that moment; null where it does not' },
);

/** How a meeting counts at a moment. */
type MeetingAt = shown.Of<typeof meetingAt>;

/** What became of a figure between two moments, and by which events. */
export const differing = {
  since: side,
  until: side,
  change: shown.object({
    details: shown.integer({ about: "What the suggestions' or meetings' parts add up to, all pages together" }),
    carried: shown.orNull(
      shown.integer({ about: 'Of the carried figures; null where one of them does not say what is in the cell' }),
    ),
  }),
  suggestions: shown.list(
    shown.object({
      ...bookingFields,
      suggestion: shown.id(),
      effect: shown.integer({ about: 'What it adds to the change' }),
    }),
    { about: 'Bookings that count at one of the moments only' },
  ),
  meetings: shown.list(
    shown.object({
      id: shown.id(),
      since: shown.orNull(meetingAt),
      until: shown.orNull(meetingAt),
      events: shown.list(eventShown, {
        about: 'What was recorded of it in between; all that stands behind it where that was recorded before both',
      }),
    }),
    { about: 'Meetings that count at one of the moments only, or otherwise' },
  ),
  rounds: shown.list(shown.object({ round: shown.text({ about: 'Code' }), events: shown.list(eventShown) }), {
    about: 'What was recorded of the rounds in between: it decides whether details or carried totals count',
  }),
  nextCursor,
};
export type Difference = shown.Showing<typeof differing>;

interface AtSide {
  readonly moment: Moment;
  readonly rounds: readonly RoundAt[];
  readonly detailed: readonly string[];
}

export async function difference(
  db: Kysely<CellTables>,
  cell: Cell,
  roundIds: readonly string[] | undefined,
  moments: { readonly since: Moment; readonly until: Moment },
  page: Page,
): Promise<Difference> {
  const since = await sideAt(db, moments.since, roundIds);
  const until = await sideAt(db, moments.until, roundIds);
  const parts =
    cell.figure === 'suggestions'
      ? await suggestionsBetween(db, cell, since, until, page)
      : await meetingsBetween(db, cell, since, until, page);
  const [before, after] = [
    await sideOf(db, cell, since, parts.details.since),
    await sideOf(db, cell, until, parts.details.until),
  ];
  const change = { details: after.details - before.details, carried: carriedChange(before, after) };
  const its = { suggestions: [], meetings: [], ...parts.its };
  return { since: before, until: after, change, ...its, rounds: await roundEvents(db, since, until) };
}

async function sideAt(
  db: Kysely<CellTables>,
  moment: Moment,
  roundIds: readonly string[] | undefined,
): Promise<AtSide> {
  const rounds = await roundsCounted(db, { moment, roundIds });
  return { moment, rounds, detailed: rounds.filter((row) => !isCarried(row)).map(({ round_id }) => round_id) };
}

async function sideOf(db: Kysely<CellTables>, cell: Cell, { moment, rounds }: AtSide, details: number): Promise<Side> {
  return { moment, details, carried: await carriedParts(db, cell, rounds.filter(isCarried), moment) };
}

function carriedChange(before: Side, after: Side): number | null {
  let change = 0;
  for (const [sign, { carried }] of [
    [-1, before],
    [1, after],
  ] as const) {
    for (const { value } of carried) {
      if (value === null) return null;
      change += sign * value;
    }
  }
  return change;
}

async function roundEvents(db: Kysely<CellTables>, since: AtSide, until: AtSide): Promise<Difference['rounds']> {
  const rounds = new Map([...since.rounds, ...until.rounds].map(({ round_id, code }) => [`round-${round_id}`, code]));
  const [after, upTo] = ordinals(since, until);
  const entries = await entriesBetween(db, 'rounds_entries', [...rounds.keys()], after, upTo);
  return [...rounds]
    .map(([stream, round]) => ({ round, events: (entries.get(stream) ?? []).map(eventBehind) }))
    .filter(({ events }) => events.length > 0);
}

/** Forwards or backwards: what was recorded between the two. */
function ordinals({ moment: a }: AtSide, { moment: b }: AtSide): [after: number, upTo: number] {
  const [one, other] = [a.knownAt.ordinal, b.knownAt.ordinal];
  return one < other ? [one, other] : [other, one];
}

interface Parts {
  readonly details: { readonly since: number; readonly until: number };
  readonly its: Pick<Difference, 'nextCursor'> & Partial<Pick<Difference, 'suggestions' | 'meetings'>>;
}

async function suggestionsBetween(
  db: Kysely<CellTables>,
  cell: Cell,
  since: AtSide,
  until: AtSide,
  page: Page,
): Promise<Parts> {
  const ofCell = db.selectFrom('bookings').where((of) => inCell(of, cell));
  const countAt = async ({ moment, detailed }: AtSide) => {
    const count = ofCell.select(sql<number>`coalesce(sum(delta), 0)`.as('details'));
    const { details } = await count.where((of) => atMoment(of, moment, detailed)).executeTakeFirstOrThrow();
    return details;
  };
  const found = await ofCell
    .selectAll()
    .select((of) => [
      of
        .case()
        .when(atMoment(of, until.moment, until.detailed))
        .then(1)
        .else(0)
        .end()
        .as('in_until'),
      of
        .case()
        .when(atMoment(of, since.moment, since.detailed))
        .then(1)
        .else(0)
        .end()
        .as('in_since'),
    ])
    .where((of) => {
      const [inSince, inUntil] = [since, until].map(({ moment, detailed }) => atMoment(of, moment, detailed));
      return of.or([of.and([inSince!, of.not(inUntil!)]), of.and([inUntil!, of.not(inSince!)])]);
    })
    .where('booking', '>', page.after)
    .orderBy('booking')
    .limit(page.limit + 1)
    .execute();
  const shown = found.slice(0, page.limit);
  const numbers = [...new Set(shown.map(({ suggestion }) => suggestion))];
  const rows =
    numbers.length === 0
      ? []
      : await db.selectFrom('suggestions').selectAll().where('first_ordinal', 'in', numbers).execute();
  const entries = await entriesBehind(db, shown);
  const codes = codesOf([...since.rounds, ...until.rounds]);
  const last = shown.at(-1);
  return {
    details: { since: await countAt(since), until: await countAt(until) },
    its: {
      suggestions: shown.map((one) => {
        const row = rows.find(({ first_ordinal }) => first_ordinal === one.suggestion)!;
        const effect = one.delta * (one.in_until - one.in_since);
        return { suggestion: row.suggestion_id, effect, ...bookingBehind(one, entries, codes) };
      }),
      nextCursor: found.length > page.limit && last ? cursorAfter('difference-of-suggestions', last.booking) : null,
    },
  };
}

async function meetingsBetween(
  db: Kysely<CellTables>,
  cell: Cell,
  since: AtSide,
  until: AtSide,
  page: Page,
): Promise<Parts> {
  const before = await meetingsIn(db, cell, since.moment, since.detailed);
  const after = await meetingsIn(db, cell, until.moment, until.detailed);
  const sides = meetingsAt(before, since);
  const otherSides = meetingsAt(after, until);
  const changed = [...new Set([...sides.keys(), ...otherSides.keys()])]
    .sort()
    .filter((id) => JSON.stringify(sides.get(id)) !== JSON.stringify(otherSides.get(id)));
  const shown = changed.slice(page.after, page.after + page.limit);
  const streams = shown.map((id) => `meeting-${id}`);
  const [between, upTo] = ordinals(since, until);
  const entries = await entriesBetween(db, 'meetings_entries', streams, 0, upTo);
  const figure = cell.figure === 'dongs' ? 'dongs' : 'meetings';
  return {
    details: { since: countMeetings(figure, before), until: countMeetings(figure, after) },
    its: {
      meetings: shown.map((id) => {
        const all = entries.get(`meeting-${id}`) ?? [];
        const its = all.filter(({ ordinal }) => ordinal > between);
        const events = (its.length > 0 ? its : all).map(eventBehind);
        return { id, since: sides.get(id) ?? null, until: otherSides.get(id) ?? null, events };
      }),
      nextCursor:
        page.after + page.limit < changed.length
          ? cursorAfter(`difference-of-${cell.figure}`, page.after + page.limit)
          : null,
    },
  };
}

function meetingsAt(met: readonly MeetingBehind[], { rounds }: AtSide): ReadonlyMap<string, MeetingAt> {
  const codes = new Map(rounds.map(({ round_id, code }) => [round_id, code]));
  return new Map(
    met.map(({ meeting_id, round_id, places, held_on }) => [
      meeting_id,
      { round: codes.get(round_id) ?? '', ...inPlaces(places), heldOn: held_on },
    ]),
  );
}
