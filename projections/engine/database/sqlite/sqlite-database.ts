import { CompiledQuery, type Kysely } from 'kysely';
import { addedColumns, type Bookkeeping, bookkeepingTables } from '../bookkeeping.js';
import type { Row } from '../../read-model/projection.js';
import {
  type Database,
  DatabaseAway,
  DatabaseBusy,
  DataRefused,
  type Lookup,
  TableDamaged,
  type Writing,
} from '../database.js';
import { booksOf } from './books.js';
import { unlocked } from '../../../../src/sqlite/locks.js';
import { SqliteReaders } from './readers.js';
import { SqliteRows } from './rows.js';
import { SqliteWriter } from './writer.js';

const LOCK_WAIT_MS = 10_000;

// What a power cut takes is folded again: the checkpoint shares the transaction, so NORMAL is enough.
const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = normal',
  'cache_size = -16384',
  'wal_autocheckpoint = 25000',
  'journal_size_limit = 134217728',
];

/** Read models in a file of their own: one connection writes, in a thread of its own, a few read beside it. */
export class SqliteDatabase implements Database {
  readonly kind = 'sqlite';
  private readonly writer: SqliteWriter;
  private readonly rows: SqliteRows;
  private readonly writing: Writing;
  private readonly readers: SqliteReaders;
  private readonly listeners = new Set<() => void>();
  private readonly lockWaitMs: number;
  private readonly underWay = new Set<Promise<unknown>>();
  private turn: Promise<unknown> = Promise.resolve();
  private closing: Promise<void> | undefined;

  constructor(
    readonly place: string,
    options: { readonly lockWaitMs?: number } = {},
  ) {
    this.lockWaitMs = options.lockWaitMs ?? LOCK_WAIT_MS;
    this.writer = new SqliteWriter(place, PRAGMAS, () => this.tell());
    this.rows = new SqliteRows(this.writer);
    this.readers = new SqliteReaders(place, this.lockWaitMs);
    this.writing = {
      books: booksOf(this.writer),
      apply: (changes) => this.rows.apply(changes),
      attempt: (work) => this.attempt(work),
    };
  }

  async prepare(): Promise<void> {
    await this.write(async ({ books }) => {
      for (const sql of bookkeepingTables('sqlite')) await this.writer.ask({ is: 'execute', sql });
      for (const { isThere, add } of addedColumns('sqlite')) {
        const { rows } = await books.executeQuery(CompiledQuery.raw(isThere));
        if (rows.length === 0) await this.writer.ask({ is: 'execute', sql: add });
      }
    });
  }

  /** Beside a `write` it looks into the open transaction: there is one connection for both. */
  find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]> {
    return this.use(() => unlocked(this.lockWaitMs, () => this.rows.find(lookups)));
  }

  /** One at a time: whoever writes waits for those before. */
  write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const mine = this.turn.then(() => this.use(() => this.transaction(work)));
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T> {
    return this.use(() => this.readers.read(work));
  }

  /** Without statistics SQLite plans alike whatever is in the tables, and the queries are written for that. */
  tidy(): Promise<void> {
    return Promise.resolve();
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    if (!this.closing) this.writer.watch(true);
    return () => {
      if (this.listeners.delete(listener) && this.listeners.size === 0) this.writer.watch(false);
    };
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    await Promise.allSettled(this.underWay);
    this.readers.close();
    await this.writer.close();
  }

  private async use<T>(work: () => Promise<T>): Promise<T> {
    if (this.closing) throw new DatabaseAway('it is closed');
    const mine = work();
    this.underWay.add(mine);
    try {
      return await mine;
    } catch (error) {
      throw inEngineWords(error, this.place);
    } finally {
      this.underWay.delete(mine);
    }
  }

  private async transaction<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    await unlocked(this.lockWaitMs, () => this.writer.ask({ is: 'begin' }));
    let result: T;
    try {
      result = await work(this.writing);
      await this.writer.ask({ is: 'execute', sql: 'commit' });
    } catch (error) {
      await this.writer.ask({ is: 'undo', sql: 'rollback' });
      throw error;
    }
    this.tell();
    return result;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    await this.writer.ask({ is: 'execute', sql: 'savepoint attempt' });
    try {
      await work();
    } catch (error) {
      await this.writer.ask({ is: 'undo', sql: 'rollback to attempt; release attempt' });
      throw inEngineWords(error, this.place);
    }
    await this.writer.ask({ is: 'execute', sql: 'release attempt' });
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** SQLite's error in the engine's words. */
function inEngineWords(error: unknown, place: string): unknown {
  const { errcode: code, message } = error as { errcode?: number; message: string };
  if (code === undefined) return error;
  switch (code & 0xff) {
    case 1: // SQLITE_ERROR
      return /no such (table|column)|has no column/.test(message) ? new TableDamaged(message, { cause: error }) : error;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new DatabaseBusy(`${place} is locked by another process`, { cause: error });
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
    case 14: // SQLITE_CANTOPEN
      return new DatabaseAway(`${place}: ${message}`, { cause: error });
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
      return new DatabaseAway(
        `${place}: ${message}; all in it is made from the events: remove the file and its -wal and -shm, and it is made anew`,
        { cause: error },
      );
    case 18: // SQLITE_TOOBIG
    case 19: // SQLITE_CONSTRAINT
    case 20: // SQLITE_MISMATCH
      return new DataRefused(message, { cause: error });
    default:
      return error;
  }
}
