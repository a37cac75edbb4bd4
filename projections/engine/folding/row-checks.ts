import type { Row, Table, Value } from '../read-model/projection.js';

interface Check {
  readonly column: string;
  readonly isText: boolean;
  readonly nullable: boolean;
}

/** What a database would refuse is refused while it is still known which event made it. */
export class RowChecks {
  readonly columns: readonly string[];
  private readonly checks: readonly Check[];

  constructor(private readonly table: Table) {
    this.columns = Object.keys(table.columns);
    this.checks = Object.entries(table.columns).map(([column, type]) => ({
      column,
      isText: type.startsWith('text'),
      nullable: type.endsWith('?'),
    }));
  }

  /** Throws where a column of the row cannot be stored; what stood there before was checked then. */
  check(row: Row, before?: Row): void {
    for (const { column, isText, nullable } of this.checks) {
      const value = row[column];
      // Texts are long.
      if (isText && before !== undefined && value === before[column]) continue;
      if (value === null ? nullable : isText ? storableText(value) : Number.isSafeInteger(value)) continue;
      const { name, columns } = this.table;
      const what = value === undefined ? 'undefined' : JSON.stringify(value);
      throw new Error(`${name}.${column} is ${what}, which is no ${columns[column]!}`);
    }
  }
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function storableText(value: Value | undefined): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
