import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Key, Row } from '../projection.js';
import type { TableChange } from './database.js';
import type { NodeSqlite } from './node-sqlite.js';
import { columnsOf, quoted, quotedList, type StoredTable } from './stored-table.js';

/** Rows in bulk on SQLite: prepared statements in a loop, half as fast again there as one JSON parameter. */
export class SqliteRows {
  constructor(private readonly sqlite: NodeSqlite) {}

  find(stored: StoredTable, keys: readonly Key[]): readonly Row[] {
    const { table, name } = stored;
    const statement = this.sqlite.statement(
      `select ${quotedList(columnsOf(table))} from ${quoted(name)} where ${whereKey(table.key)}`,
    );
    const rows: Row[] = [];
    for (const key of keys) {
      const row = statement.get(...key) as Row | undefined;
      if (row) rows.push(row);
    }
    return rows;
  }

  apply(changes: readonly TableChange[]): void {
    for (const change of changes) if (change.is === 'remove') this.remove(change.table, change.keys);
    for (const change of changes) {
      if (change.is === 'put') this.put(change.table, change.rows);
      else if (change.is === 'add') this.add(change.table, change.rows, change.amounts);
    }
  }

  private put({ table, name }: StoredTable, rows: readonly Row[]): void {
    const columns = columnsOf(table);
    const rest = columns.filter((column) => !table.key.includes(column));
    const update = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
    const statement = this.sqlite.statement(
      `${insert(name, columns)} on conflict (${quotedList(table.key)}) do ${rest.length > 0 ? `update set ${update}` : 'nothing'}`,
    );
    runEach(statement, columns, rows);
  }

  private add({ table, name }: StoredTable, rows: readonly Row[], amounts: readonly string[]): void {
    const columns = columnsOf(table);
    const update = amounts.map(
      (column) => `${quoted(column)} = ${quoted(name)}.${quoted(column)} + excluded.${quoted(column)}`,
    );
    const statement = this.sqlite.statement(
      `${insert(name, columns)} on conflict (${quotedList(table.key)}) do update set ${update.join(', ')}`,
    );
    runEach(statement, columns, rows);
  }

  private remove({ table, name }: StoredTable, keys: readonly Key[]): void {
    const statement = this.sqlite.statement(`delete from ${quoted(name)} where ${whereKey(table.key)}`);
    for (const key of keys) statement.run(...key);
  }
}

/** Values are those of a fold, checked as they came in: text, whole numbers and null. */
function runEach(statement: StatementSync, columns: readonly string[], rows: readonly Row[]): void {
  const values = new Array<SQLInputValue>(columns.length);
  for (const row of rows) {
    for (let i = 0; i < columns.length; i++) values[i] = row[columns[i]!]!;
    statement.run(...values);
  }
}

function insert(name: string, columns: readonly string[]): string {
  return `insert into ${quoted(name)} (${quotedList(columns)}) values (${columns.map(() => '?').join(', ')})`;
}

function whereKey(key: readonly string[]): string {
  return key.map((column) => `${quoted(column)} = ?`).join(' and ');
}
