import type { Kysely } from 'kysely';
import type { Versioned } from '../engine/versioned-rows.js';
import type { Stated } from '../moment/reports.queries.js';
import type { MeetingRow } from './meeting.tables.js';

export interface MeetingTables {
  meetings: Versioned<MeetingRow>;
}

/** A meeting as the API shows it. */
export interface MeetingView {
  readonly id: string;
  readonly roundId: string;
  readonly dong: string;
  readonly district: string;
  readonly phase: 'scheduled' | 'held' | 'cancelled';
  readonly scheduledOn: string | null;
  readonly heldOn: string | null;
  readonly cancelledOn: string | null;
  readonly attendees: number | null;
  readonly venue: string | null;
  readonly reason: string | null;
}

/** Meetings known at a moment, of a round or one by its id, in the order of their days. */
export async function meetingsAt(
  db: Kysely<MeetingTables>,
  of: { readonly roundId: string } | { readonly meetingId: string },
  { moment }: Stated,
): Promise<MeetingView[]> {
  const [column, value] =
    'roundId' in of ? (['round_id', of.roundId] as const) : (['meeting_id', of.meetingId] as const);
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where(column, '=', value)
    .where('known_from', '<=', moment.knownAt.ordinal)
    .where('known_to', '>', moment.knownAt.ordinal)
    .orderBy((row) => row.fn.coalesce('held_on', 'scheduled_on'))
    .orderBy('meeting_id')
    .execute();
  return rows.map(viewOf);
}

/** Whether the meeting was known at some time up to a moment, though it may be voided since. */
export async function wasKnownBefore(db: Kysely<MeetingTables>, id: string, { moment }: Stated): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .select('known_from')
    .where('meeting_id', '=', id)
    .where('known_from', '<=', moment.knownAt.ordinal)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

function viewOf(row: MeetingRow): MeetingView {
  return {
    id: row.meeting_id,
    roundId: row.round_id,
    dong: row.dong,
    district: row.district,
    phase: row.phase as MeetingView['phase'],
    scheduledOn: row.scheduled_on,
    heldOn: row.held_on,
    cancelledOn: row.cancelled_on,
    attendees: row.attendees,
    venue: row.venue,
    reason: row.reason,
  };
}
