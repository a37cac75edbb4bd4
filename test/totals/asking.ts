import fc from 'fast-check';
import type { ReadModelTest } from '../../projections/engine/testing/read-model-test.js';
import { Snapshots } from '../../projections/asking/snapshots.js';
import { settingsFrom } from '../../src/config/settings.js';
import { DAYS, TODAY } from './city.js';
import { ordinalAt } from './naive-history.js';
import { type Question } from './naive-replay.js';

/** Moments to ask for: as of which day, known at which part of the log, told in one of three ways or left out. */

export interface RandomMoment {
  readonly asOf: string;
  readonly known: number;
  readonly as: 'ordinal' | 'instant' | 'between' | 'all';
}

/** A moment as it is asked for, and as a replay needs it. */
export interface AskedMoment {
  readonly moment: { readonly asOf: string; readonly knownAt: string | undefined };
  readonly question: Pick<Question, 'asOf' | 'ordinal'>;
}

const clock = { now: () => new Date(`${TODAY}T03:00:00Z`) };

export function snapshotsOf(ledger: ReadModelTest): Snapshots {
  return new Snapshots(ledger.readModels, clock, settingsFrom({}));
}

export function momentsOf(count: number): fc.Arbitrary<RandomMoment[]> {
  return fc.array(
    fc.record({
      asOf: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...DAYS) }, { weight: 1, arbitrary: fc.constant(TODAY) }),
      known: fc.double({ min: 0, max: 1, noNaN: true }),
      as: fc.constantFrom('ordinal', 'instant', 'between', 'all'),
    }),
    { minLength: count, maxLength: count },
  );
}

export function asked({ log }: ReadModelTest, { asOf, known, as }: RandomMoment): AskedMoment {
  const ordinal = 1 + Math.floor(known * (log.length - 1));
  const at = log[ordinal - 1]!.metadata.recordedAt;
  switch (as) {
    case 'ordinal':
      return { moment: { asOf, knownAt: String(ordinal) }, question: { asOf, ordinal } };
    case 'all':
      return { moment: { asOf, knownAt: undefined }, question: { asOf, ordinal: log.length } };
    case 'instant':
    case 'between': {
      const knownAt = as === 'instant' ? at : new Date(Date.parse(at) + 1_800_000).toISOString();
      return { moment: { asOf, knownAt }, question: { asOf, ordinal: ordinalAt(log, knownAt) } };
    }
    default:
      return as satisfies never;
  }
}
