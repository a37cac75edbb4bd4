import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import { type Bookkeeping, bookkeepingTables } from './bookkeeping.js';
import type { Row } from '../projection.js';
import { type Database, DatabaseAway, DataRefused, type Lookup, type Writing } from './database.js';
import { isBusy, NodeSqlite } from './node-sqlite.js';
import { SqliteRows } from './sqlite-rows.js';

const LOOK_EVERY_MS = 50;
const LOCK_WAIT_MS = 10_000;
const READERS = 4;

// What a power cut takes is folded again: the checkpoint shares the transaction, so NORMAL is enough.
const PRAGMAS = ['journal_mode = wal', 'synchronous = normal', 'cache_size = -65536', 'wal_autocheckpoint = 10000'];

interface Reader {
  readonly sqlite: NodeSqlite;
  readonly db: Kysely<Bookkeeping>;
}

/** Read models in a file of their own: one connection writes, a few read beside it. */
export class SqliteDatabase implements Database {
  readonly kind = 'sqlite';
  private readonly sqlite: NodeSqlite;
  private readonly rows: SqliteRows;
  private readonly writing: Writing;
  private readonly readers: Reader[] = [];
  private readonly idle: Reader[] = [];
  private readonly waiting: ((reader: Reader) => void)[] = [];
  private readonly listeners = new Set<() => void>();
  private turn: Promise<unknown> = Promise.resolve();
  private look: NodeJS.Timeout | undefined;
  private seen = 0;
  private closed = false;

  constructor(
    readonly place: string,
    options: { readonly lockWaitMs?: number } = {},
  ) {
    this.lockWaitMs = options.lockWaitMs ?? LOCK_WAIT_MS;
    this.sqlite = new NodeSqlite(place, PRAGMAS);
    this.rows = new SqliteRows(this.sqlite);
    this.writing = {
      books: kyselyOn(this.sqlite),
      apply: (changes) =>
        settled(() => {
          this.rows.apply(changes);
        }),
      attempt: (work) => this.attempt(work),
    };
  }

  private readonly lockWaitMs: number;

  async prepare(): Promise<void> {
    await this.write(async () => {
      for (const statement of bookkeepingTables('sqlite')) this.sqlite.connection.exec(statement);
      return Promise.resolve();
    });
  }

  find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]> {
    return this.inTurn(async () => {
      await this.unlocked(() => {
        this.sqlite.connection.exec('begin');
      });
      try {
        return lookups.map(({ table, keys }) => this.rows.find(table, keys));
      } finally {
        this.sqlite.connection.exec('commit');
      }
    });
  }

  write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    return this.inTurn(() => this.transaction(work));
  }

  async read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T> {
    const reader = await this.reader();
    try {
      await this.unlocked(() => {
        reader.sqlite.connection.exec('begin');
      });
      try {
        return await work(reader.db);
      } finally {
        if (reader.sqlite.connection.isTransaction) reader.sqlite.connection.exec('commit');
      }
    } catch (error) {
      throw named(error, this.place);
    } finally {
      this.release(reader);
    }
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    if (!this.look) {
      this.seen = this.dataVersion();
      this.look = setInterval(() => {
        const version = this.dataVersion();
        if (version === this.seen) return;
        this.seen = version;
        this.tell();
      }, LOOK_EVERY_MS);
      this.look.unref();
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.look);
      this.look = undefined;
    };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.look);
    await this.turn;
    for (const { sqlite } of this.readers) sqlite.close();
    this.sqlite.close();
  }

  /** There is one connection to write with: whoever uses it waits for those before. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(async () => {
      if (this.closed) throw new DatabaseAway('it is closed');
      try {
        return await work();
      } catch (error) {
        throw named(error, this.place);
      }
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async transaction<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    await this.unlocked(() => {
      this.sqlite.connection.exec('begin immediate');
    });
    let result: T;
    try {
      result = await work(this.writing);
      this.sqlite.connection.exec('commit');
    } catch (error) {
      if (this.sqlite.connection.isTransaction) this.sqlite.connection.exec('rollback');
      throw error;
    }
    this.tell();
    return result;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.sqlite.connection.exec('savepoint attempt');
    try {
      await work();
    } catch (error) {
      if (this.sqlite.connection.isTransaction) this.sqlite.connection.exec('rollback to attempt; release attempt');
      throw named(error, this.place);
    }
    this.sqlite.connection.exec('release attempt');
  }

  /** Runs synchronous work again until no other process's lock is in the way, without holding up the event loop. */
  private async unlocked<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + this.lockWaitMs;
    for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        await delay(wait);
      }
    }
  }

  private reader(): Promise<Reader> {
    if (this.closed) return Promise.reject(new DatabaseAway('it is closed'));
    const reader = this.idle.pop();
    if (reader) return Promise.resolve(reader);
    if (this.readers.length >= READERS) return new Promise((resolve) => this.waiting.push(resolve));
    const sqlite = new NodeSqlite(this.place, [...PRAGMAS, 'query_only = on']);
    const made = { sqlite, db: kyselyOn(sqlite) };
    this.readers.push(made);
    return Promise.resolve(made);
  }

  private release(reader: Reader): void {
    const next = this.waiting.shift();
    if (next) next(reader);
    else this.idle.push(reader);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private dataVersion(): number {
    return (this.sqlite.statement('pragma data_version').get() as { data_version: number }).data_version;
  }
}

function kyselyOn(sqlite: NodeSqlite): Kysely<Bookkeeping> {
  return new Kysely<Bookkeeping>({ dialect: new SqliteDialect({ database: sqlite }) });
}

function settled(work: () => void): Promise<void> {
  return new Promise((resolve) => {
    work();
    resolve();
  });
}

/** SQLite's error in the engine's words. */
function named(error: unknown, place: string): unknown {
  const { errcode: code, message } = error as { errcode?: number; message: string };
  if (code === undefined) return error;
  switch (code & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
      return new DatabaseAway(`${place} is locked by another process`, { cause: error });
    case 8: // SQLITE_READONLY
    case 10: // SQLITE_IOERR
    case 13: // SQLITE_FULL
    case 14: // SQLITE_CANTOPEN
      return new DatabaseAway(`${place}: ${message}`, { cause: error });
    case 18: // SQLITE_TOOBIG
    case 19: // SQLITE_CONSTRAINT
    case 20: // SQLITE_MISMATCH
      return new DataRefused(message, { cause: error });
    default:
      return error;
  }
}
