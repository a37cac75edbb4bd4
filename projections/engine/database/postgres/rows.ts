import { CompiledQuery, type Kysely } from 'kysely';
import type { Key, Row, Table, Value } from '../../read-model/projection.js';
import type { TableChange } from '../database.js';
import { columnsOf, quoted, quotedList, type StoredTable } from '../stored-table.js';

/** In one statement: what it takes to write them down holds up the event loop. */
const ROWS_AT_A_TIME = 5_000;
/** So many rows of new keys are copied, at half of what inserting them costs; fewer go along with all else. */
const COPIED_FROM = 500;
const COPIED_AT_A_TIME = 1_000;

/** Sends text in the format of COPY to a statement. */
export type Copy = (statement: string, text: Iterable<string>) => Promise<void>;

/** Rows in bulk on PostgreSQL: one array a column, and one statement for all tables where they are not many. */
export class PostgresRows<Tables> {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly copy?: Copy,
  ) {}

  async find({ table, name }: StoredTable, keys: readonly Key[]): Promise<readonly Row[]> {
    const columns = columnsOf(table).map((column) => `t.${quoted(column)}`);
    const { rows } = await this.db.executeQuery<Row>(
      CompiledQuery.raw(
        `select ${columns.join(', ')} from ${records(table, table.key, 'k', 1)} join ${quoted(name)} t on ${sameKey(table)}`,
        keyArrays(table, keys),
      ),
    );
    return rows;
  }

  async apply(changes: readonly TableChange[]): Promise<void> {
    // On their own and before the others, which may take what they free of a unique index.
    await this.inTurn(changes.filter(({ is }) => is === 'remove'));
    await this.inTurn(changes.filter((change) => change.is !== 'remove' && !this.isCopied(change)));
    for (const change of changes) if (this.isCopied(change)) await this.copy!(...copied(change));
  }

  private isCopied(change: TableChange): change is Insert {
    return change.is === 'insert' && this.copy !== undefined && change.count >= COPIED_FROM;
  }

  private async inTurn(changes: readonly TableChange[]): Promise<void> {
    let [together, rows]: [TableChange[], number] = [[], 0];
    for (const change of changes.flatMap(inParts)) {
      const more = sizeOf(change);
      if (rows + more > ROWS_AT_A_TIME) {
        await this.together(together);
        [together, rows] = [[], 0];
      }
      together.push(change);
      rows += more;
    }
    await this.together(together);
  }

  /** One round trip, however many tables are concerned. */
  private async together(changes: readonly TableChange[]): Promise<void> {
    if (changes.length === 0) return;
    const parameters: string[] = [];
    const statements = changes.map((change) => {
      const first = parameters.length + 1;
      parameters.push(...arraysOf(change));
      return statementOf(change, first);
    });
    const parts = statements.map((statement, index) => `c${String(index)} as (${statement})`);
    const text = statements.length === 1 ? statements[0]! : `with ${parts.join(', ')} select 1`;
    await this.db.executeQuery(CompiledQuery.raw(text, parameters));
  }
}

type Insert = Extract<TableChange, { is: 'insert' }>;

function copied({ table: { table, name }, values }: Insert): Parameters<Copy> {
  return [`copy ${quoted(name)} (${quotedList(columnsOf(table))}) from stdin`, linesOf(table, values)];
}

