import { contains, type LocalDate, periodText } from '../../history/days.js';
import type { DataOf } from '../../history/fields.js';
import { judgeDong, type Jurisdiction } from '../../jurisdiction/jurisdiction.js';
import { type Meeting, meetingPlace } from '../../meetings/meeting.js';
import type { Slice } from '../../recording/aggregate.js';
import { type OpenedRound, type Round, roundForDetails } from '../../rounds/round.js';
import type { Suggestion } from '../life.js';
import { broken } from '../suggestion.rules.js';
import type { received, ReceiptEvent } from './receipt.events.js';

export type Received = DataOf<typeof received>;

/** How a suggestion comes in: the one slice that begins where nothing is. */
export const receipt: Slice<Suggestion, ReceiptEvent> = {
  SuggestionReceived: {
    evolve: (_, data) => ({ phase: 'received', received: data, since: firstDayOf(data), department: null }),
    admit: admitReceived,
  },
};

/** The day a suggestion is first known by: raised or accepted, whichever is earlier. */
export function firstDayOf({ raisedOn, acceptedOn }: Pick<Received, 'raisedOn' | 'acceptedOn'>): LocalDate {
  return raisedOn < acceptedOn ? raisedOn : acceptedOn;
}

/** What a suggestion's receipt is judged by across streams. */
export interface Surroundings {
  readonly round: Round;
  /** Undefined where the suggestion names no meeting. */
  readonly meeting: Meeting | undefined;
  readonly city: Jurisdiction;
}

/** Judges a receipt by its round, its meeting and its dong on the day raised. */
export function judgeReceiptAcross(received: Received, around: Surroundings, today: LocalDate): void {
  judgePeriod(received, roundForDetails(around.round, received.roundId));
  judgeDong(around.city, received.dong, received.district, received.raisedOn);
  if (around.meeting) judgeMeeting(received, around.meeting);
  const ahead = around.meeting?.phase === 'scheduled' && received.channel === 'pre-submitted';
  const { raisedOn } = received;
  if (raisedOn > today && !ahead) throw broken('raised-in-future', { raisedOn, today });
}

function admitReceived(
  state: Suggestion,
  { channel, meetingId, raisedOn, acceptedOn }: Received,
  today: LocalDate,
): void {
  if (state.phase !== 'none') throw broken('suggestion-already-received');
  if (acceptedOn > today) throw broken('accepted-in-future', { acceptedOn, today });
  if (channel !== 'on-site') return;
  if (meetingId === null) throw broken('meeting-required');
  if (acceptedOn < raisedOn) throw broken('accepted-before-raised', { raisedOn, acceptedOn });
}

function judgePeriod({ raisedOn, outsidePeriodReason }: Received, { opened, closedOn }: OpenedRound): void {
  const round = opened.code;
  if (closedOn !== null && raisedOn > closedOn) throw broken('round-closed', { round, closedOn, day: raisedOn });
  const inside = contains(opened.suggestionPeriod, raisedOn);
  if (!inside && outsidePeriodReason === null) {
    throw broken('outside-suggestion-period', { raisedOn, round, period: periodText(opened.suggestionPeriod) });
  }
  if (inside && outsidePeriodReason !== null) throw broken('inside-suggestion-period', { raisedOn, round });
}

function judgeMeeting({ meetingId, roundId, dong, raisedOn }: Received, meeting: Meeting): void {
  const place = meetingPlace(meeting);
  if (!place) throw broken('meeting-unknown', { meeting: meetingId });
  if (meeting.phase === 'cancelled') throw broken('meeting-cancelled');
  if (place.roundId !== roundId) throw broken('meeting-of-other-round', { round: place.roundId, named: roundId });
  if (place.dong !== dong) throw broken('meeting-in-other-dong', { dong: place.dong, named: dong });
  if (place.day !== raisedOn) throw broken('raised-on-other-day', { day: place.day, raisedOn });
}
