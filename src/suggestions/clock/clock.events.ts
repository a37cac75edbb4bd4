import { BASES, DEADLINE_STATES, UNKNOWN } from '../../deadlines/deadline.js';
import { STOP_GROUNDS } from '../../deadlines/statutory-periods.js';
import { type Contracts, contract } from '../../history/contract.js';
import type { Event } from '../../history/event.js';
import { doneBy, PRECISIONS } from '../../history/facts.js';
import {
  choice,
  type DataOf,
  day,
  fixed,
  flag,
  list,
  nullable,
  object,
  otherwise,
  text,
  wholeNumber,
} from '../../history/fields.js';
import { matching } from '../../history/value-checks.js';
import { line, words } from '../../privacy/personal-data.js';
import { FORMS, STATUTORY_KINDS } from '../receipt/receipt.events.js';

const aTime = matching(/^([01]\d|2[0-3]):[0-5]\d$/, { ko: 'HH:MM 시각', en: 'a time, HH:MM' });

/** Where a cycle begins: with the receipt, a reopening or a return; the day is null where it is not known. */
const start = object({
  on: nullable(day()),
  precision: choice(PRECISIONS),
  at: nullable(text(aTime)),
  form: nullable(choice(FORMS)),
});

const stop = object({ from: day(), to: nullable(day()), ground: choice(STOP_GROUNDS) });
const extension = object({ decidedOn: day(), workingDays: wholeNumber(1, 365), consented: flag() });

/** What is due from a day on, until the next one of the cycle, with all that it was counted by. */
const deadline = object({
  holdsFrom: day(),
  kind: nullable(choice(STATUTORY_KINDS)),
  stops: list(stop, 100),
  extensions: list(extension, 100),
  basis: choice(BASES),
  period: nullable(object({ unit: choice(['working-days', 'working-hours']), count: wholeNumber(1, 1_000) })),
  article: nullable(line(500)),
  calendarVersion: nullable(line(100)),
  policyValidFrom: nullable(day()),
  leftOut: list(object({ on: day(), name: line(200) }), 1_000),
  state: choice(DEADLINE_STATES),
  unknown: nullable(choice(UNKNOWN)),
  dueOn: nullable(day()),
  dueAt: nullable(text(aTime)),
});

/** Made by the program alone, of what else stands: all of it is fixed, and the last one replaces those before it. */
export const deadlineSet = {
  cycles: fixed(list(object({ start, deadlines: list(deadline, 1_000, { min: 1 }) }), 1_000, { min: 1 })),
};

export const clockStopped = {
  stoppedOn: day({ about: 'The first day that is not counted', example: '2022-04-15' }),
  ground: choice(STOP_GROUNDS, {
    about: '보완 · 서류 이송 · 기술 검토 · 현장 조사 · 시스템 장애',
    example: 'supplement',
  }),
  article: nullable(line(200, { example: '민원처리법 시행령 제20조' })),
  why: nullable(words(2_000)),
  doneBy,
};

export const clockResumed = {
  resumedOn: day({
    about: 'The day on which the clock runs again; of a supplement the day it came, which is not counted either',
    example: '2022-04-20',
  }),
  why: nullable(words(2_000)),
  doneBy,
};

export const deadlineExtended = {
  decidedOn: day({ example: '2022-04-22' }),
  workingDays: wholeNumber(1, 365, { about: 'By how many working days; at most the period itself', example: 14 }),
  reason: words(2_000, { example: '관계 기관 협의에 시간이 더 걸림' }),
  consented: otherwise(flag({ about: 'The petitioner consented, which a second extension needs' }), false),
  noticedOn: nullable(day({ about: 'The day of the written notice' })),
  doneBy,
};

/** The clock of a suggestion. These names and shapes are the storage format: add, never change. */
export type ClockEvent =
  | Event<'DeadlineSet', DataOf<typeof deadlineSet>>
  | Event<'ClockStopped', DataOf<typeof clockStopped>>
  | Event<'ClockResumed', DataOf<typeof clockResumed>>
  | Event<'DeadlineExtended', DataOf<typeof deadlineExtended>>;

export const clockContracts: Contracts<ClockEvent> = {
  DeadlineSet: contract(deadlineSet, { voidable: false }),
  ClockStopped: contract(clockStopped, { day: 'stoppedOn' }),
  ClockResumed: contract(clockResumed, { day: 'resumedOn' }),
  DeadlineExtended: contract(deadlineExtended, { day: 'decidedOn' }),
};
