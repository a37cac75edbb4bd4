import type { Row, Table, Value } from '../read-model/projection.js';
import type { Undo } from './row-state.js';

/**
 * Rows of keys that were never there, until they are written: value after value in the order of the table's columns,
 * which costs far less to keep and to send than an object each. They are found by key once somebody asks.
 */
export class InsertedRows<K> implements Undo {
  private readonly values: Value[] = [];
  private readonly columns: readonly string[];
  private readonly width: number;
  /** Which row has a key, of the first `indexed` rows. */
  private readonly places = new Map<K, number>();
  private indexed = 0;

  constructor(
    table: Table,
    private readonly keyOf: (row: Row) => K,
  ) {
    this.columns = Object.keys(table.columns);
    this.width = this.columns.length;
  }

  get count(): number {
    return this.values.length / this.width;
  }

  /** The rows one after the other. */
  get flat(): readonly Value[] {
    return this.values;
  }

  /** Hands back itself: of rows that were added the last is taken back first. */
  add(row: Row): Undo {
    for (let i = 0; i < this.width; i++) this.values.push(row[this.columns[i]!]!);
    return this;
  }

  /** Takes back the row that was added last. */
  undo(): void {
    const last = this.count - 1;
    if (this.indexed > last) {
      this.places.delete(this.keyOf(this.rowAt(last)));
      this.indexed = last;
    }
    this.values.length = last * this.width;
  }

  /** Where the row of this key is; undefined where it is not among these. */
  placeOf(key: K): number | undefined {
    for (; this.indexed < this.count; this.indexed++)
      this.places.set(this.keyOf(this.rowAt(this.indexed)), this.indexed);
    return this.places.get(key);
  }

  rowAt(place: number): Row {
    const row: Record<string, Value> = {};
    for (let i = 0; i < this.width; i++) row[this.columns[i]!] = this.values[place * this.width + i]!;
    return row;
  }

  /** Puts a row of the same key in its place. */
  replace(place: number, row: Row): Undo {
    const before = this.rowAt(place);
    this.set(place, row);
    return {
      undo: () => {
        this.set(place, before);
      },
    };
  }

  private set(place: number, row: Row): void {
    for (let i = 0; i < this.width; i++) this.values[place * this.width + i] = row[this.columns[i]!]!;
  }
}
