import type { LocalDate } from '../../../src/history/days.js';
import { addDays } from '../../../src/history/days.js';
import { clockOn, type CycleRun } from '../../../src/deadlines/lateness.js';
import type { Step } from '../../../src/suggestions/handling-status.js';
import type { received } from '../../../src/suggestions/receipt/receipt.events.js';
import type { DataOf } from '../../../src/history/fields.js';
import type { Stood } from './suggestion-span.tables.js';

/** From a day on, until the next span. */
export interface Span<S extends Stood = Stood> {
  readonly from: LocalDate;
  readonly stood: S;
}

type Spans<S extends Stood> = readonly [Span<S>, ...Span<S>[]];

const NO_CLOCK = {
  clock: 'none',
  basis: 'none',
  due_on: null,
  turns_to: null,
  notice_on: null,
  late_by_statute: null,
  late_by_policy: null,
} as const satisfies Partial<Stood>;

/** As it was received: before its first step, and without its clock. */
export function stoodReceived(data: DataOf<typeof received>): Stood {
  return {
    round_id: data.roundId,
    meeting_id: data.meetingId,
    dong: data.dong,
    district: data.district,
    raised_on: data.raisedOn,
    channel: data.channel,
    form: data.form,
    field_of_work: data.fieldOfWork,
    proposer_kind: data.proposerKind,
    reply_wanted: data.replyWanted === null ? null : Number(data.replyWanted),
    after_closure: Number(data.afterClosureReason !== null),
    phase: 'received',
    status: 'pending',
    department: null,
    officer: null,
    supporting: null,
    awaited: null,
    statutory_kind: null,
    review_on: null,
    plan: null,
    ...NO_CLOCK,
  };
}

/**
 * How a suggestion stood from the day of the first span on, in spans that differ: its steps, which begin on no earlier
 * day, and the days on which its clock, where it is told, comes to stand otherwise than by its due day passing.
 */
export function spansFrom<S extends Stood>(
  first: Span<S>,
  steps: readonly Step[],
  runs: readonly CycleRun[] | undefined,
): Spans<S> {
  if (!runs && steps.length === 1) return spansAfter(first, steps[0]!);
  const byDay = Map.groupBy(steps, ({ day }) => (day < first.from ? first.from : day));
  const days = new Set([first.from, ...byDay.keys(), ...(runs ?? []).flatMap(daysOf)]);
  const spans: [Span<S>, ...Span<S>[]] = [first];
  let { stood } = first;
  for (const from of [...days].filter((day) => day >= first.from).sort()) {
    stood = (byDay.get(from) ?? []).reduce<S>(stoodAfter, stood);
    if (runs) stood = { ...stood, ...clockStood(runs, from) };
    if (from === first.from) spans[0] = { from, stood };
    else if (!alike(stood, spans.at(-1)!.stood)) spans.push({ from, stood });
  }
  return spans;
}

/** The same of one step alone, which is what most entries make. */
function spansAfter<S extends Stood>(first: Span<S>, step: Step): Spans<S> {
  const stood = stoodAfter(first.stood, step);
  if (step.day <= first.from) return [{ from: first.from, stood }];
  return alike(stood, first.stood) ? [first] : [first, { from: step.day, stood }];
}

/** Written out: what is compared for every entry is quicker so. */
export function alike(one: Stood, other: Stood): boolean {
  return (
    one.late_by_policy === other.late_by_policy &&
    one.late_by_statute === other.late_by_statute &&
    one.notice_on === other.notice_on &&
    one.turns_to === other.turns_to &&
    one.due_on === other.due_on &&
    one.basis === other.basis &&
    one.clock === other.clock &&
    one.plan === other.plan &&
    one.review_on === other.review_on &&
    one.statutory_kind === other.statutory_kind &&
    one.awaited === other.awaited &&
    one.supporting === other.supporting &&
    one.officer === other.officer &&
    one.department === other.department &&
    one.status === other.status &&
    one.phase === other.phase &&
    one.after_closure === other.after_closure &&
    one.reply_wanted === other.reply_wanted &&
    one.proposer_kind === other.proposer_kind &&
    one.field_of_work === other.field_of_work &&
    one.form === other.form &&
    one.channel === other.channel &&
    one.raised_on === other.raised_on &&
    one.district === other.district &&
    one.dong === other.dong &&
    one.meeting_id === other.meeting_id &&
    one.round_id === other.round_id
  );
}

/** How it stands after a step; what a row says besides stays with it. */
export function stoodAfter<S extends Stood>(stood: S, step: Step): S {
  const { phase, status, department, officer, supporting, opinionOf, kind, reviewOn, plan } = step;
  const awaited = supporting ? between(supporting) : stood.awaited;
  return {
    ...stood,
    phase: phase ?? stood.phase,
    status: status ?? stood.status,
    department: department === undefined ? stood.department : department,
    officer: officer === undefined ? stood.officer : officer,
    supporting: supporting ? between(supporting) : stood.supporting,
    awaited: opinionOf === undefined ? awaited : between(codesIn(awaited).filter((one) => one !== opinionOf)),
    statutory_kind: kind ?? stood.statutory_kind,
    review_on: reviewOn === undefined ? stood.review_on : reviewOn,
    plan: plan === undefined ? stood.plan : plan && JSON.stringify(plan),
  };
}

function between(codes: readonly string[]): string | null {
  return codes.length === 0 ? null : ` ${codes.join(' ')} `;
}

/** The codes that stand between blanks. */
export function codesIn(codes: string | null): readonly string[] {
  return codes === null ? [] : codes.trim().split(' ');
}

/** The days on which a cycle begins, comes under another deadline, ends or has an interim notice. */
function daysOf({ from, deadlines, end, notices }: CycleRun): readonly LocalDate[] {
  return [from, ...deadlines.map(({ holdsFrom }) => holdsFrom), ...(end ? [end.on] : []), ...notices];
}

function clockStood(runs: readonly CycleRun[], day: LocalDate): Pick<Stood, keyof typeof NO_CLOCK> {
  const clock = clockOn(runs, day);
  if (!clock) return NO_CLOCK;
  const { held, run, state, noticeOn, cycles } = clock;
  const runsOn = !clock.end && held.state === 'due' && held.dueOn !== null;
  const spansDue = run.end !== null && held.dueOn !== null && run.end.from <= held.dueOn;
  const turnsTo = runsOn ? (spansDue ? 'lateness-unknown' : 'overdue') : null;
  const missed = cycles.flatMap((cycle) => cycle.missed);
  const ahead = turnsTo === 'overdue' ? [{ basis: held.basis, since: lateSince(held.dueOn!, held.holdsFrom) }] : [];
  const firstBy = (by: string) =>
    [...missed, ...ahead].reduce<string | null>(
      (first, { basis, since }) => (basis === by && (first === null || since < first) ? since : first),
      null,
    );
  return {
    clock: runsOn ? 'due' : state,
    basis: held.basis,
    due_on: held.dueOn,
    turns_to: turnsTo,
    notice_on: noticeOn,
    late_by_statute: firstBy('statute'),
    late_by_policy: firstBy('policy'),
  };
}

function lateSince(dueOn: LocalDate, holdsFrom: LocalDate): LocalDate {
  const dayAfter = addDays(dueOn, 1);
  return dayAfter < holdsFrom ? holdsFrom : dayAfter;
}
