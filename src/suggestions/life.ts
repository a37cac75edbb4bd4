import type { LocalDate } from '../history/days.js';
import { spanOf } from '../history/facts.js';
import type { DataOf } from '../history/fields.js';
import { notInFuture } from '../recording/day.rules.js';
import { entersPhase, type HandlingStatus, type Phase, type Plan, type Step } from './handling-status.js';
import type { assigned } from './handling/handling.events.js';
import type { classified, received, related } from './receipt/receipt.events.js';
import type { SuggestionEvent } from './suggestion.events.js';
import type { Clock } from './clock/cycles.steps.js';
import { broken } from './suggestion.rules.js';

/** One thing asked for (건의사항), and where it stands in the process. */
export type Suggestion = { readonly phase: 'none' } | There;

/** A suggestion that was received; each entry moves it on. */
export interface There {
  readonly phase: Phase;
  readonly status: HandlingStatus;
  /** The day of the last change of phase, and the entry that made it. */
  readonly since: LocalDate;
  readonly by: SuggestionEvent['type'];
  readonly received: DataOf<typeof received>;
  /** The lead department. */
  readonly department: string | null;
  readonly assigned: DataOf<typeof assigned> | null;
  readonly plan: Plan | null;
  readonly reviewOn: LocalDate | null;
  readonly classified: DataOf<typeof classified> | null;
  readonly related: readonly DataOf<typeof related>[];
  /** Ids of the suggestions that it was split into. */
  readonly parts: readonly string[];
  readonly mergedInto: string | null;
  readonly clock: Clock;
}

/** A suggestion after a step. */
export function moved(state: There, type: SuggestionEvent['type'], step: Step): There {
  const { phase, status, day, department, plan, reviewOn } = step;
  const after: There = {
    ...state,
    status: status ?? state.status,
    department: department === undefined ? state.department : department,
    plan: plan === undefined ? state.plan : plan,
    reviewOn: reviewOn === undefined ? state.reviewOn : reviewOn,
  };
  return phase !== undefined && entersPhase(step, state) ? { ...after, phase, since: day, by: type } : after;
}

const ENDED = {
  resolved: 'suggestion-already-resolved',
  withdrawn: 'suggestion-withdrawn',
  transferred: 'suggestion-transferred',
  merged: 'suggestion-merged',
  split: 'suggestion-split',
} as const;

export function hasEnded({ phase }: There): boolean {
  return Object.hasOwn(ENDED, phase);
}

/** Its handling has not ended. */
export function mustBeUnderWay({ phase, since }: There): void {
  if (Object.hasOwn(ENDED, phase)) throw broken(ENDED[phase as keyof typeof ENDED], { since });
}

/** What happens next happens neither before the suggestion was first known nor after today. */
export function judgeDay({ received: its }: There, day: LocalDate, today: LocalDate): void {
  notInFuture(day, today);
  const raised = spanOf(its.raisedOn, its.raisedOnPrecision).from;
  const accepted = its.acceptedOn === null ? raised : spanOf(its.acceptedOn, its.acceptedOnPrecision).from;
  const first = raised < accepted ? raised : accepted;
  if (day < first) throw broken('before-first-day', { day, first });
}

/** It is looked at again after it was said so. */
export function judgeReviewDay(reviewOn: LocalDate | null, day: LocalDate): void {
  if (reviewOn !== null && reviewOn < day) throw broken('review-before-said', { reviewOn, day });
}
