import { CompiledQuery, type Kysely } from 'kysely';
import type { Key, Row, Table } from '../projection.js';
import { columnsOf, quoted, quotedList, sqlType, type StoredTable } from './stored-table.js';

/** Rows in bulk on PostgreSQL: one statement with one JSON parameter. */
export class PostgresRows<Tables> {
  constructor(private readonly db: Kysely<Tables>) {}

  async find({ table, name }: StoredTable, keys: readonly Key[]): Promise<readonly Row[]> {
    const named = keys.map((key) => Object.fromEntries(table.key.map((column, index) => [column, key[index]!])));
    const columns = columnsOf(table).map((column) => `t.${quoted(column)}`);
    const same = table.key.map((column) => `t.${quoted(column)} = k.${quoted(column)}`);
    const { rows } = await this.run<Row>(
      `select ${columns.join(', ')} from ${records(table, table.key, 'k')} join ${quoted(name)} t on ${same.join(' and ')}`,
      named,
    );
    return rows;
  }

  async put({ table, name }: StoredTable, rows: readonly Row[]): Promise<void> {
    const rest = columnsOf(table).filter((column) => !table.key.includes(column));
    const update = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
    await this.run(
      `${insert(table, name)} on conflict (${quotedList(table.key)}) do ${rest.length > 0 ? `update set ${update}` : 'nothing'}`,
      rows,
    );
  }

  async add({ table, name }: StoredTable, rows: readonly Row[], amounts: readonly string[]): Promise<void> {
    const update = amounts.map((column) => `${quoted(column)} = t.${quoted(column)} + excluded.${quoted(column)}`);
    await this.run(
      `${insert(table, name)} on conflict (${quotedList(table.key)}) do update set ${update.join(', ')}`,
      rows,
    );
  }

  async remove({ table, name }: StoredTable, keys: readonly Key[]): Promise<void> {
    const named = keys.map((key) => Object.fromEntries(table.key.map((column, index) => [column, key[index]!])));
    const same = table.key.map((column) => `t.${quoted(column)} = k.${quoted(column)}`);
    await this.run(
      `delete from ${quoted(name)} t using ${records(table, table.key, 'k')} where ${same.join(' and ')}`,
      named,
    );
  }

  private run<R>(sql: string, rows: readonly object[]) {
    return this.db.executeQuery<R>(CompiledQuery.raw(sql, [JSON.stringify(rows)]));
  }
}

function insert(table: Table, name: string): string {
  const columns = columnsOf(table);
  return `insert into ${quoted(name)} as t (${quotedList(columns)}) select ${quotedList(columns)} from ${records(table, columns, 'r')}`;
}

function records(table: Table, columns: readonly string[], alias: string): string {
  const typed = columns.map((column) => `${quoted(column)} ${sqlType('postgres', table, column)}`);
  return `json_to_recordset($1::json) as ${alias}(${typed.join(', ')})`;
}
