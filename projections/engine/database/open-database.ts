import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.js';
import { PostgresDatabase } from './postgres/postgres-database.js';
import { SqliteDatabase } from './sqlite/sqlite-database.js';

export interface DatabaseSettings {
  /** `postgres://…`; undefined means a file in the data directory. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
}

/** Opens the database that the settings name. Nothing is read or written before it is used. */
export function openDatabase({ databaseUrl, dataDir }: DatabaseSettings): Database {
  if (databaseUrl !== undefined) return new PostgresDatabase(databaseUrl);
  mkdirSync(dataDir, { recursive: true });
  return new SqliteDatabase(join(dataDir, 'read-models.sqlite'));
}
