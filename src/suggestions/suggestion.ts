import { contains, type LocalDate, periodText } from '../history/days.js';
import { judgeDong, type Jurisdiction } from '../jurisdiction/jurisdiction.js';
import { type Meeting, meetingPlace } from '../meetings/meeting.js';
import { type Aggregate, admitted, unknownType } from '../recording/aggregate.js';
import { RuleBroken } from '../recording/refusals.js';
import { type OpenedRound, type Round, roundForDetails } from '../rounds/round.js';
import { type SuggestionEvent, suggestionContracts } from './suggestion.events.js';

type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];
type Received = DataOf<'SuggestionReceived'>;

/** One thing asked for (건의사항), and where it stands in the process. */
export type Suggestion =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'received' | 'assigned' | 'resolved' | 'withdrawn';
      readonly received: Received;
      /** The day of the last change of phase. */
      readonly since: LocalDate;
      readonly department: string | null;
    };

type There = Exclude<Suggestion, { phase: 'none' }>;

export const suggestion: Aggregate<Suggestion, SuggestionEvent> = {
  category: 'suggestion',
  contracts: suggestionContracts,
  initial: { phase: 'none' },
  evolve,
  admit,
};

export function receive(state: Suggestion, received: Received, today: LocalDate) {
  return admitted(suggestion, state, { type: 'SuggestionReceived', data: received }, today);
}

/** Hands it to a department. The department that has it already changes nothing. */
export function assign(state: Suggestion, assigned: DataOf<'SuggestionAssigned'>, today: LocalDate) {
  if (state.phase === 'assigned' && state.department === assigned.department) return [];
  return admitted(suggestion, state, { type: 'SuggestionAssigned', data: assigned }, today);
}

/** Ends the handling; allowed from every phase that is not final. */
export function resolve(state: Suggestion, resolved: DataOf<'SuggestionResolved'>, today: LocalDate) {
  return admitted(suggestion, state, { type: 'SuggestionResolved', data: resolved }, today);
}

export function reopen(state: Suggestion, reopened: DataOf<'SuggestionReopened'>, today: LocalDate) {
  return admitted(suggestion, state, { type: 'SuggestionReopened', data: reopened }, today);
}

/** Taken back by the proposer before it is closed (민원처리법 제22조제2항). */
export function withdraw(state: Suggestion, withdrawn: DataOf<'SuggestionWithdrawn'>, today: LocalDate) {
  return admitted(suggestion, state, { type: 'SuggestionWithdrawn', data: withdrawn }, today);
}

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

/** Judges an entry by its round, its meeting and its dong on the day raised. */
export function judgeSuggestionAcross(event: SuggestionEvent, around: Surroundings, today: LocalDate): void {
  if (event.type !== 'SuggestionReceived') return;
  const received = event.data;
  const round = roundForDetails(around.round, received.roundId);
  judgePeriod(received, round);
  judgeDong(around.city, received.dong, received.district, received.raisedOn);
  if (around.meeting) judgeMeeting(received, around.meeting);
  const ahead = around.meeting?.phase === 'scheduled' && received.channel === 'pre-submitted';
  if (received.raisedOn > today && !ahead) {
    throw new RuleBroken(
      'raised-in-future',
      `raised on ${received.raisedOn}, which is after ${today}; only what is handed in before a scheduled meeting lies ahead`,
    );
  }
}

function judgePeriod(received: Received, { opened, closedOn }: OpenedRound): void {
  if (closedOn !== null && received.raisedOn > closedOn) {
    throw new RuleBroken('round-closed', `round ${opened.code} was closed on ${closedOn}, before ${received.raisedOn}`);
  }
  const inside = contains(opened.suggestionPeriod, received.raisedOn);
  if (!inside && received.outsidePeriodReason === null) {
    throw new RuleBroken(
      'outside-suggestion-period',
      `raised on ${received.raisedOn}, outside the suggestions of round ${opened.code} ` +
        `(${periodText(opened.suggestionPeriod)}); give outsidePeriodReason if it counts all the same`,
    );
  }
  if (inside && received.outsidePeriodReason !== null) {
    throw new RuleBroken(
      'inside-suggestion-period',
      `raised on ${received.raisedOn}, inside the period of round ${opened.code}; leave outsidePeriodReason out`,
    );
  }
}

export function meetingUnknown(meetingId: string | null): RuleBroken {
  return new RuleBroken(
    'meeting-unknown',
    `no meeting ${String(meetingId)} stands: it was never recorded, or is voided`,
  );
}

