import { Readable } from 'node:stream';
import type { Locale, Sentence } from '../history/sentence.js';
import { invalidParameter } from './problem.js';

/** A column of a table: its header, and what of a row stands in it. */
export interface Column<Row> {
  readonly key: string;
  readonly header: Sentence;
  of(row: Row, locale: Locale): string | number | boolean | null | undefined;
}

/** How an answer is a table. */
export interface TableOf<Result, Row> {
  /** What the file is called, without its ending. */
  readonly file: Sentence;
  readonly columns: readonly Column<Row>[];
  rows(answer: Result): readonly Row[];
  /** Whether the answer is a page of a list. */
  readonly paged?: true;
  /** Columns that the question itself decides on: they stand before the others. */
  readonly asked?: (answer: Result) => readonly Column<Row>[];
}

/** A column whose value stands in the row under its name. */
export function column<Row extends object>(
  key: keyof Row & string,
  ko: string,
  en: string,
  of: Column<Row>['of'] = (row) => row[key] as string | number | boolean | null,
): Column<Row> {
  return { key, header: { ko, en }, of };
}

/**
 * The columns that a parameter names, with commas between, in its order; all of them where it names none. Throws Problem
 * for one that there is not.
 */
export function chosen<Row>(columns: readonly Column<Row>[], named: string | undefined): readonly Column<Row>[] {
  if (named === undefined) return columns;
  return named.split(',').map((name) => {
    const found = columns.find(({ key }) => key === name);
    if (found) return found;
    const keys = columns.map(({ key }) => key).join(', ');
    throw invalidParameter('columns', {
      ko: `${name}: ${keys} 가운데 하나여야 합니다`,
      en: `${name} must be one of ${keys}`,
    });
  });
}

/** UTF-8 with a byte order mark, without which spreadsheets take it for another encoding; lines end as RFC 4180 has it. */
export function csvOf<Row>(
  columns: readonly Column<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  locale: Locale,
): Readable {
  async function* lines() {
    yield `\uFEFF${line(columns.map(({ header }) => header[locale]))}`;
    for await (const rows of pages) {
      yield rows.map((row) => line(columns.map((one) => one.of(row, locale) ?? null))).join('');
    }
  }
  return Readable.from(lines());
}

function line(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** What a spreadsheet would take for a formula is marked as text (OWASP, CSV injection). */
const A_FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = A_FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file to be kept, by a name in any script (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const ascii = name.replaceAll(/[^\w.-]+/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
