import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { addedColumns, type Bookkeeping, bookkeepingTables } from '../bookkeeping.js';
import type { Row } from '../../read-model/projection.js';
import {
  type Database,
  DatabaseAway,
  DatabaseUnfit,
  DataRefused,
  type Lookup,
  TableDamaged,
  type Writing,
} from '../database.js';
import { PostgresListener } from './listener.js';
import { PostgresRows } from './rows.js';
import { quoted, type StoredTable } from '../stored-table.js';

// Whoever freezes inside a transaction loses it after this, so that another can go on.
const IDLE_IN_TRANSACTION_MS = 4_000;
const LOCK_TIMEOUT_MS = 5_000;
/** Any number, the same in every program that makes these tables. */
const MAKING_TABLES = 5_216_043;

type TypeId = (typeof pg.types.builtins)[keyof typeof pg.types.builtins];
const NUMBERS: readonly TypeId[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

/** How pg says that a connection is lost or not to be had, where there is no code. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying|timeout expired|Client (has encountered|was closed)|Cannot use a pool after|Transaction was rolled back)/;

/** Counts and sums come as numbers: no figure of the ledger passes 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: TypeId, format: 'text'): unknown =>
    NUMBERS.includes(oid) ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Read models on a PostgreSQL server. */
export class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  readonly place: string;
  private readonly writerPool: pg.Pool;
  private readonly writers: Kysely<Bookkeeping>;
  private readonly readers: Kysely<Bookkeeping>;
  private readonly found: PostgresRows<Bookkeeping>;
  private readonly listener: PostgresListener;
  private closed = false;

  constructor(url: string, options: { readonly readers?: number } = {}) {
    const { host, pathname } = new URL(url);
    this.place = `${host}${pathname}`;
    this.listener = new PostgresListener(url);
    const writers = poolOf(url, 4, {
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
    });
    writers.on('connect', (client) => void this.listener.ownConnections.add(processIdOf(client)));
    writers.on('remove', (client) => void this.listener.ownConnections.delete(processIdOf(client)));
    this.writerPool = writers;
    this.writers = kyselyOn(writers);
    this.found = new PostgresRows(this.writers);
    this.readers = kyselyOn(poolOf(url, options.readers ?? 8, {}));
  }

  async prepare(): Promise<void> {
    await this.write(async ({ books }) => {
      await this.checkEncoding(books);
      await sql`select pg_advisory_xact_lock(${sql.lit(MAKING_TABLES)})`.execute(books);
      for (const statement of bookkeepingTables('postgres')) await books.executeQuery(CompiledQuery.raw(statement));
      for (const { isThere, add } of addedColumns('postgres')) {
        const { rows } = await books.executeQuery(CompiledQuery.raw(isThere));
        if (rows.length === 0) await books.executeQuery(CompiledQuery.raw(add));
      }
    });
  }

  /** In another encoding the server would refuse what people write, an emoji among it. SQL_ASCII takes whatever comes. */
  private async checkEncoding(books: Kysely<Bookkeeping>): Promise<void> {
    const { rows } = await sql<{ server_encoding: string }>`show server_encoding`.execute(books);
    const encoding = rows[0]!.server_encoding;
    if (encoding === 'UTF8' || encoding === 'SQL_ASCII') return;
    throw new DatabaseUnfit(
      `the database at ${this.place} is encoded in ${encoding} and cannot hold all text: make one for the read models ` +
        `with "create database … encoding 'UTF8' template template0" and name it in DATABASE_URL`,
    );
  }

  async find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]> {
    if (this.closed) throw new DatabaseAway('it is closed');
    try {
      return await Promise.all(lookups.map(({ table, keys }) => this.found.find(table, keys)));
    } catch (error) {
      throw inEngineWords(error, this.place);
    }
  }

  async write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    if (this.closed) throw new DatabaseAway('it is closed');
    try {
      const written = await this.transaction(work);
      this.listener.tell();
      return written;
    } catch (error) {
      throw inEngineWords(error, this.place);
    }
  }

  private async transaction<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const client = await this.writerPool.connect();
    try {
      await client.query('begin');
      const tx = new PostgresWriting(client);
      const result = await work(tx);
      await this.listener.notify(tx.books);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      // Where even that fails the connection is given up.
      await client.query('rollback').then(
        () => {
          client.release();
        },
        () => {
          client.release(true);
        },
      );
      throw error;
    }
  }

  async read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T> {
    if (this.closed) throw new DatabaseAway('it is closed');
    try {
      return await this.readers
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(work);
    } catch (error) {
      throw inEngineWords(error, this.place);
    }
  }

  /**
   * Statistics, and of a journal which pages all can see: before, its indexes are not read alone (PostgreSQL
   * documentation, "Index-Only Scans"). Rows that were replaced are left to the server: that takes longer than it is worth.
   */
  async tidy({ name, table }: StoredTable): Promise<void> {
    if (this.closed) throw new DatabaseAway('it is closed');
    try {
      // Whoever else is at it will have done it.
      const how = table.journal ? 'vacuum (analyze, skip_locked)' : 'analyze (skip_locked)';
      await this.writerPool.query(`${how} ${quoted(name)}`);
    } catch (error) {
      throw inEngineWords(error, this.place);
    }
  }

  onCommit(listener: () => void): () => void {
    return this.listener.add(listener);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.listener.close();
    await this.readers.destroy();
    await this.writers.destroy();
    // Kysely leaves a pool open through which none of its own queries went: the process would stay for its idle time.
    if (!this.writerPool.ending) await this.writerPool.end();
  }
}

