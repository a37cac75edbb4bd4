import type { SqliteDatabase as KyselySqlite, SqliteStatement } from 'kysely';
import { SqliteConnection } from '../../../../src/sqlite/connection.js';
import type { Stored } from './writer-messages.js';

/** A parameter as SQLite stores it. Objects are refused: node:sqlite takes one in first place for named parameters. */
export function storable(value: unknown): Stored {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    default:
      if (value === null) return null;
      if (value instanceof Date) return value.toISOString();
      throw new TypeError(`a parameter of type ${typeof value} cannot be stored; null stands for what is not known`);
  }
}

/** A connection in the form that Kysely's SqliteDialect takes. */
export class NodeSqlite extends SqliteConnection implements KyselySqlite {
  prepare(sql: string): SqliteStatement {
    const statement = this.statement(sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(storable)),
      run: (parameters) => statement.run(...parameters.map(storable)),
      iterate: (parameters) => statement.iterate(...parameters.map(storable)) as IterableIterator<unknown>,
    };
  }
}
