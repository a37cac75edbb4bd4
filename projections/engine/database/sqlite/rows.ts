import type { Key, Row, Table, Value } from '../../read-model/projection.js';
import type { Lookup, TableChange } from '../database.js';
import type { Run } from './writer-messages.js';
import type { SqliteWriter } from './writer.js';
import { columnsOf, quoted, quotedList, type StoredTable } from '../stored-table.js';

/** Rows a message: between two of them the thread answers lookups, within some milliseconds. */
const CHUNK = 500;
/** Messages on their way: so many that the thread does not run dry while a page is folded, and memory stays small. */
const AHEAD = 32;

/** Rows in bulk on SQLite: prepared statements in a loop, half as fast again there as one JSON parameter. */
export class SqliteRows {
  constructor(private readonly writer: SqliteWriter) {}

  async find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]> {
    const found = await this.writer.ask({ is: 'find', runs: lookups.map(lookUp) });
    return lookups.map(({ table }, index) => rowsOf(columnsOf(table.table), found[index] as readonly Value[]));
  }

  /** Where rows are refused, nothing of this is on its way any more when it rejects. */
  async apply(changes: readonly TableChange[]): Promise<void> {
    const sent: Promise<Error | undefined>[] = [];
    let failure: Error | undefined;
    for (const runs of inChunks(changes)) {
      if (sent.length === AHEAD) failure = await sent.shift();
      if (failure) break;
      sent.push(
        this.writer.ask({ is: 'apply', runs }).then(
          () => undefined,
          (error: unknown) => error as Error,
        ),
      );
    }
    for (const error of await Promise.all(sent)) failure ??= error;
    if (failure) throw failure;
  }
}

/** Rows a statement where rows are inserted: more make it no faster. */
const ROWS_A_STATEMENT = 16;

/** A statement and all that it is run with. */
interface Bulk extends Pick<Run, 'sql' | 'width' | 'several'> {
  readonly count: number;
  /** Of some of the rows, one after the other. */
  readonly values: (from: number, to: number) => Run['values'];
}

function* inChunks(changes: readonly TableChange[]): Generator<readonly Run[]> {
  const removals = changes.filter(({ is }) => is === 'remove');
  const others = changes.filter(({ is }) => is !== 'remove');
  let runs: Run[] = [];
  let room = CHUNK;
  for (const change of [...removals, ...others]) {
    const { values, count, ...run } = bulk(change);
    for (let from = 0; from < count;) {
      const to = Math.min(count, from + room);
      runs.push({ ...run, values: values(from, to) });
      room -= to - from;
      from = to;
      if (room > 0) continue;
      yield runs;
      runs = [];
      room = CHUNK;
    }
  }
  if (runs.length > 0) yield runs;
}

function bulk(change: TableChange): Bulk {
  switch (change.is) {
    case 'insert':
      return ofFlat(change);
    case 'remove': {
      const { table, name } = change.table;
      return ofKeys(`delete from ${quoted(name)} where ${whereKey(table.key)}`, table.key, change.keys);
    }
    case 'put': {
      const { table } = change.table;
      const rest = columnsOf(table).filter((column) => !table.key.includes(column));
      const update = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
      return ofRows(insert(change.table, rest.length > 0 ? `update set ${update}` : 'nothing'), table, change.rows);
    }
    case 'update': {
      const { table, name } = change.table;
      const update = change.columns.map((column) => `${quoted(column)} = ?`).join(', ');
      const sql = `update ${quoted(name)} set ${update} where ${whereKey(table.key)}`;
      return ofRows({ sql }, table, change.rows, [...change.columns, ...table.key]);
    }
    case 'add': {
      const { name } = change.table;
      const update = change.amounts.map(
        (column) => `${quoted(column)} = ${quoted(name)}.${quoted(column)} + excluded.${quoted(column)}`,
      );
      return ofRows(insert(change.table, `update set ${update.join(', ')}`), change.table.table, change.rows);
    }
    default:
      return change satisfies never;
  }
}

