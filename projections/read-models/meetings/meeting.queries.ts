import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import { cancelled, held, type Place, scheduled } from '../../../src/meetings/meeting.events.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import { knownAt } from '../../asking/known-at.js';
import type { Stated } from '../../asking/stated.js';
import { standingOf, type Voidable, voidable } from '../../asking/voidable.js';
import { asScheduled, type MeetingPlaceRow, type MeetingRow, schedulesOf } from './meeting.tables.js';

export interface MeetingTables {
  meetings: Versioned<MeetingRow>;
  meeting_places: Versioned<MeetingPlaceRow>;
}

/** Where a meeting is: its one dong besides, for who asks for that. */
export const placesShown = {
  places: held.places,
  dong: shown.orNull(shown.text(), { about: 'Its one dong; null where it is in several or none' }),
  district: shown.orNull(shown.text(), { about: 'The district of its one dong' }),
};

export function inPlaces(places: readonly Place[]): shown.Showing<typeof placesShown> {
  const one = places.length === 1 ? places[0]! : { dong: null, district: null };
  return { places, district: one.district, dong: one.dong };
}

/** A meeting as the API shows it. */
export const meeting = shown.object({
  id: shown.id(),
  ...voidable,
  roundId: held.roundId,
  ...placesShown,
  phase: shown.choice(['scheduled', 'held', 'cancelled']),
  scheduledOn: shown.orNull(scheduled.scheduledOn),
  rescheduled: shown.integer({ about: 'How often it was put on another day or elsewhere' }),
  heldOn: shown.orNull(held.heldOn),
  heldOnPrecision: shown.orNull(held.heldOnPrecision),
  ...pick(held, 'startedAt', 'endedAt', 'chair', 'attendees', 'attendance', 'venue'),
  cancelledOn: shown.orNull(cancelled.cancelledOn),
  reason: shown.orNull(cancelled.reason, { about: 'Why it was cancelled' }),
  late: shown.flag({ about: 'Recorded after its round was closed' }),
  ...pick(held, 'afterClosureReason'),
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

/** What came of it later had not happened by then: it was scheduled as had been decided, or nothing was known of it. */
function asOfDay(row: MeetingRow, asOf: LocalDate): readonly MeetingRow[] {
  const scheduled = schedulesOf(row).findLast(({ decidedOn }) => decidedOn === null || decidedOn <= asOf);
  const cameOfIt = row.held_on ?? row.cancelled_on;
  if (cameOfIt !== null && cameOfIt <= asOf) return [row];
  if (!scheduled) return [];
  return [{ ...row, ...NOT_YET, ...asScheduled(scheduled) }];
}

const NOT_YET = {
  phase: 'scheduled',
  held_on: null,
  held_on_precision: null,
  started_at: null,
  ended_at: null,
  chair: null,
  cancelled_on: null,
  attendees: null,
  attendance: '[]',
  reason: null,
};

function viewOf(row: MeetingRow): Omit<MeetingView, keyof Voidable> {
  return {
    id: row.meeting_id,
    roundId: row.round_id,
    ...inPlaces(JSON.parse(row.places) as Place[]),
    phase: row.phase as MeetingView['phase'],
    scheduledOn: row.scheduled_on,
    rescheduled: Math.max(0, schedulesOf(row).length - 1),
    heldOn: row.held_on,
    heldOnPrecision: row.held_on_precision as MeetingView['heldOnPrecision'],
    startedAt: row.started_at,
    endedAt: row.ended_at,
    chair: row.chair,
    cancelledOn: row.cancelled_on,
    attendees: row.attendees,
    attendance: JSON.parse(row.attendance) as MeetingView['attendance'],
    venue: row.venue,
    reason: row.reason,
    late: row.after_closure_reason !== null,
    afterClosureReason: row.after_closure_reason,
  };
}
