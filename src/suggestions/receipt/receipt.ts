import { contains, type LocalDate, periodText } from '../../history/days.js';
import { spanOf } from '../../history/facts.js';
import type { DataOf } from '../../history/fields.js';
import { dongOn, judgeDong, type Jurisdiction } from '../../jurisdiction/jurisdiction.js';
import { broken as brokenInCity } from '../../jurisdiction/jurisdiction.rules.js';
import { mayBeOf } from '../../meetings/meeting.events.js';
import { type Meeting, meetingPlace } from '../../meetings/meeting.js';
import type { Slice } from '../../recording/aggregate.js';
import { judgeClosure, type OpenedRound, type Round, roundForDetails } from '../../rounds/round.js';
import { NO_CLOCK } from '../clock/cycles.steps.js';
import { judgeDay, mustBeUnderWay, type Suggestion, type There } from '../life.js';
import { broken } from '../suggestion.rules.js';
import type { received, ReceiptEvent } from './receipt.events.js';
import { firstDayOf } from './receipt.steps.js';

export type Received = DataOf<typeof received>;

/** How a suggestion comes in: the one entry that begins where nothing is. */
export const beginning: Slice<Suggestion, Extract<ReceiptEvent, { type: 'SuggestionReceived' }>> = {
  SuggestionReceived: {
    evolve: (_, data) => ({
      phase: 'received',
      status: 'pending',
      since: firstDayOf(data),
      by: 'SuggestionReceived',
      received: data,
      department: null,
      assigned: null,
      plan: null,
      reviewOn: null,
      classified: null,
      related: [],
      parts: [],
      mergedInto: null,
      clock: NO_CLOCK,
    }),
    admit: admitReceived,
  },
};

/** What is said of a suggestion that is there: of what kind it is, what it has to do with, what it is made of. */
export const receipt: Slice<There, Exclude<ReceiptEvent, { type: 'SuggestionReceived' }>> = {
  SuggestionSplit: {
    evolve: (state, { parts }) => ({ ...state, parts: parts.map(({ suggestionId }) => suggestionId) }),
    admit: (state, { splitOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, splitOn, today);
    },
  },
  SuggestionRelated: {
    evolve: (state, one) => ({ ...state, related: [...state.related, one] }),
    admit: (state, { relatedOn }, today) => {
      judgeDay(state, relatedOn, today);
    },
  },
  SuggestionClassified: {
    evolve: (state, classified) => ({ ...state, classified }),
    admit: (state, { classifiedOn }, today) => {
      judgeDay(state, classifiedOn, today);
    },
  },
};

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
  judgePlace(received, around.city);
  if (around.meeting) judgeMeeting(received, around.meeting);
  const ahead = around.meeting?.phase === 'scheduled' && received.channel === 'pre-submitted';
  const { raisedOn } = received;
  if (raisedOn > today && !ahead) throw broken('raised-in-future', { raisedOn, today });
}

/** A suggestion may be of no dong; what it names was there on the day raised. */
function judgePlace({ dong, district, raisedOn, placeDong }: Received, city: Jurisdiction): void {
  if (dong !== null && district !== null) judgeDong(city, dong, district, raisedOn);
  if (dong !== null && district === null) throw broken('district-goes-with-dong', { dong });
  if (dong === null && district !== null && !city.districts.has(district)) {
    throw brokenInCity('district-unknown', { codes: [district] });
  }
  if (placeDong !== null) dongOn(city, placeDong, raisedOn);
}

function admitReceived(
  state: Suggestion,
  { channel, meetingId, raisedOn, raisedOnPrecision, acceptedOn, acceptedAt }: Received,
  today: LocalDate,
): void {
  if (state.phase !== 'none') throw broken('suggestion-already-received');
  if (acceptedOn === null && acceptedAt !== null) throw broken('hour-without-day', { acceptedAt });
  if (acceptedOn !== null && acceptedOn > today) throw broken('accepted-in-future', { acceptedOn, today });
  if (channel !== 'on-site') return;
  if (meetingId === null) throw broken('meeting-required');
  if (acceptedOn !== null && acceptedOn < spanOf(raisedOn, raisedOnPrecision).from) {
    throw broken('accepted-before-raised', { raisedOn, acceptedOn });
  }
}

/** Whatever is recorded in a round that was closed says why it comes so late. Judged when recording alone. */
export function judgeLate(
  { afterClosureReason, splitFrom }: Pick<Received, 'afterClosureReason' | 'splitFrom'>,
  round: Round,
): void {
  // A part is as late as what it is a part of.
  if (splitFrom === null) judgeClosure(round, afterClosureReason);
}

function judgePeriod({ raisedOn, outsidePeriodReason }: Received, { opened }: OpenedRound): void {
  const round = opened.code;
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
  if (dong !== null && !mayBeOf(place.places, dong)) {
    throw broken('meeting-in-other-dong', { dong: place.places.map((its) => its.dong), named: dong });
  }
  if (place.day !== raisedOn) throw broken('raised-on-other-day', { day: place.day, raisedOn });
}