class PostgresWriting implements Writing {
  readonly books: Kysely<Bookkeeping>;
  private readonly rows: PostgresRows<Bookkeeping>;

  constructor(client: pg.PoolClient) {
    this.books = kyselyOn(client);
    this.rows = new PostgresRows(this.books, (statement, text) =>
      pipeline(Readable.from(text), client.query(copyFrom(statement))),
    );
  }

  apply: Writing['apply'] = (changes) => this.rows.apply(changes);

  async attempt(work: () => Promise<void>): Promise<void> {
    await sql`savepoint attempt`.execute(this.books);
    try {
      await work();
    } catch (error) {
      await sql`rollback to savepoint attempt`.execute(this.books);
      throw inEngineWords(error, 'PostgreSQL');
    }
    await sql`release savepoint attempt`.execute(this.books);
  }
}

function poolOf(url: string, max: number, more: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'suggestion-ledger',
    ...more,
  });
  // A connection that breaks tells whoever uses it; unheard, its event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** The server's process behind a connection; pg has it and does not say so in its types. */
function processIdOf(client: pg.PoolClient): number {
  return (client as unknown as { processID: number }).processID;
}

function kyselyOn(connections: pg.Pool | pg.PoolClient): Kysely<Bookkeeping> {
  const pool =
    connections instanceof pg.Pool
      ? connections
      : {
          connect: () => Promise.resolve({ query: connections.query.bind(connections), release: () => undefined }),
          end: () => Promise.resolve(),
        };
  return new Kysely<Bookkeeping>({ dialect: new PostgresDialect({ pool: pool as pg.Pool }) });
}

/** PostgreSQL's error in the engine's words (its SQLSTATE classes: PostgreSQL documentation, appendix A). */
function inEngineWords(error: unknown, place: string): unknown {
  if (error instanceof DatabaseAway || error instanceof DataRefused || error instanceof TableDamaged) return error;
  const { code, message = '' } = error as { code?: string; message?: string };
  // What Node calls its own errors (ECONNREFUSED, EPIPE) begins with an E, which no SQLSTATE does.
  const sqlState = code?.length === 5 && !code.startsWith('E') ? code : undefined;
  if (sqlState !== undefined) {
    // Data exception, integrity constraint violation.
    if (/^2[23]/.test(sqlState)) return new DataRefused(message, { cause: error });
    // Undefined table, undefined column, datatype mismatch, no unique constraint where one was made.
    if (/^42(P01|703|804|P10)$/.test(sqlState)) return new TableDamaged(message, { cause: error });
    // Connection, resources, operator intervention, system, transaction rollback, log-on, no such database, timeouts.
    if (/^(08|53|57|58|40|28|3D|25P0|55P03)/.test(sqlState))
      return new DatabaseAway(`${place}: ${message}`, { cause: error });
    return error;
  }
  return (code?.startsWith('E') ?? LOST.test(message))
    ? new DatabaseAway(`${place}: ${message || String(code)}`, { cause: error })
    : error;
}
