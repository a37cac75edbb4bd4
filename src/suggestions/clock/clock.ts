import type { Cycle } from '../../deadlines/cycles.js';
import { cyclesWith, nothingToSet, same, standSo } from '../../deadlines/cycles.js';
import type { CountedBy, Deadline } from '../../deadlines/deadline.js';
import { inWords } from '../../deadlines/in-words.js';
import { GROUNDS, MOST_EXTENSIONS } from '../../deadlines/statutory-periods.js';
import type { DataOf } from '../../history/fields.js';
import type { Sentence } from '../../history/sentence.js';
import type { Slice } from '../../recording/aggregate.js';
import { judgeDay, type There } from '../life.js';
import type { SuggestionEvent } from '../suggestion.events.js';
import type { ClockEvent, clockStopped, deadlineExtended, deadlineSet } from './clock.events.js';
import { broken } from './clock.rules.js';
import { clockAfter, lastMoment, NO_CLOCK } from './cycles.steps.js';

/** When the clock is stopped, runs again and is given more time. What comes of it is set beside what is decided. */
export const clock: Slice<There, Exclude<ClockEvent, { type: 'DeadlineSet' }>> = {
  ClockStopped: {
    admit: (state, { stoppedOn, ground }, today) => {
      judgeDay(state, stoppedOn, today);
      const open = openStop(state);
      if (open) throw broken('clock-stopped-already', { from: open.from });
      mustRun(state);
      const { since } = GROUNDS[ground];
      if (since !== null && stoppedOn < since) throw broken('ground-not-yet', { ground, since, stoppedOn });
      const surveyed = ground === 'site-survey' && lastMoment(state.clock)?.kind !== 'grievance';
      if (surveyed) throw broken('survey-of-grievance-alone');
    },
  },
  ClockResumed: {
    admit: (state, { resumedOn }, today) => {
      judgeDay(state, resumedOn, today);
      if (!openStop(state)) throw broken('clock-not-stopped');
    },
  },
  DeadlineExtended: {
    admit: (state, { decidedOn, consented }, today) => {
      judgeDay(state, decidedOn, today);
      mustRun(state);
      const before = lastMoment(state.clock)?.extensions.length ?? 0;
      if (before >= MOST_EXTENSIONS) throw broken('extended-twice');
      if (before > 0 && !consented) throw broken('consent-required');
    },
  },
};

/** Judged when recording alone: it had not run out by then. */
export function judgeStopInTime(promised: Deadline | undefined, { stoppedOn }: DataOf<typeof clockStopped>): void {
  judgeNotRunOut(promised, stoppedOn);
}

/** Judged when recording alone: there is a deadline, it had not run out by then, and it is at most doubled. */
export function judgeExtension(
  promised: Deadline | undefined,
  { decidedOn, workingDays }: DataOf<typeof deadlineExtended>,
): void {
  if (!promised?.period || promised.state === 'unknown') throw broken('no-deadline-to-extend');
  const { unit, count: most } = promised.period;
  judgeNotRunOut(promised, decidedOn);
  if (unit === 'working-hours') throw broken('at-once-not-extended');
  if (workingDays > most) throw broken('extension-too-long', { most, workingDays });
}

/** The cycles as they were last set; none where nothing is set yet. */
function promisedCycles(history: readonly SuggestionEvent[]): readonly Cycle[] {
  return promises(history)[0] ?? [];
}

/** The cycles as they were set each time, the last first. */
function promises(history: readonly SuggestionEvent[]): readonly (readonly Cycle[])[] {
  return history.flatMap((event) => (event.type === 'DeadlineSet' ? [event.data.cycles] : [])).reverse();
}

/** The deadline that holds, in words. */
export function deadlineInWords({ cycles }: DataOf<typeof deadlineSet>): Sentence {
  const { start, deadlines } = cycles.at(-1)!;
  return inWords(deadlines.at(-1)!, start);
}

/** The deadline that holds. */
export function promisedNow(history: readonly SuggestionEvent[]): Deadline | undefined {
  return promisedCycles(history).at(-1)?.deadlines.at(-1);
}

/**
 * What is set beside a decision: all cycles with their deadlines, where kind, start, stops or extensions came to be
 * others. Nothing where they stand so, where nothing was received, and while nothing is known that could set a day.
 */
export function deadlinesToSet(history: readonly SuggestionEvent[], by: CountedBy): ClockEvent[] {
  const before = promises(history);
  const promised = before[0] ?? [];
  const cycles = cyclesWith(history.reduce(clockAfter, NO_CLOCK).cycles, before, by);
  if (cycles.length === 0 || same(cycles, promised)) return [];
  return promised.length === 0 && nothingToSet(cycles) ? [] : [{ type: 'DeadlineSet', data: { cycles } }];
}

/** Whether a look at the city's rules may set other deadlines than stand. */
export function changesDeadlines(history: readonly SuggestionEvent[]): boolean {
  const promised = promisedCycles(history);
  const { cycles } = history.reduce(clockAfter, NO_CLOCK);
  if (promised.length > 0) return !standSo(cycles, promised);
  return cycles.some(({ start, moments }) => start.form === 'oral' || moments.some(({ kind }) => kind !== null));
}

function openStop({ clock: its }: There) {
  return lastMoment(its)?.stops.find(({ to }) => to === null);
}

function mustRun({ clock: its }: There): void {
  if (!its.runs) throw broken('clock-ended');
}

function judgeNotRunOut(promised: Deadline | undefined, day: string): void {
  const dueOn = promised?.dueOn ?? day;
  if (dueOn < day) throw broken('deadline-run-out', { dueOn, day });
}
