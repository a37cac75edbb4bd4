import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase as KyselySqlite, SqliteStatement } from 'kysely';
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

/** One connection of node:sqlite in the form that Kysely's SqliteDialect takes, with its statements kept: a row by key comes four times as quick. */
export class NodeSqlite implements KyselySqlite {
  readonly connection: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

  constructor(path: string, pragmas: readonly string[]) {
    // Never waits for another process's lock: that would hold up the event loop.
    this.connection = new DatabaseSync(path, { timeout: 0 });
    try {
      for (const pragma of pragmas) this.connection.exec(`pragma ${pragma}`);
    } catch (error) {
      this.connection.close();
      throw error;
    }
  }

  statement(sql: string): StatementSync {
    let statement = this.statements.get(sql);
    if (!statement) {
      // Builds come and go with their table names: what is kept is bounded.
      if (this.statements.size >= 500) this.statements.clear();
      statement = this.connection.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  prepare(sql: string): SqliteStatement {
    const statement = this.statement(sql);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(storable)),
      run: (parameters) => statement.run(...parameters.map(storable)),
      iterate: (parameters) => statement.iterate(...parameters.map(storable)) as IterableIterator<unknown>,
    };
  }

  close(): void {
    this.statements.clear();
    if (this.connection.isOpen) this.connection.close();
  }
}
