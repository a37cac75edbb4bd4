import { addDays, type LocalDate } from '../history/days.js';
import type { Deadline, Unknown } from './deadline.js';

/** What is asked of a deadline: from a day on it holds, until the next one of its cycle. */
export interface Held extends Pick<Deadline, 'holdsFrom' | 'basis' | 'state' | 'dueOn'> {
  /** `not-recorded`: its kind sets a day, and none was recorded. */
  readonly unknown: Unknown | 'not-recorded' | null;
}

/** What ends the reply clock: the first reply of substance, or what leaves nothing to be replied. */
export interface CycleEnd {
  readonly on: LocalDate;
  /** The first day of the span in which it lies; the day itself where that is known. */
  readonly from: LocalDate;
  /** The type of the entry that says so. */
  readonly by: string;
  /** Null where nobody knows whether the proposer was told. */
  readonly replied: true | null;
}

/** A cycle of the reply clock as it ran. */
export interface CycleRun<D extends Held = Held> {
  readonly from: LocalDate;
  /** The day from which it counts; null where that is not known to the day. */
  readonly countsFrom: LocalDate | null;
  /** In the order of the days from which they hold; at least one. */
  readonly deadlines: readonly D[];
  readonly end: CycleEnd | null;
  /** The days of interim notices, in their order. */
  readonly notices: readonly LocalDate[];
}

/**
 * `due`: it runs, and its day has not passed; `in-time`: the clock ended by its day; `answered-late`: it ended after
 * it; `lateness-unknown`: nobody can tell which; `none`: nothing sets a day.
 */
export const CLOCK_STATES = [
  'due',
  'overdue',
  'stopped',
  'due-unknown',
  'none',
  'in-time',
  'answered-late',
  'lateness-unknown',
] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A due day that passed while the clock ran. */
export interface Missed {
  readonly basis: Held['basis'];
  readonly dueOn: LocalDate;
  /** The first day on which it was late. */
  readonly since: LocalDate;
}

/** How a cycle stood on a day; one that another follows, on the last day before that. */
export interface CycleOn<D extends Held = Held> {
  readonly run: CycleRun<D>;
  readonly state: ClockState;
  /** The deadline that says so: the one that held on that day, of an ended one on the day of its end. */
  readonly held: D;
  readonly end: CycleEnd | null;
  /** Due days that had passed by then, in their order; that of an overdue one is the last. */
  readonly missed: readonly Missed[];
}

/** The reply clock on a day. */
export interface ClockOn<D extends Held = Held> extends CycleOn<D> {
  /** All cycles begun by then; it is itself the last. */
  readonly cycles: readonly CycleOn<D>[];
  /** When the next interim notice falls due (영 제23조); null where none does. */
  readonly noticeOn: LocalDate | null;
}

/** 영 제23조: after 30 days, and 30 days after each notice; calendar days, in our reading. */
const NOTICE_AFTER = 30;

/** The clock as it stood at the end of a day; undefined before it began. */
export function clockOn<D extends Held>(runs: readonly CycleRun<D>[], day: LocalDate): ClockOn<D> | undefined {
  const begun = runs.filter(({ from }) => from <= day);
  const cycles = begun.map((run, index) => cycleOn(run, day, begun[index + 1]?.from));
  const now = cycles.at(-1);
  return now && { ...now, cycles, noticeOn: noticeOn(now, day) };
}

export const LATE = ['yes', 'no', 'unknown'] as const;

/**
 * Late is late for good: a due day of any cycle has passed, and no later day makes that undone. By one basis alone
 * where it is named; what is unknown without a basis is so by each.
 */
export function wasLate({ cycles }: ClockOn, by?: 'statute' | 'policy'): (typeof LATE)[number] {
  const asked = (basis: Held['basis']) => by === undefined || basis === by;
  if (cycles.some(({ missed }) => missed.some(({ basis }) => asked(basis)))) return 'yes';
  const unknown = cycles.some(
    ({ state, held: { basis } }) => state === 'lateness-unknown' && (asked(basis) || basis === 'none'),
  );
  return unknown ? 'unknown' : 'no';
}

/** Due days that have passed and are no longer waited for. */
export function missedBefore({ cycles, state }: ClockOn): readonly Missed[] {
  return cycles.flatMap(({ missed }, index) =>
    state === 'overdue' && index === cycles.length - 1 ? missed.slice(0, -1) : missed,
  );
}

function cycleOn<D extends Held>(run: CycleRun<D>, day: LocalDate, next: LocalDate | undefined): CycleOn<D> {
  const end = run.end && run.end.on <= day ? run.end : null;
  const last = end?.on ?? (next === undefined ? day : earlier(day, addDays(next, -1)));
  const heldThen = run.deadlines.findLast(({ holdsFrom }) => holdsFrom <= last) ?? run.deadlines[0]!;
  const held = end && heldThen.state === 'unknown' ? (knownLater(run, end.on, day) ?? heldThen) : heldThen;
  const missed = run.deadlines.flatMap((one, index) => {
    const holdsTo = run.deadlines[index + 1]?.holdsFrom;
    return missedBy(one, run.end, holdsTo === undefined ? last : earlier(last, addDays(holdsTo, -1)));
  });
  if (held !== heldThen && held.dueOn !== null && held.dueOn < end!.from) {
    missed.push({ basis: held.basis, dueOn: held.dueOn, since: addDays(held.dueOn, 1) });
  }
  const state = end ? stateOfEnded(held, end, missed) : stateOfRunning(held, run.end, last);
  return { run, state, held, end, missed };
}

/** What was due and unknown when the clock ended, and came to be known. */
function knownLater<D extends Held>(run: CycleRun<D>, ended: LocalDate, day: LocalDate): D | undefined {
  return run.deadlines.find(({ holdsFrom, state }) => ended < holdsFrom && holdsFrom <= day && state !== 'unknown');
}

/** A due day that passed while its deadline held, up to a day. What ended by it, or may have, was not late. */
function missedBy({ dueOn, holdsFrom, basis }: Held, end: CycleEnd | null, last: LocalDate): Missed[] {
  if (dueOn === null || (end && end.from <= dueOn)) return [];
  const dayAfter = addDays(dueOn, 1);
  const since = dayAfter < holdsFrom ? holdsFrom : dayAfter;
  return since <= last ? [{ basis, dueOn, since }] : [];
}

function stateOfEnded({ state, dueOn }: Held, end: CycleEnd, missed: readonly Missed[]): ClockState {
  if (missed.length > 0) return 'answered-late';
  if (state === 'none') return 'none';
  if (state === 'unknown' || end.replied === null) return 'lateness-unknown';
  const spans = end.from < end.on && dueOn !== null && end.from <= dueOn && dueOn <= end.on;
  return spans ? 'lateness-unknown' : 'in-time';
}

/** One that was ended in a span which holds the due day may have ended in time already. */
function stateOfRunning({ state, dueOn }: Held, end: CycleEnd | null, day: LocalDate): ClockState {
  if (state === 'unknown') return 'due-unknown';
  if (state !== 'due' || dueOn === null) return state === 'stopped' ? 'stopped' : 'none';
  if (day <= dueOn) return 'due';
  return end && end.from <= dueOn ? 'lateness-unknown' : 'overdue';
}

function noticeOn({ run, held, end }: CycleOn, day: LocalDate): LocalDate | null {
  if (end || held.basis !== 'statute' || run.countsFrom === null) return null;
  const last = run.notices.findLast((notice) => notice <= day);
  return addDays(last ?? run.countsFrom, NOTICE_AFTER);
}

function earlier(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other;
}
