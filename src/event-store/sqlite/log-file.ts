import { accessSync, constants, mkdirSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SqliteConnection } from '../../sqlite/connection.js';
import { isBusy } from '../../sqlite/locks.js';
import type { SerialisedEvent } from '../check-append.js';
import { ConflictError, NotALogError, NotWritableError, OutcomeUnknownError } from '../errors.js';
import type { ExpectedRevision } from '../event-store.js';
import { FileWatch } from './file-watch.js';
import { refuseDamaged } from './inspect-log.js';
import { EMPTY_LOG, isMarked } from './log-format.js';
import { isSurelyUncommitted, MAY_ONLY_BE_READ, named } from './sqlite-errors.js';

/** A page is read in chunks, so that large events bound it before they fill the memory. */
const CHUNK = 256;
const PAGE_BYTES = 16 * 1024 * 1024;
/** What one append may need: with less on its disk, a log counts as one that cannot be written. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;
const HARDLY_FREE = {
  ko: '디스크에 4 MiB도 남지 않았습니다. 자리를 비우십시오',
  en: 'less than 4 MiB are left on its disk; free some space there',
};
/** Grown beyond this beside a long read, the -wal is cut back to it once all of it has gone into the file. */
export const WAL_BYTES = 32 * 1024 * 1024;

/** An event as it lies in the file: data and metadata are JSON text. */
export interface StoredEvent extends SerialisedEvent {
  /** Its place in the log, from 1, without gaps. */
  readonly sequence: number;
  readonly stream: string;
  readonly revision: number;
}

/** Where the last event of an append stands. */
export interface Placed {
  readonly revision: number;
  readonly sequence: number;
}

/**
 * The log's file: one table in one total order. Every call is synchronous and never waits for another
 * process's lock (SQLITE_BUSY is thrown at once); waiting is the caller's.
 */
export class LogFile {
  private readonly connection: SqliteConnection;
  private readonly db: DatabaseSync;
  /** Undefined for a log in memory. */
  private readonly watch: FileWatch | undefined;

  /**
   * Opens or makes the file and the directories above it. Throws NotALogError for a file of anything else,
   * DamagedLogError for what a quick look finds, NotWritableError.
   */
  constructor(readonly path: string) {
    const inMemory = path === ':memory:';
    if (!inMemory) prepareDirectory(path);
    if (!inMemory) refuseDamaged(path);
    try {
      this.connection = new SqliteConnection(path);
      this.db = this.connection.db;
    } catch (error) {
      throw named(error, path, 'writing');
    }
    try {
      this.prepareFile();
      if (!inMemory) {
        this.watch = new FileWatch(path, { firstId: () => this.at(1)?.id, walBytes: () => this.walBytes() });
      }
    } catch (error) {
      this.db.close();
      throw named(error, path, 'writing');
    }
  }

  /**
   * Runs the work in one durable transaction; nothing of it is there when it throws, OutcomeUnknownError aside. Throws
   * LogGoneError where this is not the file at its path, before and after: what is answered as written is in it.
   */
  transaction<T>(work: () => T): T {
    try {
      this.watch?.check();
      this.db.exec('begin immediate');
      const result = work();
      this.commit();
      this.watch?.checkPlace();
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('rollback');
      throw named(error, this.path, 'writing');
    }
  }

  /** Appends inside a transaction of the caller's; throws ConflictError and has then written nothing. */
  append(stream: string, expected: ExpectedRevision, events: readonly SerialisedEvent[]): Placed {
    const last = this.lastRevision(stream);
    const first = expected === 'no-stream' ? 0 : expected + 1;
    if ((last ?? -1) !== first - 1) {
      const again = this.appendedBefore(stream, first, events);
      if (again) return again;
      throw new ConflictError(stream, expected, last ?? 'no-stream');
    }
    const insert = this.connection.statement(
      'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
    );
    let sequence: number | bigint = 0;
    for (const [index, event] of events.entries()) {
      sequence = insert.run(stream, first + index, event.id, event.type, event.data, event.metadata).lastInsertRowid;
    }
    return { revision: first + events.length - 1, sequence: Number(sequence) };
  }