function lookUp({ table: { table, name }, keys }: Lookup): Run {
  const sql = `select ${quotedList(columnsOf(table))} from ${quoted(name)} where ${whereKey(table.key)}`;
  const { width, count, values } = ofKeys(sql, table.key, keys);
  return { sql, width, values: values(0, count) };
}

function ofKeys(sql: string, key: readonly string[], keys: readonly Key[]): Bulk {
  return { sql, width: key.length, count: keys.length, values: (from, to) => keys.slice(from, to).flat() };
}

function ofFlat({ table, count, values }: Extract<TableChange, { is: 'insert' }>): Bulk {
  const width = columnsOf(table.table).length;
  const numbers = onlyIntegers(table.table, columnsOf(table.table));
  return {
    ...insert(table),
    width,
    count,
    values: (from, to) => {
      const some = values.slice(from * width, to * width);
      return numbers ? new Float64Array(some as readonly number[]) : some;
    },
  };
}

/** Numbers alone are sent as they lie in memory. */
function onlyIntegers(table: Table, columns: readonly string[]): boolean {
  return columns.every((column) => table.columns[column] === 'integer');
}

/** Values are those of a fold, checked as they came in: text, whole numbers and null. */
function ofRows(
  statements: Pick<Run, 'sql' | 'several'>,
  table: Table,
  rows: readonly Row[],
  columns = columnsOf(table),
): Bulk {
  const sorted = inOrder(table.key, table.columns[table.key[0]!] === 'integer', rows);
  const numbers = onlyIntegers(table, columns);
  const values = (from: number, to: number) => {
    const flat = numbers
      ? new Float64Array((to - from) * columns.length)
      : new Array<Value>((to - from) * columns.length);
    let at = 0;
    for (let i = from; i < to; i++) for (const column of columns) flat[at++] = sorted[i]![column]!;
    return flat;
  };
  return { ...statements, width: columns.length, count: rows.length, values };
}

/** SQLite's pages stay full where rows come in the order of a key that is one whole number. */
function inOrder(key: readonly string[], integer: boolean, rows: readonly Row[]): readonly Row[] {
  if (key.length !== 1 || !integer) return rows;
  const of = (row: Row) => row[key[0]!] as number;
  const sorted = rows.every((row, index) => index === 0 || of(rows[index - 1]!) <= of(row));
  return sorted ? rows : rows.toSorted((a, b) => of(a) - of(b));
}

function rowsOf(columns: readonly string[], values: readonly Value[]): readonly Row[] {
  const rows: Row[] = [];
  // Copies of one object take the memory of their values; an object that grows column by column takes many times that.
  const empty: Record<string, Value> = Object.fromEntries(columns.map((column) => [column, null]));
  for (let at = 0; at < values.length; at += columns.length) {
    const row = { ...empty };
    for (let i = 0; i < columns.length; i++) row[columns[i]!] = values[at + i]!;
    rows.push(row);
  }
  return rows;
}

/** `otherwise` is done where a row of the same key is there; without, that is refused. */
function insert({ table, name }: StoredTable, otherwise?: string): Pick<Run, 'sql' | 'several'> {
  const columns = columnsOf(table);
  const row = `(${columns.map(() => '?').join(', ')})`;
  const onConflict = otherwise === undefined ? '' : ` on conflict (${quotedList(table.key)}) do ${otherwise}`;
  const inserting = (rows: number) =>
    `insert into ${quoted(name)} (${quotedList(columns)}) values ${new Array<string>(rows).fill(row).join(', ')}${onConflict}`;
  return { sql: inserting(1), several: { sql: inserting(ROWS_A_STATEMENT), times: ROWS_A_STATEMENT } };
}

function whereKey(key: readonly string[]): string {
  return key.map((column) => `${quoted(column)} = ?`).join(' and ');
}
