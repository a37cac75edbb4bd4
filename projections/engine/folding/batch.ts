import { type Database, type Lookup, TableDamaged } from '../database/database.js';
import type { LedgerEvent, Row } from '../read-model/projection.js';
import type { BuildFold, Part } from './build-fold.js';
import type { Lookups } from './lookups.js';

/** Events for builds that stand at the same place. What folding them looks at is fetched from the moment it is made. */
export class Batch {
  private readonly parts: { readonly fold: BuildFold; readonly part: Part }[];
  private readonly coming: Promise<void>;
  private givenUp = false;

  /** `writing` is what is just being written into these builds' tables. */
  constructor(
    private readonly database: Database,
    folds: readonly BuildFold[],
    readonly events: readonly LedgerEvent[],
    private readonly writing: () => Promise<unknown> | undefined = () => undefined,
  ) {
    this.parts = folds.map((fold) => ({ fold, part: fold.begin(events) }));
    this.coming = this.lookUpAll();
    // Whoever waits for it hears of a failure; a batch that is given up is not waited for.
    this.coming.catch(() => undefined);
  }

  /** Resolves once folds know what was looked up for it. */
  arrived(): Promise<void> {
    return this.coming;
  }

  /** It will not be folded: what still comes for it may be out of date by then, and is not taken in. */
  giveUp(): void {
    this.givenUp = true;
  }

  /** Folds into those of its builds that are still fed. */
  async fold(folds: readonly BuildFold[]): Promise<void> {
    await this.coming;
    for (;;) {
      const parts = this.parts.filter(({ fold }) => folds.includes(fold));
      for (const { fold, part } of parts) fold.fold(part);
      if (parts.every(({ part }) => part.events.length === 0)) return;
      await this.lookUp();
    }
  }

  private async lookUpAll(): Promise<void> {
    await this.lookUp();
    for (const { fold, part } of this.parts) fold.wantBesides(part);
    await this.lookUp();
  }

  private async lookUp(): Promise<void> {
    const wanted = this.parts.map(({ part }) => part.wanted);
    if (wanted.some(({ afterWriting }) => afterWriting)) await this.writing();
    const lookups = wanted.map((one) => one.all());
    if (lookups.every(({ length }) => length === 0)) return;
    const found = await this.find(lookups);
    if (this.givenUp) return;
    let from = 0;
    wanted.forEach((one: Lookups, index) => {
      const to = from + lookups[index]!.length;
      one.found(found.slice(from, to));
      from = to;
    });
  }

  /** Where a build's table is damaged that build alone cannot go on. */
  private async find(lookups: readonly (readonly Lookup[])[]): Promise<readonly (readonly Row[])[]> {
    try {
      return await this.database.find(lookups.flat());
    } catch (error) {
      if (!(error instanceof TableDamaged)) throw error;
    }
    const found: (readonly Row[])[] = [];
    for (const [index, its] of lookups.entries()) {
      try {
        found.push(...(await this.database.find(its)));
      } catch (error) {
        if (!(error instanceof TableDamaged)) throw error;
        this.parts[index]!.fold.failure ??= error;
        found.push(...its.map(() => []));
      }
    }
    return found;
  }
}

/** Folds events with nothing else under way. */
export function foldAtOnce(
  database: Database,
  folds: readonly BuildFold[],
  events: readonly LedgerEvent[],
): Promise<void> {
  return new Batch(database, folds, events).fold(folds);
}
