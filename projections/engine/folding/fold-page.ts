import type { Database } from '../database/database.js';
import type { LedgerEvent } from '../projection.js';
import type { BuildFold } from './build-fold.js';

/** Folds events into builds that stand at the same place, with one look at the database for what all of them want. */
export async function foldPage(
  database: Database,
  folds: readonly BuildFold[],
  events: readonly LedgerEvent[],
): Promise<void> {
  let asked = folds.map((fold) => fold.begin(events));
  do {
    const lookups = asked.flat();
    const found = lookups.length > 0 ? await database.find(lookups) : [];
    let from = 0;
    asked = folds.map((fold, index) => {
      const to = from + asked[index]!.length;
      const its = found.slice(from, to);
      from = to;
      return fold.fold(its);
    });
  } while (asked.some(({ length }) => length > 0));
}
