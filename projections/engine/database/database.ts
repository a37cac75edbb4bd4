import type { Kysely } from 'kysely';
import type { Key, Row, Value } from '../read-model/projection.js';
import type { Bookkeeping } from './bookkeeping.js';
import type { DatabaseKind } from './database-kind.js';
import type { StoredTable } from './stored-table.js';

export type { DatabaseKind };

/** Keys of one table to look up; each stands once. */
export interface Lookup {
  readonly table: StoredTable;
  readonly keys: readonly Key[];
}

/** What is to become of some rows of one table. */
export type TableChange =
  /** Inserted; of none of these keys a row is there. Value after value, in the order of the table's columns. */
  | { readonly is: 'insert'; readonly table: StoredTable; readonly count: number; readonly values: readonly Value[] }
  /** Inserted, or put in place of the rows of the same keys. */
  | { readonly is: 'put'; readonly table: StoredTable; readonly rows: readonly Row[] }
  /** These columns of rows that are there. */
  | {
      readonly is: 'update';
      readonly table: StoredTable;
      readonly rows: readonly Row[];
      readonly columns: readonly string[];
    }
  /** Inserted, or its `amounts` columns added to those of the rows of the same keys. */
  | {
      readonly is: 'add';
      readonly table: StoredTable;
      readonly rows: readonly Row[];
      readonly amounts: readonly string[];
    }
  | { readonly is: 'remove'; readonly table: StoredTable; readonly keys: readonly Key[] };

/** A transaction on the writing side. */
export interface Writing {
  /** The engine's own tables, and statements that both engines know. */
  readonly books: Kysely<Bookkeeping>;
  /** Makes the changes, removals first. Of one table each key stands once. */
  apply(changes: readonly TableChange[]): Promise<void>;
  /** Runs the work so that what it wrote is gone when it throws, and nothing else. */
  attempt(work: () => Promise<void>): Promise<void>;
}

/**
 * The read models' database: embedded SQLite or PostgreSQL. Every method may reject with DatabaseAway (wait and
 * try again), DataRefused (these values will never be taken) or TableDamaged (a build's table is not there).
 */
export interface Database {
  readonly kind: DatabaseKind;
  /** Where it is, without credentials. */
  readonly place: string;
  /** Makes the engine's own tables where they are not there yet. Rejects with DatabaseUnfit, too. */
  prepare(): Promise<void>;
  /**
   * The rows that are there among the keys, for each lookup in any order, as last committed; what a `write` under
   * way has changed may or may not be seen. It does not wait for that transaction to end.
   */
  find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]>;
  /** One transaction, committed when the work resolves. Nothing else is waited for in it: on SQLite others wait meanwhile. */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T>;
  /** One consistent snapshot, read only; neither waits for writes nor holds them up. */
  read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T>;
  /** Once a table has been filled and before queries read it: whatever the database's planner wants to know of it. */
  tidy(table: StoredTable): Promise<void>;
  /** Calls back after a commit of any process: of this one at once, of others within moments. Returns how to stop it. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}

/** The database cannot be reached, is locked, full, or gave up a transaction: nothing is wrong with the data. */
export class DatabaseAway extends Error {
  override readonly name: string = 'DatabaseAway';

  constructor(what: string, options?: ErrorOptions, how = 'away') {
    super(`the read models' database is ${how}: ${what}`, options);
  }
}

/** The database is there and has too much to do: no connection or lock came free in time, or a query took too long. */
export class DatabaseBusy extends DatabaseAway {
  override readonly name = 'DatabaseBusy';

  constructor(what: string, options?: ErrorOptions) {
    super(what, options, 'busy');
  }
}

/** No read models can be kept in this database, and no retry cures it. */
export class DatabaseUnfit extends Error {
  override readonly name = 'DatabaseUnfit';
}

/** A table of a build is gone, or not as it was made: the build cannot go on, others can. */
export class TableDamaged extends Error {
  override readonly name = 'TableDamaged';

  constructor(what: string, options?: ErrorOptions) {
    super(`${what}: a table is not as it was made; rebuild the read model (npm run rebuild)`, options);
  }
}

/** The database will never take these values. */
export class DataRefused extends Error {
  override readonly name = 'DataRefused';

  constructor(what: string, options?: ErrorOptions) {
    super(`the database refuses the rows: ${what}`, options);
  }
}
