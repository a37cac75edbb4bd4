import type { Misfit } from '../src/history/value-checks.js';

/** What a check says of a value, in English and with its places; undefined where the value fits. */
export function told(misfits: readonly Misfit[] | undefined): string | undefined {
  return misfits?.map(({ at, problem }) => `${at} ${problem.en}`.trim()).join('; ');
}
