import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Database, DatabaseKind } from '../database/database.js';
import { openDatabase } from '../database/open-database.js';

/** Every read model is tested on both: `describe.each(engines)('…, on %s', (engine) => …)`. */
export const engines: readonly DatabaseKind[] = ['sqlite', 'postgres'];

/** An empty database of a test's own: a file in a temporary directory, or a schema on the tests' PostgreSQL. */
export interface TestDatabase {
  readonly kind: DatabaseKind;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  open(): Database;
  /** Removes it; whoever opened it has closed it. */
  drop(): Promise<void>;
}

export async function testDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-read-models-'));
  const remove = () => {
    rmSync(dataDir, { recursive: true, force: true });
  };
  if (kind === 'sqlite') {
    return {
      kind,
      dataDir,
      databaseUrl: undefined,
      open: () => openDatabase({ dataDir }),
      drop: async () => {
        remove();
      },
    };
  }
  const server = postgresUrl();
  const schema = `t_${randomBytes(6).toString('hex')}`;
  await execute(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  // So that a test can tell its own connections from those of others.
  url.searchParams.set('application_name', schema);
  const databaseUrl = url.href.replaceAll('+', '%20');
  return {
    kind,
    dataDir,
    databaseUrl,
    open: () => openDatabase({ databaseUrl, dataDir }),
    drop: async () => {
      await execute(server, `drop schema ${schema} cascade`);
      remove();
    },
  };
}

function postgresUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (url === undefined) throw new Error('TEST_POSTGRES_URL names no PostgreSQL; npm test starts one and sets it');
  return url;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
