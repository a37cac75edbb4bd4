import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Metadata, Recorded } from '../../history/event.js';
import type { SerialisedEvent } from '../check-append.js';
import { ConflictError } from '../errors.js';
import type { Appended, ExpectedRevision, Position } from '../event-store.js';

const WIDTH = 20;

/** A position as text of fixed width. */
export function positionOf(sequence: number): Position {
  return String(sequence).padStart(WIDTH, '0');
}

/** The sequence behind a position of this store; throws RangeError for any other text. */
export function sequenceOf(position: Position): number {
  if (!/^\d{20}$/.test(position)) throw new RangeError(`'${position}' is no position of an embedded event store`);
  return Number(position);
}

interface StoredRow {
  readonly sequence: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * The log's file: one table in one total order. Every call is synchronous and never waits for another
 * process's lock (SQLITE_BUSY is thrown at once); waiting is the caller's.
 */
export class LogFile {
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(readonly path: string) {
    this.db = new DatabaseSync(path, { timeout: 0 });
    this.db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 1000;');
    this.db.exec(`create table if not exists events (
      sequence integer primary key autoincrement,
      stream text not null,
      revision integer not null,
      id text not null,
      type text not null,
      data text not null,
      metadata text not null,
      unique (stream, revision)
    ) strict`);
  }

  /** Runs the work in one durable transaction. */
  transaction<T>(work: () => T): T {
    this.db.exec('begin immediate');
    try {
      const result = work();
      this.db.exec('commit');
      return result;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('rollback');
      throw error;
    }
  }

  /** Appends inside a transaction of the caller's; throws ConflictError and has then written nothing. */
  append(stream: string, expected: ExpectedRevision, events: readonly SerialisedEvent[]): Appended {
    const last = this.prepare('select max(revision) as revision from events where stream = ?').get(stream) as {
      revision: number | null;
    };
    const first = expected === 'no-stream' ? 0 : expected + 1;
    if ((last.revision ?? -1) !== first - 1) {
      const again = this.appendedBefore(stream, first, events);
      if (again) return again;
      throw new ConflictError(stream, expected, last.revision ?? 'no-stream');
    }
    const insert = this.prepare(
      'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
    );
    let sequence: number | bigint = 0;
    for (const [index, event] of events.entries()) {
      sequence = insert.run(stream, first + index, event.id, event.type, event.data, event.metadata).lastInsertRowid;
    }
    return { revision: first + events.length - 1, position: positionOf(Number(sequence)) };
  }

  stream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): Recorded[] {
    const [compare, order] = direction === 'forwards' ? ['>=', 'asc'] : ['<=', 'desc'];
    return this.rows(
      `select * from events where stream = ? and revision ${compare} ? order by revision ${order} limit ?`,
      stream,
      from,
      limit,
    );
  }

  after(sequence: number, limit: number): Recorded[] {
    return this.rows('select * from events where sequence > ? order by sequence limit ?', sequence, limit);
  }

  at(sequence: number): Recorded | undefined {
    return this.rows('select * from events where sequence = ?', sequence)[0];
  }

  last(): Recorded | undefined {
    return this.rows('select * from events order by sequence desc limit 1')[0];
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

  private appendedBefore(stream: string, first: number, events: readonly SerialisedEvent[]): Appended | undefined {
    const there = this.stream(stream, first, 'forwards', events.length);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]!.id);
    const last = there.at(-1);
    return same && last ? { revision: last.revision, position: last.position } : undefined;
  }

  private rows(sql: string, ...values: (string | number)[]): Recorded[] {
    return (this.prepare(sql).all(...values) as unknown as StoredRow[]).map((row) => ({
      id: row.id,
      stream: row.stream,
      revision: row.revision,
      type: row.type,
      data: JSON.parse(row.data) as object,
      metadata: JSON.parse(row.metadata) as Metadata,
      position: positionOf(row.sequence),
    }));
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
