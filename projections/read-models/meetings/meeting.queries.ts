import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import { cancelled, held, scheduled } from '../../../src/meetings/meeting.events.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Stated } from '../../asking/stated.js';
import { standingOf, type Voidable, voidable } from '../../asking/voidable.js';
import type { MeetingRow } from './meeting.tables.js';

export interface MeetingTables {
  meetings: Versioned<MeetingRow>;
}

/** A meeting as the API shows it. */
export const meeting = shown.object({
  id: shown.id(),
  ...voidable,
  ...pick(held, 'roundId', 'dong', 'district'),
  phase: shown.choice(['scheduled', 'held', 'cancelled']),
  scheduledOn: shown.orNull(scheduled.scheduledOn),
  heldOn: shown.orNull(held.heldOn),
  cancelledOn: shown.orNull(cancelled.cancelledOn),
  attendees: held.attendees,
  venue: held.venue,
  reason: shown.orNull(cancelled.reason, { about: 'Why it was cancelled' }),
});

export type MeetingView = shown.Of<typeof meeting>;

/** Meetings as of a day and as known then, of a round or one by its id, in the order of their days. */
export async function meetingsAt(
  db: Kysely<MeetingTables>,
  of: { readonly roundId: string } | { readonly meetingId: string },
  { moment }: Stated,
): Promise<MeetingView[]> {
  const [column, value] =
    'roundId' in of ? (['round_id', of.roundId] as const) : (['meeting_id', of.meetingId] as const);
  const { ordinal } = moment.knownAt;
  // Asked for by its id, a voided one says what it last said.
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where(column, '=', value)
    .$if(column === 'round_id', (query) => query.where(knownAt(moment)).orderBy('meeting_id'))
    .$if(column === 'meeting_id', (query) =>
      query.where('known_from', '<=', ordinal).orderBy('known_from', 'desc').limit(1),
    )
    .execute();
  const views = rows.flatMap((row) =>
    asOfDay(row, moment.asOf).map((one) => ({
      ...viewOf(one),
      ...standingOf('meetings', row.meeting_id, row, moment),
    })),
  );
  return views.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
}

function dayOf({ heldOn, scheduledOn }: MeetingView): string {
  return heldOn ?? scheduledOn ?? '';
}

/** What came of it later had not happened by then: it was scheduled, or nothing was known of it. */
function asOfDay(row: MeetingRow, asOf: LocalDate): readonly MeetingRow[] {
  if ((row.held_on ?? row.cancelled_on ?? '') <= asOf) return [row];
  if (row.scheduled_on === null) return [];
  return [{ ...row, phase: 'scheduled', held_on: null, cancelled_on: null, attendees: null, reason: null }];
}

function viewOf(row: MeetingRow): Omit<MeetingView, keyof Voidable> {
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
