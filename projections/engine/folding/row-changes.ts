import type { TableChange } from '../database/database.js';
import type { StoredTable } from '../database/stored-table.js';
import type { Key, Row, Value } from '../read-model/projection.js';
import { Added, added, type RowState, standing, StateBefore, type Undo, unknownState } from './row-state.js';
import { InsertedRows } from './inserted-rows.js';
import { RowChecks } from './row-checks.js';
import { Updates } from './updates.js';

/** What a key is looked up by in memory; text may not hold the separator. */
export type KeyText = string | number | null;

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
  private states = new Map<KeyText, RowState>();
  private inserted: InsertedRows<KeyText>;
  /** The batch that is being written. */
  private written:
    { readonly states: ReadonlyMap<KeyText, RowState>; readonly inserted: InsertedRows<KeyText> } | undefined;
  private readonly checks: RowChecks;
  private readonly key: readonly string[];
  private readonly keyValues: Value[] = [];

  constructor(readonly stored: StoredTable) {
    const { table } = stored;
    this.key = table.key;
    this.checks = new RowChecks(table);
    this.inserted = this.noneInserted();
  }

  /** What to find a key by in memory; undefined where it is known how its row stands. Throws where none can have it. */
  unknown(key: Key): KeyText | undefined {
    const text = this.textOfKey(key);
    if (this.known(text)) return undefined;
    this.checks.checkKey(key);
    return text;
  }

  /** Whether the batch that is being written adds to this row, which nobody has looked up: it has to be written first. */
  isBeingAdded(text: KeyText): boolean {
    return this.written?.states.get(text)?.change === 'add';
  }

  /** Takes in what was looked up: of these keys no other rows are there. What has become known since stays. */
  found(asked: Iterable<KeyText>, rows: readonly Row[]): void {
    for (const row of rows) this.takeIn(this.textIn(row), row);
    for (const text of asked) this.takeIn(text, undefined);
  }

  /** Throws NotLookedUp. */
  get(key: Key): Row | undefined {
    const state = this.known(this.textOfKey(key));
    if (state) return state.row;
    this.checks.checkKey(key);
    throw new NotLookedUp(this, [key]);
  }

  /** Throws NotLookedUp with all that is missing. */
  all(keys: readonly Key[]): readonly (Row | undefined)[] {
    const missing = keys.filter((key) => this.unknown(key) !== undefined);
    if (missing.length > 0) throw new NotLookedUp(this, missing);
    return keys.map((key) => this.get(key));
  }

  /** Each change hands back how to undo it, for an event whose fold fails half way. */
  insert(row: Row): Undo {
    if (!this.isJournal) throw new Error(`${this.stored.table.name} is no journal: its rows are put, not inserted`);
    this.checks.check(row);
    return this.inserted.add(row);
  }

  put(row: Row): Undo {
    const text = this.textIn(row);
    const place = this.placeInserted(text);
    if (place !== undefined) {
      this.checks.check(row);
      return this.inserted.replace(place, row);
    }
    const state = this.stateOf(text);
    this.checks.check(row, state.row);
    const undo = new StateBefore(state);
    state.known = true;
    state.row = row;
    state.change = 'put';
    state.sum = undefined;
    return undo;
  }

  remove(key: Key): Undo {
    this.refuseInJournal('removed from it');
    const state = this.stateOf(this.textOfKey(key));
    const undo = new StateBefore(state);
    state.key = key;
    state.known = true;
    state.row = undefined;
    state.change = 'remove';
    state.sum = undefined;
    return undo;
  }

  add(row: Row, amounts: readonly string[]): Undo {
    this.refuseInJournal('added to its rows');
    this.checks.check(row);
    const state = this.stateOf(this.textIn(row));
    if (state.change === 'remove') return this.put(row);
    if (state.change === 'put') return this.put(added(state.row!, row, amounts));
    if (state.sum) {
      const { sum } = state;
      if (!sameColumns(sum.amounts, amounts)) {
        throw new Error(
          `${this.stored.table.name} is added to by ${sum.amounts.join()} and by ${amounts.join()} in one batch`,
        );
      }
      return new Added(state, row);
    }
    const undo = new StateBefore(state);
    state.change = 'add';
    state.sum = { row: { ...row }, amounts };
    if (state.known) state.row = state.row ? added(state.row, row, amounts) : row;
    return undo;
  }

  /** What is to be written. */
  toWrite(): readonly TableChange[] {
    const puts: Row[] = [];
    const updates = new Updates(this.checks.columns);
    const removals: Key[] = [];
    const sums = new Map<string, { rows: Row[]; amounts: readonly string[] }>();
    for (const state of this.states.values()) {
      switch (state.change) {
        case 'put':
          if (state.before) updates.add(state.before, state.row!);
          else puts.push(state.row!);
          break;
        case 'remove':
          removals.push(state.key!);
          break;
        case 'add': {
          const { row, amounts } = state.sum!;
          const same = sums.get(amounts.join());
          if (same) same.rows.push(row);
          else sums.set(amounts.join(), { rows: [row], amounts });
          break;
        }
        case 'none':
          break;
        default:
          state.change satisfies never;
      }
    }
    const { stored: table } = this;
    const changes: TableChange[] = [];
    if (removals.length > 0) changes.push({ is: 'remove', table, keys: removals });
    if (puts.length > 0) changes.push({ is: 'put', table, rows: puts });
    for (const { columns, rows } of updates) changes.push({ is: 'update', table, rows, columns });
    for (const { rows, amounts } of sums.values()) changes.push({ is: 'add', table, rows, amounts });
    const { count, flat: values } = this.inserted;
    if (count > 0) changes.push({ is: 'insert', table, count, values });
    return changes;
  }

  /** Hands over what is to be written. Until it is, folds still see it. */
  take(): readonly TableChange[] {
    const changes = this.toWrite();
    this.written = { states: this.states, inserted: this.inserted };
    this.states = new Map();
    this.inserted = this.noneInserted();
    return changes;
  }

  /** What was taken is written. */
  settled(): void {
    this.written = undefined;
  }

  private known(text: KeyText): RowState | undefined {
    const state = this.states.get(text);
    if (state?.known) return state;
    const place = this.placeInserted(text);
    if (place !== undefined) return standing(this.inserted.rowAt(place));
    const before = this.written?.states.get(text) ?? this.insertedBefore(text);
    return before?.known ? this.know(text, before.row) : undefined;
  }

  private placeInserted(text: KeyText): number | undefined {
    return this.isJournal ? this.inserted.placeOf(text) : undefined;
  }

  /** In the batch that is being written. */
  private insertedBefore(text: KeyText): RowState | undefined {
    const place = this.isJournal ? this.written?.inserted.placeOf(text) : undefined;
    return place === undefined ? undefined : standing(this.written!.inserted.rowAt(place));
  }

  private noneInserted(): InsertedRows<KeyText> {
    return new InsertedRows(this.stored.table, (row) => this.textIn(row));
  }

  private takeIn(text: KeyText, row: Row | undefined): void {
    if (!this.known(text)) this.know(text, row);
  }

  private know(text: KeyText, row: Row | undefined): RowState {
    const state = this.stateOf(text);
    const { sum } = state;
    state.known = true;
    state.before = row;
    state.row = sum ? (row ? added(row, sum.row, sum.amounts) : { ...sum.row }) : row;
    return state;
  }

  private stateOf(text: KeyText): RowState {
    let state = this.states.get(text);
    if (!state) {
      state = unknownState();
      this.states.set(text, state);
    }
    return state;
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
    const { key, keyValues } = this;
    if (key.length === 1) return row[key[0]!]!;
    // Joined at once: added bit by bit it would be flattened for every look into a map.
    for (let i = 0; i < key.length; i++) keyValues[i] = row[key[i]!]!;
    return keyValues.join('\0');
  }

  private get isJournal(): boolean {
    return this.stored.table.journal === true;
  }

  private refuseInJournal(what: string): void {
    if (this.isJournal) throw new Error(`${this.stored.table.name} is a journal: nothing is ${what}`);
  }
}

function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((column, index) => column === b[index]));
}
