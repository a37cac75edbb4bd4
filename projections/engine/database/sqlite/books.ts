import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Bookkeeping } from '../bookkeeping.js';
import { storable } from './node-sqlite.js';
import type { SqliteWriter } from './writer.js';

/** Kysely on the connection that writes. */
export function booksOf(writer: SqliteWriter): Kysely<Bookkeeping> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new WriterDriver(writer),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<Bookkeeping>({ dialect });
}

/** One connection, whose transactions are those of Database.write. */
class WriterDriver implements Driver {
  private readonly connection: DatabaseConnection;

  constructor(writer: SqliteWriter) {
    this.connection = new WriterConnection(writer);
  }

  init = () => Promise.resolve();
  acquireConnection = () => Promise.resolve(this.connection);
  releaseConnection = () => Promise.resolve();
  destroy = () => Promise.resolve();
  beginTransaction = inTransactionAlready;
  commitTransaction = inTransactionAlready;
  rollbackTransaction = inTransactionAlready;
}

class WriterConnection implements DatabaseConnection {
  constructor(private readonly writer: SqliteWriter) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const answer = await this.writer.ask({ is: 'query', sql, parameters: parameters.map(storable) });
    if (answer.rows) return { rows: answer.rows as R[] };
    return { rows: [], numAffectedRows: BigInt(answer.changes), insertId: BigInt(answer.lastInsertRowid) };
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are read in pages here, not as a stream');
  }
}

function inTransactionAlready(): Promise<never> {
  return Promise.reject(new Error('these statements stand in a transaction already; attempt() nests in it'));
}
