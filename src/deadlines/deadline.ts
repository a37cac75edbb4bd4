import { addDays, type LocalDate } from '../history/days.js';
import { type Calendar, holidaysWithin } from './calendar.js';
import {
  afterWorkingDays,
  afterWorkingHours,
  type Counted,
  covers,
  endOfWorkingDay,
  type OfficeHours,
  type Stop,
} from './counting.js';
import { type PetitionKind, type StatutoryPeriod, statutoryPeriod, type TimeAllowed } from './statutory-periods.js';

/** Where a count begins: with the receipt, a reopening or a return. */
export interface Start {
  /** Null where the day is not known. */
  readonly on: LocalDate | null;
  readonly precision: 'day' | 'month' | 'half' | 'year';
  /** The hour, `HH:MM`; null where it is not known. */
  readonly at: string | null;
  /** Raised orally or in writing; null where it is not known. */
  readonly form: 'oral' | 'written' | null;
}

/** An extension, by so many working days. */
export interface Extension {
  readonly decidedOn: LocalDate;
  readonly workingDays: number;
  readonly consented: boolean;
}

/** What a deadline is made of besides its start. */
export interface Inputs {
  /** `none`: it is no petition; null while it is not classified. */
  readonly kind: PetitionKind | 'none' | null;
  readonly stops: readonly Stop[];
  readonly extensions: readonly Extension[];
}

/** What the city's own rules say of what was received on a day. */
export interface CityRules {
  /** Of what is raised orally (내부 처리기한); null where the city has set none. */
  readonly oralDefault: { readonly workingDays: number; readonly validFrom: LocalDate; readonly basis: string } | null;
  readonly officeHours: (OfficeHours & { readonly validFrom: LocalDate }) | null;
}

/** Why nothing is guessed. */
export const UNKNOWN = [
  'not-classified',
  'form-not-known',
  'day-not-known',
  'office-hours-not-set',
  'outside-calendar',
] as const;
export type Unknown = (typeof UNKNOWN)[number];

/** What sets the day: the statute, the city's policy, or nothing; the first two are never added up. */
export const BASES = ['statute', 'policy', 'none'] as const;

/** `none`: nothing sets a day; `stopped`: a stop is open. */
export const DEADLINE_STATES = ['due', 'stopped', 'unknown', 'none'] as const;

/** What is due, with all that it comes from. */
export interface Deadline extends Inputs {
  /** The day from which this holds, until the next one of the cycle. */
  readonly holdsFrom: LocalDate;
  readonly basis: (typeof BASES)[number];
  readonly period: TimeAllowed | null;
  readonly article: string | null;
  /** Of what it was counted by; null where it was not counted. */
  readonly calendarVersion: string | null;
  readonly policyValidFrom: LocalDate | null;
  /** Public holidays that lie between start and due day. */
  readonly leftOut: readonly { readonly on: LocalDate; readonly name: string }[];
  readonly state: (typeof DEADLINE_STATES)[number];
  readonly unknown: Unknown | null;
  readonly dueOn: LocalDate | null;
  /** The hour on that day; null: its end. */
  readonly dueAt: string | null;
}

/** What a deadline is counted by. */
export interface CountedBy {
  readonly calendar: Calendar;
  rulesOn(receivedOn: LocalDate): CityRules;
}

type Outcome = Omit<Deadline, keyof Inputs | 'holdsFrom'>;

/** The deadline of what began so, counted from its start. */
export function deadline(start: Start, holdsFrom: LocalDate, inputs: Inputs, by: CountedBy): Deadline {
  return { holdsFrom, ...inputs, ...outcome(start, inputs, by) };
}

/** A deadline with one more extension: the count goes on from the promised day, by the calendar of now. */
export function extended(
  promised: Deadline,
  start: Start,
  holdsFrom: LocalDate,
  inputs: Inputs,
  by: CountedBy,
): Deadline {
  const { calendar } = by;
  const [from, dueOn] = [start.on, promised.dueOn];
  if (from === null || dueOn === null) return deadline(start, holdsFrom, inputs, by);
  const { workingDays } = inputs.extensions.at(-1)!;
  const counted = afterWorkingDays(calendar, addDays(dueOn, 1), workingDays, inputs.stops);
  const { basis, period, article, policyValidFrom, leftOut } = promised;
  const further = outcomeOf(counted, addDays(dueOn, 1), inputs, { basis, period, article, policyValidFrom }, calendar);
  return { holdsFrom, ...inputs, ...further, leftOut: [...leftOut, ...further.leftOut] };
}

