import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';
import type { BudgetLine, Target } from './budget.js';
import type { StatutoryKind } from './receipt/receipt.events.js';

/** What the city reports about a suggestion (처리현황). Every suggestion has exactly one. */
export const HANDLING_STATUSES = [
  'pending',
  'in-progress',
  'planned',
  'referred',
  'long-term',
  'completed',
  'partly-completed',
  'answered',
  'infeasible',
  'closed',
  'transferred',
  'withdrawn',
  'merged',
  'split',
] as const;
export type HandlingStatus = (typeof HANDLING_STATUSES)[number];

/** Those that a suggestion counts with: one that is split counts by its parts. */
export const COUNTED_STATUSES = HANDLING_STATUSES.filter((status) => status !== 'split');

/** What a department may report of a suggestion: withdrawing, merging and splitting are acts of their own. */
export const REPORTABLE_STATUSES = [
  'pending',
  'in-progress',
  'planned',
  'referred',
  'long-term',
  'completed',
  'partly-completed',
  'answered',
  'infeasible',
  'closed',
  'transferred',
] as const satisfies readonly HandlingStatus[];
export type ReportableStatus = (typeof REPORTABLE_STATUSES)[number];

/** Where a suggestion stands in the process. */
export const PHASES = [
  'received',
  'assigned',
  'under-review',
  'in-progress',
  'resolved',
  'reopened',
  'withdrawn',
  'transferred',
  'merged',
  'split',
] as const;
export type Phase = (typeof PHASES)[number];

/** The phase that comes with a status which a plan or a report says. */
export const PHASE_OF: Readonly<Record<ReportableStatus, Phase>> = {
  pending: 'under-review',
  'in-progress': 'in-progress',
  planned: 'in-progress',
  referred: 'under-review',
  'long-term': 'under-review',
  completed: 'resolved',
  'partly-completed': 'resolved',
  answered: 'resolved',
  infeasible: 'resolved',
  closed: 'resolved',
  transferred: 'transferred',
};

/** From a day on, a suggestion has this status, until the next change. */
export interface StatusChange {
  readonly status: HandlingStatus;
  readonly from: LocalDate;
}

/** What an entry changes in the life of a suggestion, from its day on. What is left out stays as it is. */
export interface Step {
  readonly day: LocalDate;
  readonly phase?: Phase;
  readonly status?: HandlingStatus;
  /** Who has it, the lead department; null where nobody has. */
  readonly department?: string | null;
  /** What is to be done by when; null where nothing is any longer. */
  readonly plan?: Plan | null;
  /** When it is looked at again; null where it is not. */
  readonly reviewOn?: LocalDate | null;
  /** Whose desk it is on there; null where nobody is named. */
  readonly officer?: string | null;
  /** The supporting departments, each asked for its opinion. */
  readonly supporting?: readonly string[];
  /** The department that gave its opinion. */
  readonly opinionOf?: string;
  readonly kind?: StatutoryKind;
  /** It reports how things stand: where they stood so before, phase and its day stay as they were. */
  readonly reported?: boolean;
}

/** Of plan and standing the last by day holds. */
export interface Plan {
  readonly target: Target;
  readonly budgetLines: readonly BudgetLine[];
}

/** Whether an entry makes a suggestion's phase anew. */
export function entersPhase(
  { phase, status, reported }: Step,
  stands: { readonly phase: string; readonly status: string },
): boolean {
  if (phase === undefined) return false;
  return !(reported === true && phase === stands.phase && status === stands.status);
}

/**
 * What an entry of each type of a slice changes, by its data of today's shape; null for a type that changes nothing
 * a step tells. Pure; never fails on what was ever stored.
 */
export type Steps<E extends Event> = {
  readonly [T in E['type']]: ((data: Extract<E, Event<T>>['data']) => Step) | null;
};

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
