import type { Writing } from '../database/database.js';
import type { StoredTable } from '../database/stored-table.js';
import type { ColumnType, Key, Row, Table, Value } from '../projection.js';

/** What a key is looked up by in memory; text may not hold the separator. */
type KeyText = string | number;

interface Entry {
  readonly key: Key;
  /** Whether a fold may see it: it was asked for and looked up, or it was written in this batch. */
  known: boolean;
  /** What a fold sees. */
  row: Row | undefined;
  change: 'none' | 'put' | 'remove' | 'add';
  /** For `add`: what is inserted where the row is not there yet, and the columns added up. */
  sum: { row: Record<string, Value>; readonly amounts: readonly string[] } | undefined;
}

/** The changes of one batch to one table, on top of the rows that its folds asked for. */
export class RowChanges {
  private readonly entries = new Map<KeyText, Entry>();
  private readonly checks: readonly (readonly [column: string, type: ColumnType])[];

  constructor(readonly stored: StoredTable) {
    this.checks = Object.entries(stored.table.columns);
  }

  /** The key where it has still to be looked up; asking twice is answered once. */
  ask(key: Key): Key | undefined {
    const entry = this.entry(key);
    if (entry.known) return undefined;
    entry.known = true;
    return key;
  }

  /** Takes in a row as it stands in the database. */
  found(row: Row): void {
    const entry = this.entry(keyOf(this.stored.table, row));
    entry.row = entry.sum ? added(row, entry.sum.row, entry.sum.amounts) : row;
  }

  get(key: Key): Row | undefined {
    const entry = this.entries.get(this.keyText(key));
    if (!entry?.known) {
      throw new Error(
        `the fold looks at ${this.stored.table.name} ${JSON.stringify(key)} without having asked for it in wants`,
      );
    }
    return entry.row;
  }

  /** Each change hands back how to undo it, for an event whose fold fails half way. */
  put(row: Row): () => void {
    this.check(row);
    const entry = this.entry(keyOf(this.stored.table, row));
    const undo = undoing(entry);
    entry.known = true;
    entry.row = row;
    entry.change = 'put';
    entry.sum = undefined;
    return undo;
  }

  remove(key: Key): () => void {
    const entry = this.entry(key);
    const undo = undoing(entry);
    entry.known = true;
    entry.row = undefined;
    entry.change = 'remove';
    entry.sum = undefined;
    return undo;
  }

  add(row: Row, amounts: readonly string[]): () => void {
    this.check(row);
    const entry = this.entry(keyOf(this.stored.table, row));
    if (entry.change === 'remove') return this.put(row);
    if (entry.change === 'put') return this.put(added(entry.row!, row, amounts));
    if (entry.sum) {
      const { sum } = entry;
      if (sum.amounts.join() !== amounts.join()) {
        throw new Error(
          `${this.stored.table.name} is added to by ${sum.amounts.join()} and by ${amounts.join()} in one batch`,
        );
      }
      const seen = entry.row;
      addTo(sum.row, row, amounts, 1);
      if (entry.known) entry.row = seen ? added(seen, row, amounts) : { ...row };
      return () => {
        addTo(sum.row, row, amounts, -1);
        entry.row = seen;
      };
    }
    const undo = undoing(entry);
    entry.change = 'add';
    entry.sum = { row: { ...row }, amounts };
    if (entry.known) entry.row = entry.row ? added(entry.row, row, amounts) : row;
    return undo;
  }

  async flush(tx: Writing): Promise<void> {
    const puts: Row[] = [];
    const removals: Key[] = [];
    const sums = new Map<string, { rows: Row[]; amounts: readonly string[] }>();
    for (const entry of this.entries.values()) {
      switch (entry.change) {
        case 'put':
          puts.push(entry.row!);
          break;
        case 'remove':
          removals.push(entry.key);
          break;
        case 'add': {
          const { row, amounts } = entry.sum!;
          const same = sums.get(amounts.join());
          if (same) same.rows.push(row);
          else sums.set(amounts.join(), { rows: [row], amounts });
          break;
        }
        case 'none':
          break;
        default:
          entry.change satisfies never;
      }
    }
    // Removals first: what another key frees of a unique index, a put may take.
    if (removals.length > 0) await tx.remove(this.stored, removals);
    if (puts.length > 0) await tx.put(this.stored, puts);
    for (const { rows, amounts } of sums.values()) await tx.add(this.stored, rows, amounts);
  }

  clear(): void {
    this.entries.clear();
  }

  private entry(key: Key): Entry {
    const text = this.keyText(key);
    let entry = this.entries.get(text);
    if (!entry) {
      entry = { key, known: false, row: undefined, change: 'none', sum: undefined };
      this.entries.set(text, entry);
    }
    return entry;
  }

  private keyText(key: Key): KeyText {
    const { table } = this.stored;
    if (key.length !== table.key.length) {
      throw new Error(
        `a key of ${table.name} has ${String(table.key.length)} values (${table.key.join(', ')}), not ${String(key.length)}`,
      );
    }
    if (key.length === 1 && key[0] !== null) return key[0]!;
    return key.join('\0');
  }

  /** What a database would refuse is refused while it is still known which event made it. */
  private check(row: Row): void {
    for (const [column, type] of this.checks) {
      const value = row[column];
      if (value === null || value === undefined) {
        if (value === null && type.endsWith('?')) continue;
      } else if (type.startsWith('text') ? storableText(value) : Number.isSafeInteger(value)) continue;
      throw new Error(
        `${this.stored.table.name}.${column} is ${value === undefined ? 'undefined' : JSON.stringify(value)}, which is no ${type}`,
      );
    }
  }
}

export function keyOf(table: Table, row: Row): Key {
  return table.key.map((column) => row[column]!);
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function storableText(value: Value): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

function undoing(entry: Entry): () => void {
  const { known, row, change, sum } = entry;
  return () => {
    entry.known = known;
    entry.row = row;
    entry.change = change;
    entry.sum = sum;
  };
}

function added(row: Row, more: Row, amounts: readonly string[]): Row {
  const sum: Record<string, Value> = { ...row };
  addTo(sum, more, amounts, 1);
  return sum;
}

function addTo(sum: Record<string, Value>, more: Row, amounts: readonly string[], sign: 1 | -1): void {
  for (const column of amounts) sum[column] = Number(sum[column] ?? 0) + sign * Number(more[column] ?? 0);
}