function outcome(start: Start, inputs: Inputs, by: CountedBy): Outcome {
  const { on, precision, form } = start;
  const { kind } = inputs;
  if (kind === null && form === 'written') return unknown('not-classified');
  if (on === null || precision !== 'day') return unknown('day-not-known');
  const rules = by.rulesOn(on);
  if (kind !== null && kind !== 'none')
    return statute(start, on, statutoryPeriod(kind, on), inputs, rules, by.calendar);
  // No petition, as far as is known: what was raised orally has the day that the city has set, if it has set one.
  if (kind === 'none' && form === 'written') return NOTHING_DUE;
  if (kind === null && form === null) return unknown('not-classified');
  const { oralDefault } = rules;
  if (oralDefault === null) return NOTHING_DUE;
  if (form === null) return unknown('form-not-known');
  const { workingDays, validFrom, basis } = oralDefault;
  const said = {
    basis: 'policy',
    period: { unit: 'working-days', count: workingDays },
    article: basis,
    policyValidFrom: validFrom,
  } as const;
  return outcomeOf(counted(by.calendar, on, workingDays, inputs), on, inputs, said, by.calendar);
}

function statute(
  { at }: Start,
  on: LocalDate,
  { period, article }: StatutoryPeriod,
  inputs: Inputs,
  { officeHours }: CityRules,
  calendar: Calendar,
): Outcome {
  const said = { basis: 'statute', period, article, policyValidFrom: null } as const;
  if (period.unit === 'working-days') {
    return outcomeOf(counted(calendar, on, period.count, inputs), on, inputs, said, calendar);
  }
  if (at !== null && officeHours === null) return { ...unknown('office-hours-not-set'), ...said };
  const atOnce =
    at === null || officeHours === null
      ? endOfWorkingDay(calendar, on, officeHours, inputs.stops)
      : afterWorkingHours(calendar, { on, at }, period.count, officeHours, inputs.stops);
  const policyValidFrom = officeHours?.validFrom ?? null;
  return outcomeOf(goneOn(calendar, atOnce, inputs), on, inputs, { ...said, policyValidFrom }, calendar);
}

/** Period and extensions in one count: an extension goes on without a gap. */
function counted(calendar: Calendar, from: LocalDate, count: number, { stops, extensions }: Inputs): Counted {
  return afterWorkingDays(calendar, from, count + further(extensions), stops);
}

/** What is due at once goes on by whole days where it is extended. */
function goneOn(calendar: Calendar, atOnce: Counted, { stops, extensions }: Inputs): Counted {
  if (atOnce.state !== 'due' || extensions.length === 0) return atOnce;
  return afterWorkingDays(calendar, addDays(atOnce.dueOn, 1), further(extensions), stops);
}

function further(extensions: readonly Extension[]): number {
  return extensions.reduce((sum, { workingDays }) => sum + workingDays, 0);
}

const NOTHING_DUE: Outcome = {
  basis: 'none',
  period: null,
  article: null,
  calendarVersion: null,
  policyValidFrom: null,
  leftOut: [],
  state: 'none',
  unknown: null,
  dueOn: null,
  dueAt: null,
};

function unknown(why: Unknown): Outcome {
  return { ...NOTHING_DUE, state: 'unknown', unknown: why };
}

function outcomeOf(
  counted: Counted,
  from: LocalDate,
  { stops }: Inputs,
  said: Pick<Outcome, 'basis' | 'period' | 'article' | 'policyValidFrom'>,
  calendar: Calendar,
): Outcome {
  const of = { ...NOTHING_DUE, ...said, calendarVersion: calendar.version };
  if (counted.state === 'beyond') return { ...of, state: 'unknown', unknown: 'outside-calendar' };
  if (counted.state === 'stopped') return { ...of, state: 'stopped' };
  const { dueOn, dueAt } = counted;
  const leftOut = holidaysWithin(calendar, from, dueOn).filter(({ on }) => !stops.some((stop) => covers(stop, on)));
  return { ...of, state: 'due', dueOn, dueAt, leftOut };
}
