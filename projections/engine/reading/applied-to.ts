import type { Position } from '../../../src/event-store/event-store.js';
import { dayInSeoul, type LocalDate } from '../../../src/history/days.js';
import type { BuildRow } from '../database/bookkeeping.js';

/** What an answer is made of: how far in the log, and what is missing. */
export interface AppliedTo {
  /** The last ordinal applied; 0 before the first event. Of several read models the least. */
  readonly ordinal: number;
  /** Everything up to this position is applied; undefined before the first event. */
  readonly position: Position | undefined;
  /** The latest `recordedAt` up to the ordinal; undefined before the first event. */
  readonly recordedUpTo: string | undefined;
  readonly dayRecorded: LocalDate | undefined;
  /** Streams held back in quarantine, whose events are missing in the answer. */
  readonly heldBack: number;
  readonly readModels: readonly ReadModelApplied[];
}

export interface ReadModelApplied {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly ordinal: number;
  readonly heldBack: number;
}

export type ServedBuild = BuildRow & { readonly held_back: number };

export function appliedTo(builds: readonly ServedBuild[]): AppliedTo {
  const least = builds.reduce((a, b) => (b.ordinal < a.ordinal ? b : a));
  const recordedUpTo = least.recorded_up_to ?? undefined;
  return {
    ordinal: least.ordinal,
    position: least.position ?? undefined,
    recordedUpTo,
    dayRecorded: recordedUpTo === undefined ? undefined : dayInSeoul(recordedUpTo),
    heldBack: builds.reduce((sum, { held_back }) => sum + held_back, 0),
    readModels: builds.map(({ name, version, build, ordinal, held_back }) => ({
      name,
      version,
      build,
      ordinal,
      heldBack: held_back,
    })),
  };
}
