import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { addedColumns, type Bookkeeping, bookkeepingTables } from '../bookkeeping.js';
import type { Row } from '../../read-model/projection.js';
import { type Database, DatabaseAway, DatabaseUnfit, type Lookup, type Writing } from '../database.js';
import { connectionTo, poolOf } from './connections.js';
import { inEngineWords } from './in-engine-words.js';
import { PostgresListener } from './listener.js';
import { PostgresRows } from './rows.js';
import { processIdOf, Silence } from './silence.js';
import { quoted, type StoredTable } from '../stored-table.js';

// Whoever freezes inside a transaction loses it after this, so that another can go on.
const IDLE_IN_TRANSACTION_MS = 4_000;
const LOCK_TIMEOUT_MS = 5_000;
/** The most connections of each kind. */
const WRITERS = 4;
const READERS = 8;
/** Any number, the same in every program that makes these tables. */
const MAKING_TABLES = 5_216_043;

// A pooler takes no settings of a connection, and gives each transaction another one: they are set in every transaction.
const BEGIN_WRITING =
  `begin; set local lock_timeout = ${String(LOCK_TIMEOUT_MS)}; ` +
  `set local idle_in_transaction_session_timeout = ${String(IDLE_IN_TRANSACTION_MS)}`;

/** So long may a statement of a query take. */
const READ_WITHIN_MS = 30_000;
const BEGIN_READING =
  'start transaction isolation level repeatable read read only; ' +
  `set local statement_timeout = ${String(READ_WITHIN_MS)}`;

export interface PostgresOptions {
  /** How often it is looked whether the server has fallen silent. */
  readonly lookEveryMs?: number;
}

/** Read models on a PostgreSQL server. */
export class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  readonly place: string;
  private readonly silence: Silence;
  private readonly writers: pg.Pool;
  private readonly readers: pg.Pool;
  private readonly listener: PostgresListener;
  private closed = false;

  constructor(url: string, options: PostgresOptions = {}) {
    const { host, pathname } = new URL(url);
    this.place = `${host}${pathname}`;
    const connection = connectionTo(url);
    this.silence = new Silence(connection, options.lookEveryMs);
    this.listener = new PostgresListener(connection, this.silence);
    this.writers = poolOf(this.silence, { ...connection, max: WRITERS });
    this.writers.on('connect', (client) => void this.listener.ownConnections.add(processIdOf(client)));
    this.writers.on('remove', (client) => void this.listener.ownConnections.delete(processIdOf(client)));
    // The server ends what takes too long; where it does not, the connection is given up.
    this.readers = poolOf(this.silence, { ...connection, max: READERS }, READ_WITHIN_MS + 5_000);
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

  find(lookups: readonly Lookup[]): Promise<readonly (readonly Row[])[]> {
    return Promise.all(
      lookups.map(({ table, keys }) =>
        this.transaction(this.writers, BEGIN_WRITING, (client) => new PostgresRows(kyselyOn(client)).find(table, keys)),
      ),
    );
  }

  async write<T>(work: (tx: Writing) => Promise<T>): Promise<T> {
    const written = await this.transaction(this.writers, BEGIN_WRITING, async (client) => {
      const tx = new PostgresWriting(client, this.place);
      const result = await work(tx);
      await this.listener.notify(tx.books);
      return result;
    });
    this.listener.tell();
    return written;
  }

  read<T>(work: (db: Kysely<Bookkeeping>) => Promise<T>): Promise<T> {
    return this.transaction(this.readers, BEGIN_READING, (client) => work(kyselyOn(client)));
  }

  private transaction<T>(pool: pg.Pool, begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.saidInEngineWords(async () => {
      const client = await pool.connect();
      try {
        await client.query(begin);
        const result = await work(client);
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
    });
  }

  private async saidInEngineWords<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) throw new DatabaseAway('it is closed');
    try {
      return await work();
    } catch (error) {
      throw inEngineWords(error, this.place, this.silence.prevails);
    }
  }

  /**
   * Statistics, and of a journal which pages all can see: before, its indexes are not read alone (PostgreSQL
   * documentation, "Index-Only Scans"). Rows that were replaced are left to the server: that takes longer than it is worth.
   */
  async tidy({ name, table }: StoredTable): Promise<void> {
    // Whoever else is at it will have done it.
    const how = table.journal ? 'vacuum (analyze, skip_locked)' : 'analyze (skip_locked)';
    await this.saidInEngineWords(() => this.writers.query(`${how} ${quoted(name)}`));
  }

  onCommit(listener: () => void): () => void {
    return this.listener.add(listener);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.listener.close();
    await Promise.all([this.readers.end(), this.writers.end()]);
  }
}

class PostgresWriting implements Writing {
  readonly books: Kysely<Bookkeeping>;
  private readonly rows: PostgresRows<Bookkeeping>;

  constructor(
    client: pg.PoolClient,
    private readonly place: string,
  ) {
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
      throw inEngineWords(error, this.place, false);
    }
    await sql`release savepoint attempt`.execute(this.books);
  }
}

function kyselyOn(connections: pg.Pool | pg.PoolClient): Kysely<Bookkeeping> {
  const pool = connections instanceof pg.Pool ? connections : alone(connections);
  return new Kysely<Bookkeeping>({ dialect: new PostgresDialect({ pool: pool as pg.Pool }) });
}

/** One connection as if it were a pool: whoever has it decides when it is released. */
function alone(client: pg.PoolClient) {
  const connection = { query: client.query.bind(client), release: () => undefined };
  return { connect: () => Promise.resolve(connection), end: () => Promise.resolve() };
}
