import type { Index, Table } from '../read-model/projection.js';
import type { DatabaseKind } from './database-kind.js';

/** One build's table as it stands in the database. */
export interface StoredTable {
  readonly table: Table;
  /** Its name in the database. */
  readonly name: string;
}

/** The table of one build. Builds are numbered through all read models, so the number alone tells them apart. */
export function storedTable(table: Table, build: number): StoredTable {
  return { table, name: storedName(table.name, build) };
}

export function storedName(logical: string, build: number): string {
  return `${logical}_b${String(build)}`;
}

export function columnsOf(table: Table): readonly string[] {
  return Object.keys(table.columns);
}

/** An identifier, quoted; both engines quote alike. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quotedList(names: readonly string[]): string {
  return names.map(quoted).join(', ');
}

/** The type of a column. PostgreSQL is told to sort text as SQLite does, by code point. */
export function sqlType(kind: DatabaseKind, table: Table, column: string): string {
  const type = table.columns[column]!.replace('?', '') as 'text' | 'integer';
  switch (type) {
    case 'text':
      return kind === 'sqlite' ? 'text' : 'text collate "C"';
    case 'integer':
      return kind === 'sqlite' ? 'integer' : 'bigint';
    default:
      return type satisfies never;
  }
}

export function createTable(kind: DatabaseKind, { table, name }: StoredTable): string {
  const columns = columnsOf(table).map((column) => {
    const nullable = table.columns[column]!.endsWith('?');
    return `${quoted(column)} ${sqlType(kind, table, column)}${nullable ? '' : ' not null'}`;
  });
  // Rows of a key of one text (a random id) stay in the order of insertion, with the key as an index beside them.
  const clustered = kind === 'sqlite' && !(table.key.length === 1 && table.columns[table.key[0]!] === 'text');
  const soleInteger = table.key.length === 1 && table.columns[table.key[0]!] === 'integer';
  const options = kind === 'sqlite' ? ` strict${clustered && !soleInteger ? ', without rowid' : ''}` : '';
  return `create table if not exists ${quoted(name)} (${columns.join(', ')}, primary key (${quotedList(table.key)}))${options}`;
}

/** Unique indexes say what rows are refused: they are there from the start. Others may come last, when it is faster. */
export function createIndexes(stored: StoredTable, which: 'unique' | 'other'): readonly string[] {
  return (stored.table.indexes ?? [])
    .map((index, number) => ({ index, number: number + 1 }))
    .filter(({ index }) => (index.unique ?? false) === (which === 'unique'))
    .map(({ index, number }) => createIndex(stored, index, number));
}

function createIndex({ name }: StoredTable, index: Index, number: number): string {
  return (
    `create ${index.unique ? 'unique ' : ''}index if not exists ${quoted(`${name}_i${String(number)}`)} ` +
    `on ${quoted(name)} (${quotedList(index.columns)})`
  );
}
