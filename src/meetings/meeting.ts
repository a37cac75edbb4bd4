import { contains, type LocalDate, periodText } from '../history/days.js';
import { judgeDong, type Jurisdiction } from '../jurisdiction/jurisdiction.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { notInFuture } from '../recording/day.rules.js';
import { type Round, roundForDetails } from '../rounds/round.js';
import { type MeetingEvent, meetingContracts } from './meeting.events.js';
import { broken, PHASES } from './meeting.rules.js';

type DataOf<T extends MeetingEvent['type']> = Extract<MeetingEvent, { type: T }>['data'];

/** One meeting (소통 간담회), held in one dong, several (권역) or none (단체). */
export type Meeting =
  | { readonly phase: 'none' }
  /** As it was scheduled, on the day and in the places that it was last postponed to. */
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

/** Puts a scheduled meeting on another day, perhaps elsewhere. Where it is there already, nothing changes. */
export function reschedule(state: Meeting, moved: DataOf<'MeetingRescheduled'>, today: LocalDate) {
  if (state.phase === 'scheduled' && alike(state.scheduled, movedTo(state.scheduled, moved))) return [];
  return admitted(meeting, state, { type: 'MeetingRescheduled', data: moved }, today);
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

/** When, where and for which round a meeting is, scheduled or held. */
export interface MeetingPlace extends Pick<DataOf<'MeetingHeld'>, 'roundId' | 'places' | 'venue'> {
  readonly day: LocalDate;
}

/** Where a meeting is; undefined while there is none. */
export function meetingPlace(state: Meeting): MeetingPlace | undefined {
  switch (state.phase) {
    case 'none':
      return undefined;
    case 'held': {
      const { roundId, places, venue, heldOn } = state.held;
      return { roundId, places, venue, day: heldOn };
    }
    case 'scheduled':
    case 'cancelled': {
      const { roundId, places, venue, scheduledOn } = state.scheduled;
      return { roundId, places, venue, day: scheduledOn };
    }
  }
}

/** An entry that says on which day a meeting is, and where. */
export type PlacedEvent = Extract<MeetingEvent, { data: { places: unknown } }>;

/** Judges an entry by its round and its dongs on that day. */
export function judgeMeetingAcross(event: PlacedEvent, roundId: string, round: Round, city: Jurisdiction): void {
  const day = event.type === 'MeetingHeld' ? event.data.heldOn : event.data.scheduledOn;
  const { opened } = roundForDetails(round, roundId);
  if (!contains(opened.meetingPeriod, day)) {
    const period = periodText(opened.meetingPeriod);
    throw broken('outside-meeting-period', { day, round: opened.code, period });
  }
  for (const { dong, district } of event.data.places) judgeDong(city, dong, district, day);
}

function movedTo(
  scheduled: DataOf<'MeetingScheduled'>,
  { scheduledOn, places, venue }: DataOf<'MeetingRescheduled'>,
): DataOf<'MeetingScheduled'> {
  return { ...scheduled, scheduledOn, places, venue };
}

function evolve(state: Meeting, event: MeetingEvent): Meeting {
  switch (event.type) {
    case 'MeetingScheduled':
      return { phase: 'scheduled', scheduled: event.data };
    case 'MeetingRescheduled':
      return state.phase === 'scheduled' ? { ...state, scheduled: movedTo(state.scheduled, event.data) } : state;
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
      return admitPlaces(event.data);
    case 'MeetingRescheduled':
      if (state.phase !== 'scheduled') throw broken('meeting-not-scheduled', { phase: PHASES[state.phase] });
      admitPlaces(event.data);
      return notInFuture(event.data.decidedOn, today);
    case 'MeetingHeld':
      if (state.phase === 'cancelled') throw broken('meeting-cancelled');
      if (state.phase === 'held') throw broken('meeting-already-held', { heldOn: state.held.heldOn });
      return admitHeld(event.data, today);
    case 'MeetingCancelled':
      if (state.phase !== 'scheduled') throw broken('meeting-not-scheduled', { phase: PHASES[state.phase] });
      return notInFuture(event.data.cancelledOn, today);
    default:
      return unknownType(event, undefined);
  }
}

function admitHeld(held: DataOf<'MeetingHeld'>, today: LocalDate): void {
  const { heldOn, startedAt, endedAt } = held;
  if (heldOn > today) throw broken('meeting-in-future', { heldOn, today });
  if (startedAt !== null && endedAt !== null && endedAt < startedAt) {
    throw broken('ends-before-it-starts', { startedAt, endedAt });
  }
  admitPlaces(held);
}

function admitPlaces({ places }: Pick<MeetingPlace, 'places'>): void {
  const twice = places.find(({ dong }, index) => places.findIndex((place) => place.dong === dong) < index);
  if (twice) throw broken('meeting-twice-in-dong', { dong: twice.dong });
}
