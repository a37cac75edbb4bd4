import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Place } from '../../../src/meetings/meeting.events.js';
import * as shown from '../../../src/http/shown.js';
import type { Bookkeeping } from '../../engine/database/bookkeeping.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { MeetingRow } from '../meetings/meeting.tables.js';
import type { SuggestionRow } from '../suggestion-progress/suggestion.tables.js';
import type { MeetingMoveRow, SplitPartRow } from './reaction.tables.js';

export interface ReactionTables extends Pick<Bookkeeping, 'ledger_reactions' | 'ledger_refused_reactions'> {
  split_parts: SplitPartRow;
  meeting_moves: MeetingMoveRow;
  meetings: Versioned<MeetingRow>;
  suggestions: SuggestionRow;
}

export const REACTION_MODELS = ['reactions', 'meetings', 'suggestion-progress'] as const;

/** What an answer says of figures that are not through with a correction yet. */
export const underWayShown = {
  underWay: shown.integer({
    about:
      'Parts of a split still to be received, and moved meetings whose suggestions still follow; 0: all is through',
  }),
};

/** Parts that are to be received and are not there yet, those that were refused aside. */
function missingParts(db: Kysely<ReactionTables>) {
  return db
    .selectFrom('split_parts as p')
    .innerJoin('suggestions as parent', 'parent.suggestion_id', 'p.parent_id')
    .leftJoin('suggestions as part', 'part.suggestion_id', 'p.part_id')
    .where('parent.standing', '=', 1)
    .where('parent.status', '=', 'split')
    .where('part.suggestion_id', 'is', null);
}

/** Parts to receive, in the order in which they were split off; refused ones are tried again where asked for. */
export function partsDue(db: Kysely<ReactionTables>, limit: number, refusedToo: boolean): Promise<SplitPartRow[]> {
  return missingParts(db)
    .$if(!refusedToo, (parts) =>
      parts.where('p.part_id', 'not in', (refused) => refused.selectFrom('ledger_refused_reactions').select('target')),
    )
    .selectAll('p')
    .orderBy('p.ordinal')
    .orderBy('p.number')
    .limit(limit)
    .execute();
}

/** The moves after an ordinal, in their order. */
export function movesAfter(db: Kysely<ReactionTables>, ordinal: number, limit: number): Promise<MeetingMoveRow[]> {
  return db
    .selectFrom('meeting_moves')
    .selectAll()
    .where('ordinal', '>', ordinal)
    .orderBy('ordinal')
    .limit(limit)
    .execute();
}

/** Up to which ordinal moves were dealt with. */
export async function movesDone(db: Kysely<ReactionTables>): Promise<number> {
  const row = await db.selectFrom('ledger_reactions').select('ordinal').executeTakeFirst();
  return row?.ordinal ?? 0;
}

/** Where and when a meeting is, as far as its suggestions have it from there. */
export interface MeetingPlace {
  readonly roundId: string;
  readonly day: string | null;
  readonly places: readonly Place[];
}

/**
 * Where a meeting was before an event, in the order in which that was known; of one that did not stand, nothing. As far
 * back as moves go that took suggestions along: those that a correction left where they were are not taken along later.
 */
export async function placesBefore(
  db: Kysely<ReactionTables>,
  { meeting_id, ordinal }: MeetingMoveRow,
): Promise<readonly MeetingPlace[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('meeting_id', '=', meeting_id)
    .where('known_to', '<=', ordinal)
    .orderBy('known_from')
    .execute();
  const moves = await db.selectFrom('meeting_moves').select('ordinal').where('meeting_id', '=', meeting_id).execute();
  const took = new Set(moves.map((move) => move.ordinal));
  const stayed = rows.findLastIndex(
    (row, at) => at > 0 && !took.has(row.known_from) && !isDeepStrictEqual(placeOf(row), placeOf(rows[at - 1]!)),
  );
  return rows.slice(Math.max(stayed, 0)).map(placeOf);
}

function placeOf({ round_id, places, held_on, scheduled_on }: MeetingRow): MeetingPlace {
  return { roundId: round_id, day: held_on ?? scheduled_on, places: JSON.parse(places) as Place[] };
}

/** A move whose suggestions could not all be taken along, with those that could not. */
export interface RefusedMove extends MeetingMoveRow {
  readonly suggestions: readonly string[];
}

/** Moves that were dealt with and left suggestions behind. */
export async function movesRefused(db: Kysely<ReactionTables>, limit: number): Promise<readonly RefusedMove[]> {
  const rows = await db
    .selectFrom('ledger_refused_reactions as r')
    .innerJoin('meeting_moves as m', 'm.event_id', 'r.event_id')
    .where('r.kind', '=', 'along')
    .selectAll('m')
    .select('r.target')
    .orderBy('m.ordinal')
    .orderBy('r.target')
    .limit(limit)
    .execute();
  return [...Map.groupBy(rows, ({ event_id }) => event_id).values()].map((some) => {
    const [{ event_id, meeting_id, ordinal }] = some as [(typeof some)[number]];
    return { event_id, meeting_id, ordinal, suggestions: some.map(({ target }) => target) };
  });
}

/** The standing suggestions of a meeting that were recorded before an event moved it. */
export async function suggestionsBefore(
  db: Kysely<ReactionTables>,
  { meeting_id, ordinal }: MeetingMoveRow,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('suggestions')
    .select('suggestion_id')
    .where('meeting_id', '=', meeting_id)
    .where('first_ordinal', '<', ordinal)
    .where('standing', '=', 1)
    .orderBy('first_ordinal')
    .execute();
  return rows.map(({ suggestion_id }) => suggestion_id);
}

/** Standing suggestions that have due days which no calendar reached when they were set, after a first ordinal. */
export function deadlinesUnknown(
  db: Kysely<ReactionTables>,
  after: number,
  limit: number,
): Promise<Pick<SuggestionRow, 'suggestion_id' | 'first_ordinal'>[]> {
  return db
    .selectFrom('suggestions')
    .select(['suggestion_id', 'first_ordinal'])
    .where('standing', '=', 1)
    .where('first_ordinal', '>', after)
    .where('clock_told', 'like', '%"outside-calendar"%')
    .orderBy('first_ordinal')
    .limit(limit)
    .execute();
}

/** How much is under way. */
export async function underWay(db: Kysely<ReactionTables>): Promise<shown.Showing<typeof underWayShown>> {
  const parts = await missingParts(db)
    .where('p.part_id', 'not in', (refused) => refused.selectFrom('ledger_refused_reactions').select('target'))
    .select(sql<number>`count(*)`.as('due'))
    .executeTakeFirstOrThrow();
  const moves = await db
    .selectFrom('meeting_moves')
    .where('ordinal', '>', await movesDone(db))
    .select(sql<number>`count(*)`.as('due'))
    .executeTakeFirstOrThrow();
  return { underWay: parts.due + moves.due };
}
