import type { LocalDate } from '../../../src/history/days.js';
import { type HandlingStatus, statusChanges } from '../../../src/suggestions/handling-status.js';
import type { LifeTold } from './suggestion-life.js';

/** What a suggestion adds to a cell from a day on: +1 where it comes, −1 where it leaves. */
export interface Contribution {
  readonly roundId: string;
  readonly district: string | null;
  readonly dong: string | null;
  readonly status: HandlingStatus;
  readonly raisedOn: LocalDate;
  readonly holdsFrom: LocalDate;
  readonly delta: number;
}

/** The contributions of a suggestion's life; none where its receipt does not stand. */
export function contributionsOf({ received, steps }: LifeTold): readonly Contribution[] {
  // Once it is known that it was split, its parts count in its place.
  if (!received || steps.some(({ step }) => step.status === 'split')) return [];
  const { roundId, district, dong, raisedOn } = received.data;
  const cell = { roundId, district, dong, raisedOn };
  const statuses = steps.flatMap(({ step: { day, status } }) => (status === undefined ? [] : [{ day, status }]));
  return statusChanges(statuses, raisedOn).flatMap(({ status, from }, index, changes) => {
    const comes = { ...cell, status, holdsFrom: from, delta: 1 };
    const left = changes[index - 1];
    return left ? [{ ...cell, status: left.status, holdsFrom: from, delta: -1 }, comes] : [comes];
  });
}

/** What is to be booked so that the sums of `before` become those of `after`. */
export function differenceOf(before: readonly Contribution[], after: readonly Contribution[]): readonly Contribution[] {
  const sums = new Map<string, Contribution>();
  const add = (one: Contribution, sign: 1 | -1) => {
    const key = [one.roundId, one.dong, one.district, one.status, one.raisedOn, one.holdsFrom].join(' ');
    sums.set(key, { ...one, delta: (sums.get(key)?.delta ?? 0) + sign * one.delta });
  };
  before.forEach((one) => add(one, -1));
  after.forEach((one) => add(one, 1));
  return [...sums.values()].filter(({ delta }) => delta !== 0);
}
