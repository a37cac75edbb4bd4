import canonicalize from 'canonicalize';
import type { Contracts } from '../../../src/history/contract.js';
import { correctedHistory } from '../../../src/history/corrected-history.js';
import type { Event, Metadata, Recorded } from '../../../src/history/event.js';
import { type LedgerEvent, type Projection, type Row, type Rows, table, type Table } from './projection.js';

/** Later than every ordinal. */
export const STILL_KNOWN = Number.MAX_SAFE_INTEGER;

/** A row with the ordinals between which it was known: from `known_from` on, before `known_to`. */
export type Versioned<R extends Row> = R & { readonly known_from: number; readonly known_to: number };

/** One row that a stream's history makes. */
export interface MadeRow {
  readonly table: Table;
  readonly row: Row;
}

/** Adds to a table what makes it a table of versions. */
export function versionedTable<R extends Row>(definition: Table<R>): Table<Versioned<R>> {
  const { name, columns, key, indexes = [] } = definition;
  return {
    name,
    columns: { ...columns, known_from: 'integer', known_to: 'integer' },
    key: [...key, 'known_from'],
    indexes,
  };
}

/** Pairs a row with its table, checked against each other. */
export function made<R extends Row>(of: Table<Versioned<R>>, row: R): MadeRow {
  return { table: of, row };
}

export interface VersionedDefinition<E extends Event> {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table[];
  /** Streams that are folded, by what their names begin with before the first `-`. */
  readonly category: string;
  readonly contracts: Contracts<E>;
  /** The rows that a stream's corrected history makes. Pure. */
  rowsOf(history: readonly Recorded<E>[], stream: string): readonly MadeRow[];
}

/** A stream's entries, as JSON of `PastEntry`, and the rows that stand. */
export type Past = Row & { readonly stream: string; readonly entries: string; readonly standing: string };

/** An entry as the past keeps it: what corrections and rows need, the metadata of no use left out. */
export interface PastEntry {
  readonly ordinal: number;
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly data: object;
  readonly metadata: Pick<Metadata, 'schemaVersion' | 'recordedAt' | 'recordedBy'>;
}

interface StandingRow {
  readonly table: string;
  readonly row: Versioned<Row>;
}

/**
 * A read model of short streams whose rows are a function of a stream's corrected history. Corrections and
 * voids need no rule of their own, and every row is kept with the ordinals between which it was known. A
 * stream's past is folded anew for each of its events: for streams of some hundred events at most.
 */
export function versionedRows<E extends Event>(definition: VersionedDefinition<E>): Projection {
  const pasts = table<Past>({
    name: `${definition.name.replaceAll('-', '_')}_pasts`,
    columns: { stream: 'text', entries: 'text', standing: 'text' },
    key: ['stream'],
  });
  const byName = new Map(definition.tables.map((one) => [one.name, one]));
  const prefix = `${definition.category}-`;

  return {
    name: definition.name,
    version: definition.version,
    tables: [...definition.tables, pasts],
    concerns: ({ stream }) => stream.startsWith(prefix),
    // Before the first event of its stream nothing is there.
    wants: ({ stream, revision }) => (revision === 0 ? [] : [{ table: pasts, keys: [[stream]] }]),
    fold(event, rows) {
      const past = event.revision === 0 ? undefined : rows.get(pasts, [event.stream]);
      const entries = past ? (JSON.parse(past.entries) as PastEntry[]) : [];
      entries.push(entryOf(event));
      const history = correctedHistory(entries as unknown as Recorded[], definition.contracts);
      const before = past ? (JSON.parse(past.standing) as StandingRow[]) : [];
      const standing = replaceRows(before, definition.rowsOf(history, event.stream), event, rows, byName);
      rows.put(pasts, { stream: event.stream, entries: JSON.stringify(entries), standing: JSON.stringify(standing) });
    },
  };
}

/** Closes the rows that no longer stand, opens the new ones, and hands back those that stand now. */
function replaceRows(
  before: readonly StandingRow[],
  after: readonly MadeRow[],
  { ordinal }: LedgerEvent,
  rows: Rows,
  tables: ReadonlyMap<string, Table>,
): readonly StandingRow[] {
  const wanted = new Map(after.map((one) => [contentOf(one.table.name, one.row), one]));
  const standing: StandingRow[] = [];
  for (const old of before) {
    const content = contentOf(old.table, old.row);
    if (wanted.delete(content)) standing.push(old);
    else rows.put(tables.get(old.table)!, { ...old.row, known_to: ordinal });
  }
  for (const { table: into, row } of wanted.values()) {
    const opened = { ...row, known_from: ordinal, known_to: STILL_KNOWN };
    rows.put(into, opened);
    standing.push({ table: into.name, row: opened });
  }
  return standing;
}

function contentOf(name: string, row: Row): string {
  const { known_from: _from, known_to: _to, ...content } = row;
  return `${name} ${canonicalize(content)!}`;
}

function entryOf({ ordinal, id, type, revision, data, metadata }: LedgerEvent): PastEntry {
  const { schemaVersion, recordedAt, recordedBy } = metadata;
  return { ordinal, id, type, revision, data, metadata: { schemaVersion, recordedAt, recordedBy } };
}
