import type { LocalDate } from '../../../src/history/days.js';

/** Of which moment an answer is: what had happened by the end of a day, as it was known then. */
export interface Moment {
  readonly asOf: LocalDate;
  readonly knownAt: {
    /** The last ordinal taken in. */
    readonly ordinal: number;
    /** The running maximum of recordedAt at that ordinal, RFC 3339; null before the first record. */
    readonly recordedUpTo: string | null;
  };
}

/** A moment as a caller tells it; what is left out is today, and all that is applied. */
export interface MomentTold {
  readonly asOf?: string | undefined;
  /** An ordinal, a day (its end), or an instant (RFC 3339). */
  readonly knownAt?: string | undefined;
}
