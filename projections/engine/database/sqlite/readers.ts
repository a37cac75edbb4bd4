import { Kysely, SqliteDialect } from 'kysely';
import type { Bookkeeping } from '../bookkeeping.js';
import { unlocked } from '../../../../src/sqlite/locks.js';
import { NodeSqlite } from './node-sqlite.js';

const READERS = 4;
const PRAGMAS = ['journal_mode = wal', 'cache_size = -16384', 'query_only = on'];

/** The connections that read beside the one that writes, each opened when the others are in use. */
export class SqliteReaders {
  private readonly all: Reader[] = [];
  private readonly idle: Reader[] = [];
  private readonly waiting: ((reader: Reader) => void)[] = [];

  constructor(
    private readonly place: string,
    private readonly lockWaitMs: number,
  ) {}

  async read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T> {
    const reader = await this.reader();
    try {
      const db = await unlocked(this.lockWaitMs, () => reader.begin());
      try {
        return await work(db);
      } finally {
        reader.end();
      }
    } finally {
      this.release(reader);
    }
  }

  /** Nothing may be reading. */
  close(): void {
    for (const reader of this.all) reader.close();
  }

  private reader(): Promise<Reader> {
    const reader = this.idle.pop();
    if (reader) return Promise.resolve(reader);
    if (this.all.length >= READERS) return new Promise((resolve) => this.waiting.push(resolve));
    const made = new Reader(this.place);
    this.all.push(made);
    return Promise.resolve(made);
  }

  private release(reader: Reader): void {
    const next = this.waiting.shift();
    if (next) next(reader);
    else this.idle.push(reader);
  }
}

class Reader {
  private opened: { readonly sqlite: NodeSqlite; readonly db: Kysely<Bookkeeping> } | undefined;

  constructor(private readonly place: string) {}

  begin(): Kysely<Bookkeeping> {
    const { sqlite, db } = (this.opened ??= this.open());
    sqlite.db.exec('begin');
    return db;
  }

  end(): void {
    const connection = this.opened?.sqlite.db;
    if (connection?.isTransaction) connection.exec('commit');
  }

  close(): void {
    this.opened?.sqlite.close();
  }

  private open() {
    const sqlite = new NodeSqlite(this.place, PRAGMAS);
    return { sqlite, db: new Kysely<Bookkeeping>({ dialect: new SqliteDialect({ database: sqlite }) }) };
  }
}
