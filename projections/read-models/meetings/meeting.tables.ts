import { meetingContracts, type MeetingEvent, type Place } from '../../../src/meetings/meeting.events.js';
import {
  type Entry,
  made,
  type MadeRow,
  versionedRows,
  versionedTable,
} from '../../engine/read-model/versioned-rows.js';
import { dayNumber, monthNumber } from '../day-number.js';

export type MeetingRow = Readonly<{
  meeting_id: string;
  round_id: string;
  /** scheduled · held · cancelled */
  phase: string;
  /** JSON of its places: where it was held, else where it is scheduled. */
  places: string;
  venue: string | null;
  scheduled_on: string | null;
  /** JSON of its schedules, in the order of recording. */
  schedules: string;
  held_on: string | null;
  held_on_precision: string | null;
  /** Of the day held, as YYYYMM. */
  held_month: number | null;
  started_at: string | null;
  ended_at: string | null;
  chair: string | null;
  attendees: number | null;
  /** JSON of those who came, by group. */
  attendance: string;
  cancelled_on: string | null;
  reason: string | null;
  /** Why what is shown of it was recorded after its round was closed; null where it was not. */
  after_closure_reason: string | null;
}>;

/** A dong in which a meeting was held. */
export type MeetingPlaceRow = Readonly<{
  meeting_id: string;
  dong: string;
  district: string;
  round_id: string;
  held_on: string;
  held_month: number;
}>;

/** For when and where a meeting was scheduled, as was decided on a day; null: at first. */
export interface Schedule extends Pick<MeetingRow, 'venue' | 'after_closure_reason'> {
  readonly decidedOn: string | null;
  readonly scheduledOn: string;
  readonly places: readonly Place[];
}

export const meetings = versionedTable<MeetingRow>({
  name: 'meetings',
  columns: {
    meeting_id: 'text',
    round_id: 'text',
    phase: 'text',
    places: 'text',
    venue: 'text?',
    scheduled_on: 'text?',
    schedules: 'text',
    held_on: 'text?',
    held_on_precision: 'text?',
    held_month: 'integer?',
    started_at: 'text?',
    ended_at: 'text?',
    chair: 'text?',
    attendees: 'integer?',
    attendance: 'text',
    cancelled_on: 'text?',
    reason: 'text?',
    after_closure_reason: 'text?',
  },
  key: ['meeting_id'],
  // Totals count meetings from an index alone, by round and month in its order.
  indexes: [{ columns: ['round_id', 'held_month', 'phase', 'held_on', 'known_from', 'known_to'] }],
});

export const meetingPlaces = versionedTable<MeetingPlaceRow>({
  name: 'meeting_places',
  columns: {
    meeting_id: 'text',
    dong: 'text',
    district: 'text',
    round_id: 'text',
    held_on: 'text',
    held_month: 'integer',
  },
  key: ['meeting_id', 'dong'],
  // Totals count dongs and meetings from an index alone, by round, month and district in its order.
  indexes: [
    { columns: ['round_id', 'held_month', 'district', 'dong', 'meeting_id', 'held_on', 'known_from', 'known_to'] },
  ],
});

/** Meetings, scheduled, held and cancelled, and the dongs in which they were held. */
export const meetingsModel = versionedRows<MeetingEvent, MeetingRow>({
  name: 'meetings',
  version: 6,
  tables: [meetings, meetingPlaces],
  category: 'meeting',
  contracts: meetingContracts,
  evolve,
  rowsOf: (row) => [made(meetings, row), ...placeRows(row)],
});

const NOTHING = {
  scheduled_on: null,
  schedules: '[]',
  held_on: null,
  held_on_precision: null,
  held_month: null,
  started_at: null,
  ended_at: null,
  chair: null,
  attendees: null,
  attendance: '[]',
  cancelled_on: null,
  reason: null,
};

function evolve(row: MeetingRow | undefined, event: Entry<MeetingEvent>, stream: string): MeetingRow | undefined {
  const meeting_id = stream.slice('meeting-'.length);
  switch (event.type) {
    case 'MeetingScheduled': {
      const { roundId: round_id, scheduledOn, places, venue, afterClosureReason } = event.data;
      const first = { decidedOn: null, scheduledOn, places, venue, after_closure_reason: afterClosureReason };
      const schedules = JSON.stringify([first]);
      return { ...NOTHING, ...asScheduled(first), meeting_id, round_id, phase: 'scheduled', schedules };
    }
    case 'MeetingRescheduled': {
      if (row?.phase !== 'scheduled') return row;
      const { decidedOn, scheduledOn, places, venue } = event.data;
      const next = { decidedOn, scheduledOn, places, venue, after_closure_reason: row.after_closure_reason };
      return { ...row, ...asScheduled(next), schedules: JSON.stringify([...schedulesOf(row), next]) };
    }
    case 'MeetingHeld':
      return { ...(row ?? NOTHING), ...heldRow(event.data), meeting_id };
    case 'MeetingCancelled':
      return row && { ...row, phase: 'cancelled', cancelled_on: event.data.cancelledOn, reason: event.data.reason };
    default:
      return event satisfies never;
  }
}

/** A meeting's schedules, in the order of recording. */
export function schedulesOf({ schedules }: Pick<MeetingRow, 'schedules'>): readonly Schedule[] {
  return JSON.parse(schedules) as Schedule[];
}

/** What a schedule says of a meeting. */
export function asScheduled({ scheduledOn, places, venue, after_closure_reason }: Schedule) {
  return { scheduled_on: scheduledOn, places: JSON.stringify(places), venue, after_closure_reason };
}

function heldRow(held: Extract<MeetingEvent, { type: 'MeetingHeld' }>['data']) {
  return {
    round_id: held.roundId,
    phase: 'held',
    places: JSON.stringify(held.places),
    venue: held.venue,
    held_on: held.heldOn,
    held_on_precision: held.heldOnPrecision,
    held_month: monthNumber(dayNumber(held.heldOn)),
    started_at: held.startedAt,
    ended_at: held.endedAt,
    chair: held.chair,
    attendees: held.attendees,
    attendance: JSON.stringify(held.attendance),
    after_closure_reason: held.afterClosureReason,
  };
}

function placeRows({ phase, meeting_id, round_id, held_on, held_month, places }: MeetingRow): readonly MadeRow[] {
  if (phase !== 'held' || held_on === null || held_month === null) return [];
  // A dong counts once, whatever a later program lets in.
  const byDong = new Map((JSON.parse(places) as Place[]).toReversed().map((place) => [place.dong, place]));
  return [...byDong.values()].map(({ dong, district }) =>
    made(meetingPlaces, { meeting_id, dong, district, round_id, held_on, held_month }),
  );
}
