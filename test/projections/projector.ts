import { join } from 'node:path';
import type { Database, Writing } from '../../projections/engine/database/database.js';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { Engine } from '../../projections/engine/running/engine.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { tallies } from './tally.js';

/** A process that projects until it is killed; what it reports goes out a line each. */

export interface ProjectorArguments {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly holder: string;
  readonly leaseMs: number;
  readonly batch: number;
  /** Versions of the tally that this program has; without, it has the read models of the ledger itself. */
  readonly versions?: readonly number[] | undefined;
  /** The process stops itself (SIGSTOP) inside this transaction of its own, counted from 1. */
  readonly freezeInWrite?: number;
}

const given = JSON.parse(process.argv[2]!) as ProjectorArguments;
const database = openDatabase(given);
const store = new SqliteEventStore(join(given.dataDir, 'events.sqlite'));
const projections = given.versions
  ? tallies(given.versions)
  : (await import('../../projections/read-models.js')).readModels;
const engine = new Engine(
  given.freezeInWrite === undefined ? database : freezing(database, given.freezeInWrite),
  store,
  projections,
  {
    holder: given.holder,
    leaseMs: given.leaseMs,
    page: given.batch,
    batch: given.batch,
    report: (message) => {
      process.stdout.write(`${message}\n`);
    },
  },
);
engine.start();
process.stdout.write(`${given.holder} is up\n`);
process.once('SIGTERM', () => {
  void (async () => {
    await engine.stop();
    await store.close();
    await database.close();
    process.exit(0);
  })();
});

/** The database, with a transaction in which the process freezes before it commits. */
function freezing(inner: Database, at: number): Database {
  let writes = 0;
  const write = <T>(work: (tx: Writing) => Promise<T>): Promise<T> =>
    inner.write(async (tx) => {
      const result = await work(tx);
      writes += 1;
      if (writes === at) process.kill(process.pid, 'SIGSTOP');
      return result;
    });
  return new Proxy(inner, {
    get: (target, property) => {
      if (property === 'write') return write;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
