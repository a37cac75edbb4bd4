import { meetingContracts, type MeetingEvent } from '../../../src/meetings/meeting.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';
import { dayNumber, monthNumber } from '../day-number.js';

export type MeetingRow = Readonly<{
  meeting_id: string;
  round_id: string;
  dong: string;
  district: string;
  /** scheduled · held · cancelled */
  phase: string;
  scheduled_on: string | null;
  held_on: string | null;
  /** Of the day held, as YYYYMM. */
  held_month: number | null;
  cancelled_on: string | null;
  attendees: number | null;
  venue: string | null;
  reason: string | null;
}>;

export const meetings = versionedTable<MeetingRow>({
  name: 'meetings',
  columns: {
    meeting_id: 'text',
    round_id: 'text',
    dong: 'text',
    district: 'text',
    phase: 'text',
    scheduled_on: 'text?',
    held_on: 'text?',
    held_month: 'integer?',
    cancelled_on: 'text?',
    attendees: 'integer?',
    venue: 'text?',
    reason: 'text?',
  },
  key: ['meeting_id'],
  // Totals count meetings from an index alone, by round, month and district in its order.
  indexes: [
    { columns: ['round_id', 'held_month', 'district', 'phase', 'dong', 'held_on', 'known_from', 'known_to'] },
    { columns: ['held_on', 'round_id', 'phase', 'district', 'dong', 'known_from', 'known_to'] },
  ],
});

/** Meetings, scheduled, held and cancelled. */
export const meetingsModel = versionedRows<MeetingEvent, MeetingRow>({
  name: 'meetings',
  version: 5,
  tables: [meetings],
  category: 'meeting',
  contracts: meetingContracts,
  evolve,
  rowsOf: (row) => [made(meetings, row)],
});

const NOTHING = {
  scheduled_on: null,
  held_on: null,
  held_month: null,
  cancelled_on: null,
  attendees: null,
  reason: null,
};

function evolve(row: MeetingRow | undefined, event: Entry<MeetingEvent>, stream: string): MeetingRow | undefined {
  const meeting_id = stream.slice('meeting-'.length);
  switch (event.type) {
    case 'MeetingScheduled': {
      const { roundId, scheduledOn, dong, district, venue } = event.data;
      const place = { round_id: roundId, dong, district, venue };
      return { ...NOTHING, ...place, meeting_id, phase: 'scheduled', scheduled_on: scheduledOn };
    }
    case 'MeetingHeld': {
      const { roundId, heldOn, ...held } = event.data;
      const day = { held_on: heldOn, held_month: monthNumber(dayNumber(heldOn)) };
      return { ...(row ?? NOTHING), ...held, ...day, meeting_id, round_id: roundId, phase: 'held' };
    }
    case 'MeetingCancelled':
      return row && { ...row, phase: 'cancelled', cancelled_on: event.data.cancelledOn, reason: event.data.reason };
    default:
      return event satisfies never;
  }
}
