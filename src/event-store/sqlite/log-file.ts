import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SerialisedEvent } from '../check-append.js';
import { ConflictError, NotALogError, OutcomeUnknownError } from '../errors.js';
import type { ExpectedRevision } from '../event-store.js';
import { isBusy, isForeign } from './sqlite-errors.js';

/** Marks a file as an event log of the ledger (`pragma application_id`); the bytes of "SLog". */
const APPLICATION_ID = 0x534c6f67;
const FORMAT = 1;
/** A page is read in chunks, so that large events bound it before they fill the memory. */
const CHUNK = 256;
const PAGE_BYTES = 16 * 1024 * 1024;

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
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  /** Opens or makes the file and the directories above it; throws NotALogError for a file of anything else. */
  constructor(readonly path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    try {
      this.db = new DatabaseSync(path, { timeout: 0 });
    } catch (error) {
      throw new NotALogError(path, (error as Error).message, { cause: error });
    }
    try {
      this.prepareFile();
    } catch (error) {
      this.db.close();
      throw isForeign(error) ? new NotALogError(path, (error as Error).message, { cause: error }) : error;
    }
  }

  /** Runs the work in one durable transaction; nothing of it is there when it throws. */
  transaction<T>(work: () => T): T {
    this.db.exec('begin immediate');
    try {
      const result = work();
      this.commit();
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('rollback');
      throw error;
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
    const insert = this.prepare(
      'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
    );
    let sequence: number | bigint = 0;
    for (const [index, event] of events.entries()) {
      sequence = insert.run(stream, first + index, event.id, event.type, event.data, event.metadata).lastInsertRowid;
    }
    return { revision: first + events.length - 1, sequence: Number(sequence) };
  }

  /** The revision of a stream's last event; undefined where it has none. */
  lastRevision(stream: string): number | undefined {
    const sql = 'select max(revision) as revision from events where stream = ?';
    return (this.prepare(sql).get(stream) as { revision: number | null }).revision ?? undefined;
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
    const row = this.prepare('select max(sequence) as sequence from events').get() as { sequence: number | null };
    return row.sequence ?? 0;
  }

  /** Changes when another connection has committed to the file. */
  dataVersion(): number {
    return (this.prepare('pragma data_version').get() as { data_version: number }).data_version;
  }

  sqliteVersion(): string {
    return (this.prepare('select sqlite_version() as version').get() as { version: string }).version;
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  private commit(): void {
    try {
      this.db.exec('commit');
    } catch (error) {
      if (isBusy(error)) throw error;
      throw new OutcomeUnknownError(`${this.path}: ${(error as Error).message}`, { cause: error });
    }
  }

  private prepareFile(): void {
    const marked = this.isMarked();
    this.db.exec('pragma journal_mode = wal');
    this.db.exec('pragma synchronous = full; pragma wal_autocheckpoint = 4000; pragma cache_size = -16000');
    if (marked) return;
    this.transaction(() => {
      this.db.exec(`
        create table if not exists events (
          sequence integer primary key,
          stream text not null,
          revision integer not null,
          id text not null,
          type text not null,
          data text not null,
          metadata text not null,
          unique (stream, revision)
        ) strict;
        create trigger if not exists events_stay before delete on events
          begin select raise(abort, 'what happened is never deleted'); end;
        create trigger if not exists events_stand before update on events
          begin select raise(abort, 'what happened is never changed'); end;
        pragma application_id = ${String(APPLICATION_ID)};
        pragma user_version = ${String(FORMAT)};`);
    });
  }

  /** Whether this is a log already; false for an empty file. Looked at in one snapshot: another process may be making it. */
  private isMarked(): boolean {
    this.db.exec('begin');
    const mark = this.number('application_id');
    const format = this.number('user_version');
    const tables = (this.db.prepare('select count(*) as n from sqlite_master').get() as { n: number }).n;
    this.db.exec('commit');
    if (mark !== APPLICATION_ID && tables > 0) {
      throw new NotALogError(this.path, 'it is a database of something else');
    }
    if (mark === APPLICATION_ID && format > FORMAT) {
      throw new NotALogError(this.path, `its format ${String(format)} is of a later version of this program`);
    }
    return mark === APPLICATION_ID;
  }

  private number(pragma: 'application_id' | 'user_version'): number {
    return Object.values(this.db.prepare(`pragma ${pragma}`).get() as Record<string, number>)[0]!;
  }

  private appendedBefore(stream: string, first: number, events: readonly SerialisedEvent[]): Placed | undefined {
    const there = this.stream(stream, first, 'forwards', events.length);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]!.id);
    const last = there.at(-1);
    return same && last ? { revision: last.revision, sequence: last.sequence } : undefined;
  }

  private rows(sql: string, ...values: (string | number)[]): StoredEvent[] {
    try {
      return this.prepare(sql).all(...values) as unknown as StoredEvent[];
    } catch (error) {
      if (isBusy(error) || !isForeign(error)) throw error;
      throw new NotALogError(this.path, (error as Error).message, { cause: error });
    }
  }

  private prepare(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