  /** Throws what an append would meet, as far as it is known without one: LogGoneError, NotWritableError. */
  checkWritable(): void {
    if (!this.watch) return;
    this.watch.check();
    try {
      accessSync(this.path, constants.W_OK);
    } catch (error) {
      throw new NotWritableError(this.path, MAY_ONLY_BE_READ, { cause: error });
    }
    const { bfree, bsize } = statfsSync(dirname(this.path));
    if (bfree * bsize < LEAST_FREE_BYTES) throw new NotWritableError(this.path, HARDLY_FREE);
  }

  /** The revision of a stream's last event; undefined where it has none. */
  lastRevision(stream: string): number | undefined {
    const sql = 'select max(revision) as revision from events where stream = ?';
    return (this.connection.statement(sql).get(stream) as { revision: number | null }).revision ?? undefined;
  }

  stream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): StoredEvent[] {
    const [compare, order] = direction === 'forwards' ? ['>=', 'asc'] : ['<=', 'desc'];
    return this.rows(
      `select * from events where stream = ? and revision ${compare} ? order by revision ${order} limit ?`,
      stream,
      from,
      limit,
    );
  }

  /** A page after a sequence; shorter than asked for at the end and where the events are large, empty at the end only. */
  after(sequence: number, limit: number): StoredEvent[] {
    const page: StoredEvent[] = [];
    for (let bytes = 0, from = sequence; page.length < limit && bytes < PAGE_BYTES;) {
      const wanted = Math.min(CHUNK, limit - page.length);
      const chunk = this.rows('select * from events where sequence > ? order by sequence limit ?', from, wanted);
      for (const row of chunk) {
        page.push(row);
        bytes += row.data.length + row.metadata.length;
      }
      if (chunk.length < wanted) break;
      from = chunk.at(-1)!.sequence;
    }
    return page;
  }

  /** A page before a sequence, the latest first. */
  before(sequence: number, limit: number): StoredEvent[] {
    return this.rows('select * from events where sequence < ? order by sequence desc limit ?', sequence, limit);
  }

  at(sequence: number): StoredEvent | undefined {
    return this.rows('select * from events where sequence = ?', sequence)[0];
  }

  /** The sequence of the last event; 0 in an empty log. */
  lastSequence(): number {
    const row = this.connection.statement('select max(sequence) as sequence from events').get() as {
      sequence: number | null;
    };
    return row.sequence ?? 0;
  }

  /** Changes when another connection has committed to the file. */
  dataVersion(): number {
    return (this.connection.statement('pragma data_version').get() as { data_version: number }).data_version;
  }

  sqliteVersion(): string {
    return (this.connection.statement('select sqlite_version() as version').get() as { version: string }).version;
  }

  close(): void {
    this.connection.close();
  }

  private commit(): void {
    try {
      this.db.exec('commit');
    } catch (error) {
      if (isBusy(error) || isSurelyUncommitted(error)) throw error;
      throw new OutcomeUnknownError(`${this.path}: ${(error as Error).message}`, { cause: error });
    }
  }

  private prepareFile(): void {
    const marked = isMarked(this.db, this.path);
    this.db.exec('pragma journal_mode = wal');
    this.db.exec('pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -16000');
    this.db.exec(`pragma journal_size_limit = ${String(WAL_BYTES)}`);
    if (marked) return;
    this.transaction(() => {
      this.db.exec(EMPTY_LOG);
    });
  }

  /** How long the -wal is at least, by what SQLite knows of it. */
  private walBytes(): number {
    const { log } = this.db.prepare('pragma wal_checkpoint(noop)').get() as { log: number };
    const pageBytes = (this.db.prepare('pragma page_size').get() as { page_size: number }).page_size;
    return log === 0 ? 0 : 32 + log * (24 + pageBytes);
  }

  private appendedBefore(stream: string, first: number, events: readonly SerialisedEvent[]): Placed | undefined {
    const there = this.stream(stream, first, 'forwards', events.length);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]!.id);
    const last = there.at(-1);
    return same && last ? { revision: last.revision, sequence: last.sequence } : undefined;
  }

  private rows(sql: string, ...values: (string | number)[]): StoredEvent[] {
    try {
      return this.connection.statement(sql).all(...values) as unknown as StoredEvent[];
    } catch (error) {
      throw named(error, this.path, 'reading');
    }
  }
}

function prepareDirectory(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    const why = (error as Error).message;
    const reason = { ko: `폴더를 만들 수 없습니다(${why})`, en: `its directory cannot be made (${why})` };
    throw new NotWritableError(path, reason, { cause: error });
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new NotALogError(path, 'it is a directory');
}
