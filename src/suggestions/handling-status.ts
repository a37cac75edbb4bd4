import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';
import type { Outcome, SuggestionEvent } from './suggestion.events.js';

/** What the city reports about a suggestion (처리현황). Every suggestion has exactly one. */
export const HANDLING_STATUSES = [
  'pending',
  'in-progress',
  'planned',
  'long-term',
  'completed',
  'infeasible',
  'closed',
  'transferred',
  'withdrawn',
  'merged',
] as const;
export type HandlingStatus = (typeof HANDLING_STATUSES)[number];

/** Where a suggestion stands in the process. */
export type Phase = 'received' | 'assigned' | 'resolved' | 'reopened' | 'withdrawn';

/** From a day on, a suggestion has this status, until the next change. */
export interface StatusChange {
  readonly status: HandlingStatus;
  readonly from: LocalDate;
}

/** The day, phase and status that an entry changes to; undefined where it changes neither. */
export function stepOf(event: Event): { day: LocalDate; phase: Phase; status: HandlingStatus } | undefined {
  const { type, data } = event as SuggestionEvent;
  switch (type) {
    case 'SuggestionReceived': {
      const day = data.raisedOn < data.acceptedOn ? data.raisedOn : data.acceptedOn;
      return { day, phase: 'received', status: 'pending' };
    }
    case 'SuggestionAssigned':
      return { day: data.assignedOn, phase: 'assigned', status: 'pending' };
    case 'SuggestionResolved':
      return { day: data.resolvedOn, phase: 'resolved', status: statusOfOutcome(data.outcome) };
    case 'SuggestionReopened':
      return { day: data.reopenedOn, phase: 'reopened', status: 'pending' };
    case 'SuggestionWithdrawn':
      return { day: data.withdrawnOn, phase: 'withdrawn', status: 'withdrawn' };
    default:
      return undefined;
  }
}

/**
 * The statuses a suggestion counts with, by day: from the day it was raised, with the status it has on that
 * day. Steps follow their days, log order within a day; of one day the last holds. Empty where nothing was received.
 */
export function statusChanges(
  steps: readonly { day: LocalDate; status: HandlingStatus }[],
  raisedOn: LocalDate,
): readonly StatusChange[] {
  const byDay = [...steps].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const changes: { status: HandlingStatus; from: LocalDate }[] = [];
  for (const { day, status } of byDay) {
    const from = day < raisedOn ? raisedOn : day;
    const last = changes.at(-1);
    if (last?.from === from) last.status = status;
    else changes.push({ status, from });
  }
  return changes.filter(({ status }, index) => index === 0 || changes[index - 1]!.status !== status);
}

function statusOfOutcome(outcome: Outcome): HandlingStatus {
  return outcome;
}
