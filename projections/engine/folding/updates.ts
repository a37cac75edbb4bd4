import type { Row } from '../read-model/projection.js';

/** Rows of which the same columns are written. */
export interface Update {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Ways of differing that are rarer than one row in so many share a statement: many statements cost more than columns. */
const RARE = 16;

/** Of rows that are there, only what differs is written: most of their columns, and their indexes, stay as they are. */
export class Updates {
  /** By the places of the columns that differ. */
  private readonly sets = new Map<string, Row[]>();
  private rows = 0;

  constructor(private readonly columns: readonly string[]) {}

  add(before: Row, row: Row): void {
    let differing = '';
    for (let i = 0; i < this.columns.length; i++) {
      const column = this.columns[i]!;
      if (before[column] !== row[column]) differing += String.fromCharCode(i);
    }
    if (differing === '') return;
    this.rows += 1;
    const same = this.sets.get(differing);
    if (same) same.push(row);
    else this.sets.set(differing, [row]);
  }

  *[Symbol.iterator](): Generator<Update> {
    const rare: Row[] = [];
    let rarely = '';
    for (const [differing, rows] of this.sets) {
      if (rows.length * RARE >= this.rows) yield { columns: this.at(differing), rows };
      else {
        rare.push(...rows);
        rarely += differing;
      }
    }
    if (rare.length > 0) yield { columns: this.at(rarely), rows: rare };
  }

  private at(places: string): readonly string[] {
    return this.columns.filter((_, place) => places.includes(String.fromCharCode(place)));
  }
}