function judgeMeeting(received: Received, meeting: Meeting): void {
  const place = meetingPlace(meeting);
  if (!place) throw meetingUnknown(received.meetingId);
  if (meeting.phase === 'cancelled') throw new RuleBroken('meeting-cancelled', 'the meeting was cancelled');
  if (place.roundId !== received.roundId) {
    throw new RuleBroken(
      'meeting-of-other-round',
      `the meeting belongs to round ${place.roundId}, not to ${received.roundId}`,
    );
  }
  if (place.dong !== received.dong) {
    throw new RuleBroken('meeting-in-other-dong', `the meeting is in dong ${place.dong}, not in ${received.dong}`);
  }
  if (place.day !== received.raisedOn) {
    throw new RuleBroken(
      'raised-on-other-day',
      `the meeting is on ${place.day}, the suggestion says ${received.raisedOn}`,
    );
  }
}

function evolve(state: Suggestion, event: SuggestionEvent): Suggestion {
  if (event.type === 'SuggestionReceived') {
    return { phase: 'received', received: event.data, since: firstDayOf(event.data), department: null };
  }
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'SuggestionAssigned':
      return { ...state, phase: 'assigned', since: event.data.assignedOn, department: event.data.department };
    case 'SuggestionResolved':
      return { ...state, phase: 'resolved', since: event.data.resolvedOn };
    case 'SuggestionReopened':
      return { ...state, phase: 'received', since: event.data.reopenedOn };
    case 'SuggestionWithdrawn':
      return { ...state, phase: 'withdrawn', since: event.data.withdrawnOn };
    default:
      return unknownType(event, state);
  }
}

function admit(state: Suggestion, event: SuggestionEvent, today: LocalDate): void {
  if (event.type === 'SuggestionReceived') return admitReceived(state, event.data, today);
  if (state.phase === 'none') throw new RuleBroken('suggestion-not-received', 'the suggestion was not received');
  switch (event.type) {
    case 'SuggestionAssigned':
      mustBeUnderWay(state);
      return judgeDay(state, event.data.assignedOn, today);
    case 'SuggestionResolved':
      mustBeUnderWay(state);
      admitOutcome(event.data);
      return judgeDay(state, event.data.resolvedOn, today);
    case 'SuggestionReopened':
      if (state.phase !== 'resolved') {
        throw new RuleBroken(
          'suggestion-not-resolved',
          `only a resolved suggestion can be reopened; this one is ${state.phase}`,
        );
      }
      return judgeDay(state, event.data.reopenedOn, today);
    case 'SuggestionWithdrawn':
      mustBeUnderWay(state);
      return judgeDay(state, event.data.withdrawnOn, today);
    default:
      return unknownType(event, undefined);
  }
}

function admitReceived(state: Suggestion, received: Received, today: LocalDate): void {
  if (state.phase !== 'none')
    throw new RuleBroken('suggestion-already-received', 'the suggestion was received already');
  if (received.acceptedOn > today) {
    throw new RuleBroken('accepted-in-future', `accepted on ${received.acceptedOn}, which is after ${today}`);
  }
  if (received.channel === 'on-site' && received.meetingId === null) {
    throw new RuleBroken('meeting-required', 'a suggestion raised on site names its meeting');
  }
  if (received.channel === 'on-site' && received.acceptedOn < received.raisedOn) {
    throw new RuleBroken(
      'accepted-before-raised',
      `raised on site on ${received.raisedOn}, it cannot have been accepted on ${received.acceptedOn}`,
    );
  }
}

function admitOutcome({ outcome, explanation, remedy, article }: DataOf<'SuggestionResolved'>): void {
  if (outcome === 'infeasible' && explanation === null) {
    throw new RuleBroken('explanation-required', 'a refusal states its reason (민원처리법 제27조제3항)');
  }
  if (outcome === 'infeasible' && remedy === null) {
    throw new RuleBroken('remedy-required', 'a refusal states how to object to it (민원처리법 제27조제3항)');
  }
  if (outcome === 'closed' && article === null) {
    throw new RuleBroken('article-required', 'ending without handling names the article that allows it');
  }
}

function mustBeUnderWay(state: There): void {
  if (state.phase === 'resolved') {
    throw new RuleBroken(
      'suggestion-already-resolved',
      `the suggestion was resolved on ${state.since}; reopen it, or correct that entry`,
    );
  }
  if (state.phase === 'withdrawn') {
    throw new RuleBroken('suggestion-withdrawn', `the suggestion was withdrawn on ${state.since}`);
  }
}

function judgeDay(state: There, day: LocalDate, today: LocalDate): void {
  if (day > today) throw new RuleBroken('in-future', `${day} is after ${today}`);
  if (day < state.since) {
    throw new RuleBroken(
      'before-last-change',
      `${day} lies before ${state.since}, when the suggestion was ${state.phase}`,
    );
  }
}