/** PostgreSQL documentation, "COPY", text format. */
function* linesOf(table: Table, values: readonly Value[]): Generator<string> {
  const textOf = columnsOf(table).map((column) => (isText(table, column) ? copiedText : String));
  const width = textOf.length;
  for (let from = 0; from < values.length; from += COPIED_AT_A_TIME * width) {
    const end = Math.min(values.length, from + COPIED_AT_A_TIME * width);
    let lines = '';
    for (let row = from; row < end; row += width) {
      for (let at = 0; at < width; at++) {
        const value = values[row + at] as Value;
        lines += (at === 0 ? '' : '\t') + (value === null ? '\\N' : textOf[at]!(value));
      }
      lines += '\n';
    }
    yield lines;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copiedText(value: Value): string {
  const text = String(value);
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (one) => ESCAPES[one]!) : text;
}

function sizeOf(change: TableChange): number {
  switch (change.is) {
    case 'insert':
      return change.count;
    case 'remove':
      return change.keys.length;
    default:
      return change.rows.length;
  }
}

/** A change in parts that are not too large; of one table each key stands once, so that their order is of no matter. */
function inParts(change: TableChange): readonly TableChange[] {
  const size = sizeOf(change);
  if (size <= ROWS_AT_A_TIME) return [change];
  const parts: TableChange[] = [];
  for (let from = 0; from < size; from += ROWS_AT_A_TIME) {
    const to = from + ROWS_AT_A_TIME;
    parts.push(partOf(change, from, to));
  }
  return parts;
}

function partOf(change: TableChange, from: number, to: number): TableChange {
  switch (change.is) {
    case 'insert': {
      const width = columnsOf(change.table.table).length;
      const values = change.values.slice(from * width, to * width);
      return { ...change, count: values.length / width, values };
    }
    case 'remove':
      return { ...change, keys: change.keys.slice(from, to) };
    default:
      return { ...change, rows: change.rows.slice(from, to) };
  }
}

function statementOf(change: TableChange, parameter: number): string {
  const { table, name } = change.table;
  const key = quotedList(table.key);
  switch (change.is) {
    case 'insert':
      return insert(table, name, parameter);
    case 'put': {
      const rest = columnsOf(table).filter((column) => !table.key.includes(column));
      const update = rest.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
      const otherwise = rest.length > 0 ? `update set ${update}` : 'nothing';
      return `${insert(table, name, parameter)} on conflict (${key}) do ${otherwise}`;
    }
    case 'update': {
      const update = change.columns.map((column) => `${quoted(column)} = k.${quoted(column)}`).join(', ');
      const given = records(table, [...table.key, ...change.columns], 'k', parameter);
      return `update ${quoted(name)} t set ${update} from ${given} where ${sameKey(table)}`;
    }
    case 'add': {
      const sums = change.amounts.map(
        (column) => `${quoted(column)} = t.${quoted(column)} + excluded.${quoted(column)}`,
      );
      return `${insert(table, name, parameter)} on conflict (${key}) do update set ${sums.join(', ')}`;
    }
    case 'remove':
      return `delete from ${quoted(name)} t using ${records(table, table.key, 'k', parameter)} where ${sameKey(table)}`;
    default:
      return change satisfies never;
  }
}

/** What a change is made of, column by column. */
function arraysOf(change: TableChange): readonly string[] {
  const { table } = change.table;
  switch (change.is) {
    case 'insert':
      return flatArrays(table, change.values);
    case 'remove':
      return keyArrays(table, change.keys);
    case 'update':
      return arrays(table, [...table.key, ...change.columns], change.rows);
    case 'put':
    case 'add':
      return arrays(table, columnsOf(table), change.rows);
    default:
      return change satisfies never;
  }
}

function insert(table: Table, name: string, parameter: number): string {
  const columns = quotedList(columnsOf(table));
  return `insert into ${quoted(name)} as t (${columns}) select * from ${records(table, columnsOf(table), 'r', parameter)}`;
}

/**
 * Rows out of one array a column. Each stands in a query of its own, so that the planner does not count its elements:
 * it would read a whole table for some hundreds of rows, rather than find each by its key.
 */
function records(table: Table, columns: readonly string[], alias: string, parameter: number): string {
  const given = columns.map((column, index) => `(select $${String(parameter + index)}::${arrayType(table, column)})`);
  return `unnest(${given.join(', ')}) as ${alias}(${quotedList(columns)})`;
}

function sameKey(table: Table): string {
  return table.key.map((column) => `t.${quoted(column)} = k.${quoted(column)}`).join(' and ');
}

function arrayType(table: Table, column: string): string {
  return isText(table, column) ? 'text[]' : 'bigint[]';
}

function isText(table: Table, column: string): boolean {
  return table.columns[column]!.startsWith('text');
}

function arrays(table: Table, columns: readonly string[], rows: readonly Row[]): readonly string[] {
  return columns.map((column) => array(table, column, rows.length, (row) => rows[row]![column]!));
}

function flatArrays(table: Table, values: readonly Value[]): readonly string[] {
  const columns = columnsOf(table);
  const width = columns.length;
  return columns.map((column, at) => array(table, column, values.length / width, (row) => values[row * width + at]!));
}

function keyArrays(table: Table, keys: readonly Key[]): string[] {
  return table.key.map((column, at) => array(table, column, keys.length, (row) => keys[row]![at]!));
}

/** One column of so many rows. */
function array(table: Table, column: string, count: number, valueOf: (row: number) => Value): string {
  const element = isText(table, column) ? textElement : integerElement;
  let text = '{';
  for (let row = 0; row < count; row++) text += (row === 0 ? '' : ',') + element(valueOf(row));
  return `${text}}`;
}

/** An element of an array (PostgreSQL documentation, "Array Input and Output Syntax"). */
function textElement(value: Value): string {
  if (value === null) return 'NULL';
  const text = String(value);
  return `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;
}

function integerElement(value: Value): string {
  return value === null ? 'NULL' : String(value);
}
