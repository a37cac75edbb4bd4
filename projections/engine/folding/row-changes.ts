import type { TableChange } from '../database/database.js';
import type { StoredTable } from '../database/stored-table.js';
import type { Key, Row, Value } from '../projection.js';

/** What a key is looked up by in memory; text may not hold the separator. */
export type KeyText = string | number | null;

interface Entry {
  /** Kept where the row is to be removed; else the row has it. */
  key: Key | undefined;
  /** Whether it is known how it stands: it was looked up, or it was written in this batch. */
  known: boolean;
  /** What a fold sees. */
  row: Row | undefined;
  /** What is there before this batch, where that is known. */
  before: Row | undefined;
  change: 'none' | 'put' | 'remove' | 'add';
  /** For `add`: what is inserted where the row is not there yet, and the columns added up. */
  sum: { row: Record<string, Value>; readonly amounts: readonly string[] } | undefined;
}

/** A fold looks at rows that were not looked up yet. */
export class NotLookedUp extends Error {
  override readonly name = 'NotLookedUp';

  constructor(
    readonly changes: RowChanges,
    readonly keys: readonly Key[],
  ) {
    super(`${changes.stored.table.name} ${JSON.stringify(keys)} is to be looked up first`);
  }
}

/**
 * The changes of one batch to one table, on top of the rows that were looked up for its folds, and of the batch
 * before while that is being written.
 */
export class RowChanges {
  private entries = new Map<KeyText, Entry>();
  /** The batch that is being written. */
  private written: ReadonlyMap<KeyText, Entry> | undefined;
  private readonly checks: readonly { readonly column: string; readonly isText: boolean; readonly nullable: boolean }[];
  private readonly key: readonly string[];

  constructor(readonly stored: StoredTable) {
    this.key = stored.table.key;
    this.checks = Object.entries(stored.table.columns).map(([column, type]) => ({
      column,
      isText: type.startsWith('text'),
      nullable: type.endsWith('?'),
    }));
  }

  /** What to find a key by in memory; undefined where it is known how its row stands. */
  unknown(key: Key): KeyText | undefined {
    const text = this.textOfKey(key);
    return this.known(text) ? undefined : text;
  }

  /** Whether the batch that is being written adds to this row, which nobody has looked up: it has to be written first. */
  isBeingAdded(text: KeyText): boolean {
    return this.written?.get(text)?.change === 'add';
  }

  /** Takes in what was looked up: of these keys no other rows are there. What has become known since stays. */
  found(asked: Iterable<KeyText>, rows: readonly Row[]): void {
    for (const row of rows) this.takeIn(this.textIn(row), row);
    for (const text of asked) this.takeIn(text, undefined);
  }

  /** Throws NotLookedUp. */
  get(key: Key): Row | undefined {
    const entry = this.known(this.textOfKey(key));
    if (!entry) throw new NotLookedUp(this, [key]);
    return entry.row;
  }

  /** Throws NotLookedUp with all that is missing. */
  all(keys: readonly Key[]): readonly (Row | undefined)[] {
    const missing = keys.filter((key) => this.unknown(key) !== undefined);
    if (missing.length > 0) throw new NotLookedUp(this, missing);
    return keys.map((key) => this.get(key));
  }

  /** Each change hands back how to undo it, for an event whose fold fails half way. */
  put(row: Row): () => void {
    const entry = this.entry(this.textIn(row));
    this.check(row, entry.row);
    const undo = undoing(entry);
    entry.known = true;
    entry.row = row;
    entry.change = 'put';
    entry.sum = undefined;
    return undo;
  }

  remove(key: Key): () => void {
    const entry = this.entry(this.textOfKey(key));
    const undo = undoing(entry);
    entry.key = key;
    entry.known = true;
    entry.row = undefined;
    entry.change = 'remove';
    entry.sum = undefined;
    return undo;
  }

