import * as shown from '../../../src/http/shown.js';

export const moment = shown.object(
  {
    asOf: shown.day({ about: 'What had happened by the end of this day' }),
    knownAt: shown.object({
      ordinal: shown.integer({ about: 'The last event taken in' }),
      recordedUpTo: shown.orNull(
        shown.instant({ about: 'The latest instant of recording up to it; null before the first record' }),
      ),
    }),
  },
  { about: 'Of which moment the answer is: as of a day, as it was known then' },
);

/** Of which moment an answer is: what had happened by the end of a day, as it was known then. */
export type Moment = shown.Of<typeof moment>;

/** A moment as a caller tells it; what is left out is today, and all that is applied. */
export interface MomentTold {
  readonly asOf?: string | undefined;
  /** An ordinal, a day (its end), or an instant (RFC 3339). */
  readonly knownAt?: string | undefined;
}
