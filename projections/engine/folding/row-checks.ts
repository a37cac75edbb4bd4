import type { Key, Row, Table, Value } from '../read-model/projection.js';

interface Check {
  readonly column: string;
  readonly isText: boolean;
  readonly nullable: boolean;
}

/** What a database would refuse is refused while it is still known which event made it. */
export class RowChecks {
  readonly columns: readonly string[];
  private readonly checks: readonly Check[];
  private readonly keyIsText: readonly boolean[];

  constructor(private readonly table: Table) {
    this.columns = Object.keys(table.columns);
    this.keyIsText = table.key.map((column) => table.columns[column]!.startsWith('text'));
    this.checks = Object.entries(table.columns).map(([column, type]) => ({
      column,
      isText: type.startsWith('text'),
      nullable: type.endsWith('?'),
    }));
  }

  /** Throws where no row can have this key: looked up, it would be refused with all else that is looked up. */
  checkKey(key: Key): void {
    for (let i = 0; i < key.length; i++) {
      const value = key[i] as Value;
      if (value === null || (this.keyIsText[i] ? storableText(value) : Number.isSafeInteger(value))) continue;
      this.refuse(this.table.key[i]!, value);
    }
  }

  /** Throws where a column of the row cannot be stored; what stood there before was checked then. */
  check(row: Row, before?: Row): void {
    for (const { column, isText, nullable } of this.checks) {
      const value = row[column];
      // Texts are long.
      if (isText && before !== undefined && value === before[column]) continue;
      if (value === null ? nullable : isText ? storableText(value) : Number.isSafeInteger(value)) continue;
      this.refuse(column, value);
    }
  }

  private refuse(column: string, value: Value | undefined): never {
    const { name, columns } = this.table;
    const what = value === undefined ? 'undefined' : JSON.stringify(value);
    throw new Error(`${name}.${column} is ${what}, which is no ${columns[column]!}`);
  }
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function storableText(value: Value | undefined): boolean {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
