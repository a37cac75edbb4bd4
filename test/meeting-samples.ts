import type { MeetingEvent } from '../src/meetings/meeting.events.js';

/** Entries of a meeting's stream, to be varied by tests. */

export type MeetingData<T extends MeetingEvent['type']> = Extract<MeetingEvent, { type: T }>['data'];

export const heldIn = (of: Partial<MeetingData<'MeetingHeld'>> = {}): MeetingData<'MeetingHeld'> => ({
  roundId: '018f4e6e-0000-7000-8000-000000000001',
  places: [{ dong: '4128151000', district: '41281' }],
  heldOn: '2022-04-12',
  heldOnPrecision: 'day',
  startedAt: '14:00',
  endedAt: null,
  chair: '시장',
  attendees: 24,
  attendance: [],
  venue: '주교동 행정복지센터',
  afterClosureReason: null,
  doneBy: null,
  ...of,
});

export const scheduledIn = (of: Partial<MeetingData<'MeetingScheduled'>> = {}): MeetingData<'MeetingScheduled'> => ({
  roundId: '018f4e6e-0000-7000-8000-000000000001',
  places: [{ dong: '4128151000', district: '41281' }],
  scheduledOn: '2022-04-12',
  venue: '주교동 행정복지센터',
  afterClosureReason: null,
  doneBy: null,
  ...of,
});

export const rescheduledTo = (
  of: Partial<MeetingData<'MeetingRescheduled'>> = {},
): MeetingData<'MeetingRescheduled'> => ({
  scheduledOn: '2022-04-19',
  places: [{ dong: '4128151000', district: '41281' }],
  venue: '주교동 행정복지센터',
  decidedOn: '2022-04-11',
  why: '우천 예보',
  doneBy: null,
  ...of,
});

export const cancelledAs = (of: Partial<MeetingData<'MeetingCancelled'>> = {}): MeetingData<'MeetingCancelled'> => ({
  cancelledOn: '2022-04-10',
  reason: '우천',
  doneBy: null,
  ...of,
});
