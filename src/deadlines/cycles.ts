import canonicalize from 'canonicalize';
import type { LocalDate } from '../history/days.js';
import {
  type CountedBy,
  type Deadline,
  deadline,
  extended,
  type Inputs,
  type Start,
  type Unknown,
} from './deadline.js';

/** From a day on, a cycle has these inputs. */
export interface Moment extends Inputs {
  readonly from: LocalDate;
}

/** A cycle as it is told: where it begins, and how what it is counted by changed, in the order of days. */
export interface CycleTold {
  readonly start: Start;
  readonly moments: readonly Moment[];
}

/** A cycle with its deadlines, each until the next; the last is the one that holds. */
export interface Cycle {
  readonly start: Start;
  readonly deadlines: readonly Deadline[];
}

/**
 * The deadlines of all cycles. What was promised for the same inputs stays as it was promised, by whatever calendar
 * and policy, and comes back where a correction brings them back; what was unknown is looked at again; what is new is
 * counted by those of now. `promised` are the cycles as they were set each time, the last first.
 */
export function cyclesWith(
  told: readonly CycleTold[],
  promised: readonly (readonly Cycle[])[],
  by: CountedBy,
): readonly Cycle[] {
  return told.map(({ start, moments }, place) => {
    const before = promisedFor(start, told.slice(0, place), promised);
    const deadlines = moments.reduce<readonly Deadline[]>(
      (so, moment) => [...so, deadlineAt(moment, start, so.at(-1), before, by)],
      [],
    );
    return { start, deadlines };
  });
}

/** What was promised of what began so: its own promises first, where several began so on one day, the latest first. */
function promisedFor(
  start: Start,
  cyclesBefore: readonly CycleTold[],
  promised: readonly (readonly Cycle[])[],
): readonly Deadline[] {
  const place = cyclesBefore.filter((one) => beganSo(one.start, start)).length;
  return promised.flatMap((cycles) => {
    const alike = cycles.filter((one) => beganSo(one.start, start));
    return [...alike.slice(place, place + 1), ...alike].flatMap(({ deadlines }) => deadlines);
  });
}

function beganSo(one: Start, other: Start): boolean {
  return one.on === other.on && one.precision === other.precision && one.at === other.at && one.form === other.form;
}

/** Whether nothing sets a day anywhere, and nothing is known that could. */
export function nothingToSet(cycles: readonly Cycle[]): boolean {
  return cycles.every(({ deadlines }) => deadlines.every(({ basis, kind }) => basis === 'none' && kind === null));
}

/** What a newer calendar or policy answers. */
const MAY_COME_TO_BE_KNOWN = new Set<Unknown | null>(['outside-calendar', 'office-hours-not-set']);

/** Whether what is told is what was promised, day for day, and nothing of it may come to be known. */
export function standSo(told: readonly CycleTold[], promised: readonly Cycle[]): boolean {
  const known = promised.every(({ deadlines }) => deadlines.every(({ unknown }) => !MAY_COME_TO_BE_KNOWN.has(unknown)));
  const asTold = promised.map(({ start, deadlines }) => ({ start, moments: deadlines.map(momentOf) }));
  return known && same(told, asTold);
}

/** Whether both say the same. */
export function same(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}

function deadlineAt(
  { from, ...inputs }: Moment,
  start: Start,
  last: Deadline | undefined,
  before: readonly Deadline[],
  by: CountedBy,
): Deadline {
  const alike = before.filter((one) => same(inputsOf(one), inputs));
  const promised = alike.find(({ state }) => state !== 'unknown');
  if (promised) return { ...promised, holdsFrom: from };
  const kept = alike[0];
  const now =
    last && isOneMore(inputs, last) ? extended(last, start, from, inputs, by) : deadline(start, from, inputs, by);
  return kept?.unknown === now.unknown ? { ...kept, holdsFrom: from } : now;
}

function isOneMore(inputs: Inputs, last: Deadline): boolean {
  const { extensions } = inputs;
  return extensions.length > 0 && same({ ...inputs, extensions: extensions.slice(0, -1) }, inputsOf(last));
}

function momentOf({ holdsFrom, ...its }: Deadline): Moment {
  return { from: holdsFrom, ...inputsOf(its) };
}

function inputsOf({ kind, stops, extensions }: Inputs): Inputs {
  return { kind, stops, extensions };
}
