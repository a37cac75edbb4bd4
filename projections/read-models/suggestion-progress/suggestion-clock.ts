import { workingDaysAfter } from '../../../src/deadlines/calendar.js';
import { clockInWords } from '../../../src/deadlines/clock-in-words.js';
import { BASES, type Deadline, type Start } from '../../../src/deadlines/deadline.js';
import {
  CLOCK_STATES,
  clockOn,
  type CycleEnd,
  type CycleOn,
  type Held,
  LATE,
  type Missed,
  wasLate,
} from '../../../src/deadlines/lateness.js';
import { legalDay } from '../../../src/deadlines/legal-day.js';
import { officialCalendar } from '../../../src/deadlines/official-calendar.js';
import type { LocalDate } from '../../../src/history/days.js';
import * as shown from '../../../src/http/shown.js';
import { officeHoursOn, type Policy } from '../../../src/policies/in-force.js';
import { promisedIn, runsOf } from '../../../src/suggestions/clock/clock-run.steps.js';
import type { ClockTold } from './suggestion-life.js';

const bases = shown.choice(BASES, { about: 'Set by the statute, by policy (내부 처리기한), or by nothing' });
const end = shown.object({
  on: shown.day(),
  by: shown.text({ about: 'Type of the entry that ended it' }),
  replied: shown.flag({ about: 'False where nobody knows whether the proposer was told' }),
});
const missed = shown.list(
  shown.object({ basis: bases, dueOn: shown.day(), since: shown.day({ about: 'The first day on which it was late' }) }),
  { about: 'Due days that had passed, in their order' },
);
const cycle = {
  from: shown.day({ about: 'Of the receipt, reopening or return' }),
  state: shown.choice(CLOCK_STATES),
  basis: bases,
  dueOn: shown.orNull(shown.day({ about: 'The promised day; null while none is known' })),
  dueAt: shown.orNull(shown.text({ about: 'The promised hour, HH:MM; null: the end of the day' })),
  end: shown.orNull(end, { about: 'What ended the reply clock; null while it runs' }),
  missed,
};

/** The reply clock of a suggestion as the API shows it. */
export const suggestionClock = shown.object(
  {
    ...cycle,
    article: shown.orNull(shown.text({ about: 'What sets the day' })),
    legalDueOn: shown.orNull(shown.day({ about: "The same by today's calendar; null where it cannot be counted" })),
    workingDaysLeft: shown.orNull(shown.integer({ about: 'After the day asked for; null unless it is due' })),
    workingDaysOver: shown.orNull(shown.integer({ about: 'Since the due day; null unless it is overdue' })),
    late: shown.object(
      { statute: shown.choice(LATE), policy: shown.choice(LATE) },
      { about: 'Whether a due day of any cycle had passed: late is late for good' },
    ),
    interimNoticeOn: shown.orNull(shown.day({ about: 'The next interim notice (영 제23조); null where none is due' })),
    inWords: shown.object({ ko: shown.text(), en: shown.text() }),
    cycles: shown.list(shown.object(cycle), { about: 'All of them, the one above as the last' }),
  },
  { about: '답변 기한' },
);

/** As of a day; null before it began, and where the suggestion is voided. */
export function clockAsOf(
  { facts, cycles }: ClockTold,
  asOf: LocalDate,
  policy: Policy,
): shown.Of<typeof suggestionClock> | null {
  const clock = clockOn<Deadline | Held>(runsOf(facts, promisedIn({ cycles })), asOf);
  if (!clock) return null;
  const { state, held } = clock;
  const start = cycles[clock.cycles.length - 1]?.start;
  const left = state === 'due' ? workingDaysAfter(officialCalendar, asOf, held.dueOn!) : null;
  const over = state === 'overdue' ? workingDaysAfter(officialCalendar, held.dueOn!, asOf) : null;
  return {
    ...cycleShown(clock),
    article: 'article' in held ? held.article : null,
    legalDueOn: start && 'leftOut' in held ? legal(held, start, policy) : null,
    workingDaysLeft: left,
    workingDaysOver: over,
    late: { statute: wasLate(clock, 'statute'), policy: wasLate(clock, 'policy') },
    interimNoticeOn: clock.noticeOn,
    inWords: clockInWords(clock, left ?? over, start),
    cycles: clock.cycles.map(cycleShown),
  };
}

function legal(held: Deadline, start: Start, policy: Policy): LocalDate | null {
  const officeHours = start.on === null ? undefined : officeHoursOn(policy, start.on);
  return legalDay(held, start, officialCalendar, officeHours ?? null);
}

function cycleShown({ run, state, held, end: its, missed: passed }: CycleOn<Deadline | Held>) {
  return {
    from: run.from,
    state,
    basis: held.basis,
    dueOn: held.dueOn,
    dueAt: 'dueAt' in held ? held.dueAt : null,
    end: its && endShown(its),
    missed: passed.map(({ basis, dueOn, since }: Missed) => ({ basis, dueOn, since })),
  };
}

function endShown({ on, by, replied }: CycleEnd) {
  return { on, by, replied: replied === true };
}
