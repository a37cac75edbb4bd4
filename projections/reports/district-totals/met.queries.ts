import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Span } from '../../asking/span.js';
import type { MeetingTables } from '../../read-models/meetings/meeting.queries.js';

export interface TotalsSpan {
  readonly moment: Moment;
  readonly span: Span;
  /** Of these rounds only; undefined: of all. */
  readonly roundIds?: readonly string[] | undefined;
}

/** What a round's meetings count. */
export interface Met {
  round_id: string;
  dongs: number;
  meetings: number;
}
export interface MetInDistrict extends Met {
  district: string;
}

/** Of each round the meetings held, those in no dong among them, and the distinct dongs. */
export async function metInAll(db: Kysely<MeetingTables>, asked: TotalsSpan): Promise<Met[]> {
  const met = await heldIn(db.selectFrom('meetings').where('phase', '=', 'held'), asked)
    .select(['round_id', sql<number>`count(*)`.as('meetings')])
    .groupBy('round_id')
    .execute();
  const dongs = await heldIn(db.selectFrom('meeting_places'), asked)
    .select(['round_id', sql<number>`count(distinct dong)`.as('dongs')])
    .groupBy('round_id')
    .execute();
  return met.map((row) => ({ ...row, dongs: dongs.find(({ round_id }) => round_id === row.round_id)?.dongs ?? 0 }));
}

export function metInDistricts(db: Kysely<MeetingTables>, asked: TotalsSpan): Promise<MetInDistrict[]> {
  return heldIn(db.selectFrom('meeting_places'), asked)
    .select(['round_id', 'district'])
    .select(sql<number>`count(distinct dong)`.as('dongs'))
    .select(sql<number>`count(distinct meeting_id)`.as('meetings'))
    .groupBy(['round_id', 'district'])
    .execute();
}

/** What was held inside the time asked for. */
function heldIn<T extends 'meetings' | 'meeting_places'>(
  query: SelectQueryBuilder<MeetingTables, T, object>,
  { moment, span, roundIds }: TotalsSpan,
): SelectQueryBuilder<MeetingTables, T, object> {
  const held = sql.ref<string>('held_on');
  return query
    .where(held, '<=', moment.asOf)
    .where(knownAt(moment))
    .$if(span.from !== null, (of) => of.where(held, '>=', span.from!))
    .$if(span.to !== null, (of) => of.where(held, '<=', span.to!))
    .$if(roundIds !== undefined, (of) => of.where(sql.ref<string>('round_id'), 'in', roundIds!));
}
