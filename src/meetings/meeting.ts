import { contains, type LocalDate, periodText } from '../history/days.js';
import { judgeDong, type Jurisdiction } from '../jurisdiction/jurisdiction.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { notInFuture } from '../recording/day.rules.js';
import { type Round, roundForDetails } from '../rounds/round.js';
import { type MeetingEvent, meetingContracts } from './meeting.events.js';
import { broken, PHASES } from './meeting.rules.js';

type DataOf<T extends MeetingEvent['type']> = Extract<MeetingEvent, { type: T }>['data'];

/** One meeting held in one dong (소통 간담회). */
export type Meeting =
  | { readonly phase: 'none' }
  | { readonly phase: 'scheduled'; readonly scheduled: DataOf<'MeetingScheduled'> }
  | { readonly phase: 'held'; readonly held: DataOf<'MeetingHeld'> }
  | {
      readonly phase: 'cancelled';
      readonly cancelled: DataOf<'MeetingCancelled'>;
      readonly scheduled: DataOf<'MeetingScheduled'>;
    };

export const meeting: Aggregate<Meeting, MeetingEvent> = {
  category: 'meeting',
  contracts: meetingContracts,
  initial: { phase: 'none' },
  evolve,
  admit,
};

export function schedule(state: Meeting, scheduled: DataOf<'MeetingScheduled'>, today: LocalDate) {
  if (state.phase === 'scheduled' && alike(state.scheduled, scheduled)) return [];
  return admitted(meeting, state, { type: 'MeetingScheduled', data: scheduled }, today);
}

/** Records that the meeting took place, scheduled before or not. Holding it again alike changes nothing. */
export function hold(state: Meeting, held: DataOf<'MeetingHeld'>, today: LocalDate) {
  if (state.phase === 'held' && alike(state.held, held)) return [];
  return admitted(meeting, state, { type: 'MeetingHeld', data: held }, today);
}

export function cancel(state: Meeting, cancelled: DataOf<'MeetingCancelled'>, today: LocalDate) {
  if (state.phase === 'cancelled' && alike(state.cancelled, cancelled)) return [];
  return admitted(meeting, state, { type: 'MeetingCancelled', data: cancelled }, today);
}

/** Where and for which round a meeting is, scheduled or held; undefined while there is none. */
export function meetingPlace(state: Meeting) {
  switch (state.phase) {
    case 'none':
      return undefined;
    case 'held':
      return { ...state.held, day: state.held.heldOn };
    case 'scheduled':
    case 'cancelled':
      return { ...state.scheduled, day: state.scheduled.scheduledOn };
  }
}

/** Judges an entry by its round and its dong on that day. */
export function judgeMeetingAcross(event: MeetingEvent, round: Round, city: Jurisdiction): void {
  switch (event.type) {
    case 'MeetingScheduled':
      return judgePlace(event.data, event.data.scheduledOn, round, city);
    case 'MeetingHeld':
      return judgePlace(event.data, event.data.heldOn, round, city);
    case 'MeetingCancelled':
      return;
    default:
      return unknownType(event, undefined);
  }
}

function judgePlace(
  { roundId, dong, district }: Pick<DataOf<'MeetingHeld'>, 'roundId' | 'dong' | 'district'>,
  day: LocalDate,
  round: Round,
  city: Jurisdiction,
): void {
  const { opened, closedOn } = roundForDetails(round, roundId);
  if (!contains(opened.meetingPeriod, day)) {
    const period = periodText(opened.meetingPeriod);
    throw broken('outside-meeting-period', { day, round: opened.code, period });
  }
  if (closedOn !== null && day > closedOn) {
    throw broken('round-closed', { round: opened.code, closedOn, day });
  }
  judgeDong(city, dong, district, day);
}

function evolve(state: Meeting, event: MeetingEvent): Meeting {
  switch (event.type) {
    case 'MeetingScheduled':
      return { phase: 'scheduled', scheduled: event.data };
    case 'MeetingHeld':
      return { phase: 'held', held: event.data };
    case 'MeetingCancelled':
      return state.phase === 'scheduled'
        ? { phase: 'cancelled', cancelled: event.data, scheduled: state.scheduled }
        : state;
    default:
      return unknownType(event, state);
  }
}

function admit(state: Meeting, event: MeetingEvent, today: LocalDate): void {
  switch (event.type) {
    case 'MeetingScheduled':
      if (state.phase !== 'none') throw broken('meeting-already-there', { phase: PHASES[state.phase] });
      return;
    case 'MeetingHeld':
      if (state.phase === 'cancelled') throw broken('meeting-cancelled');
      if (state.phase === 'held') throw broken('meeting-already-held', { heldOn: state.held.heldOn });
      if (event.data.heldOn > today) throw broken('meeting-in-future', { heldOn: event.data.heldOn, today });
      return;
    case 'MeetingCancelled':
      if (state.phase !== 'scheduled') throw broken('meeting-not-scheduled', { phase: PHASES[state.phase] });
      return notInFuture(event.data.cancelledOn, today);
    default:
      return unknownType(event, undefined);
  }
}