  add(row: Row, amounts: readonly string[]): () => void {
    this.check(row);
    const entry = this.entry(this.textIn(row));
    if (entry.change === 'remove') return this.put(row);
    if (entry.change === 'put') return this.put(added(entry.row!, row, amounts));
    if (entry.sum) {
      const { sum } = entry;
      if (!sameColumns(sum.amounts, amounts)) {
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

  /** What is to be written. */
  toWrite(): readonly TableChange[] {
    const puts: Row[] = [];
    const updates = new Map<string, { columns: readonly string[]; rows: Row[] }>();
    const removals: Key[] = [];
    const sums = new Map<string, { rows: Row[]; amounts: readonly string[] }>();
    for (const entry of this.entries.values()) {
      switch (entry.change) {
        case 'put':
          if (entry.before) this.update(entry.before, entry.row!, updates);
          else puts.push(entry.row!);
          break;
        case 'remove':
          removals.push(entry.key!);
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
    const { stored: table } = this;
    const changes: TableChange[] = [];
    if (removals.length > 0) changes.push({ is: 'remove', table, keys: removals });
    if (puts.length > 0) changes.push({ is: 'put', table, rows: puts });
    for (const { columns, rows } of updates.values()) changes.push({ is: 'update', table, rows, columns });
    for (const { rows, amounts } of sums.values()) changes.push({ is: 'add', table, rows, amounts });
    return changes;
  }

  /** Of a row that is there, only what differs is written: most of its columns, and their indexes, stay as they are. */
  private update(before: Row, row: Row, updates: Map<string, { columns: readonly string[]; rows: Row[] }>): void {
    let differing = '';
    for (let i = 0; i < this.checks.length; i++) {
      const { column } = this.checks[i]!;
      if (before[column] !== row[column]) differing += String.fromCharCode(i);
    }
    if (differing === '') return;
    const same = updates.get(differing);
    if (same) same.rows.push(row);
    else {
      const columns = Array.from(differing, (at) => this.checks[at.charCodeAt(0)]!.column);
      updates.set(differing, { columns, rows: [row] });
    }
  }

  /** Hands over what is to be written. Until it is, folds still see it. */
  take(): readonly TableChange[] {
    const changes = this.toWrite();
    this.written = this.entries;
    this.entries = new Map();
    return changes;
  }

  /** What was taken is written. */
  settled(): void {
    this.written = undefined;
  }

  private known(text: KeyText): Entry | undefined {
    const entry = this.entries.get(text);
    if (entry?.known) return entry;
    const before = this.written?.get(text);
    return before?.known ? this.know(text, before.row) : undefined;
  }

  private takeIn(text: KeyText, row: Row | undefined): void {
    if (!this.known(text)) this.know(text, row);
  }

  private know(text: KeyText, row: Row | undefined): Entry {
    const entry = this.entry(text);
    const { sum } = entry;
    entry.known = true;
    entry.before = row;
    entry.row = sum ? (row ? added(row, sum.row, sum.amounts) : { ...sum.row }) : row;
    return entry;
  }

  private entry(text: KeyText): Entry {
    let entry = this.entries.get(text);
    if (!entry) {
      entry = { key: undefined, known: false, row: undefined, before: undefined, change: 'none', sum: undefined };
      this.entries.set(text, entry);
    }
    return entry;
  }

  private textOfKey(key: Key): KeyText {
    if (key.length !== this.key.length) {
      const { name } = this.stored.table;
      throw new Error(
        `a key of ${name} has ${String(this.key.length)} values (${this.key.join(', ')}), not ${String(key.length)}`,
      );
    }
    return key.length === 1 ? key[0]! : key.join('\0');
  }

  private textIn(row: Row): KeyText {
    let text: KeyText = row[this.key[0]!]!;
    for (let i = 1; i < this.key.length; i++) text = `${String(text)}\0${String(row[this.key[i]!])}`;
    return text;
  }

  /** What a database would refuse is refused while it is still known which event made it. */
  private check(row: Row, before?: Row): void {
    for (const { column, isText, nullable } of this.checks) {
      const value = row[column];
      // What stood there before was checked then; texts are long.
      if (isText && before !== undefined && value === before[column]) continue;
      if (value === null ? nullable : isText ? storableText(value) : Number.isSafeInteger(value)) continue;
      const { name, columns } = this.stored.table;
      const what = value === undefined ? 'undefined' : JSON.stringify(value);
      throw new Error(`${name}.${column} is ${what}, which is no ${columns[column]!}`);
    }
  }
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function storableText(value: Value | undefined): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((column, index) => column === b[index]));
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
