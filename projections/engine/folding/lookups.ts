import type { Lookup } from '../database/database.js';
import type { Key, Row } from '../read-model/projection.js';
import type { KeyText, RowChanges } from './row-changes.js';

/** Rows to look up, each once, for one build. */
export class Lookups {
  /** Something of it is just being written, and only then to be looked up. */
  afterWriting = false;
  private readonly keys = new Map<RowChanges, Map<KeyText, Key>>();

  add(changes: RowChanges, keys: readonly Key[]): void {
    for (const key of keys) {
      const text = changes.unknown(key);
      if (text === undefined) continue;
      if (changes.isBeingAdded(text)) this.afterWriting = true;
      const of = this.keys.get(changes);
      if (of) of.set(text, key);
      else this.keys.set(changes, new Map([[text, key]]));
    }
  }

  all(): readonly Lookup[] {
    return [...this.keys].map(([{ stored }, keys]) => ({ table: stored, keys: [...keys.values()] }));
  }

  /** Takes in what was found, lookup by lookup. */
  found(rows: readonly (readonly Row[])[]): void {
    [...this.keys].forEach(([changes, keys], index) => {
      changes.found(keys.keys(), rows[index]!);
    });
  }
}
