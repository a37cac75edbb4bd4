import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../projections/engine/database/database.js';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { Engine } from '../../projections/engine/running/engine.js';
import { readModels } from '../../projections/read-models.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { bareLoop, postgresTarget, sqliteTarget } from './bare-loop.js';
import { perSecond } from './benchmark.js';
import { bareCatchUp } from './event-store-load.js';
import { fillServer } from './fill-server.js';
import { inEnvelope, writeLog } from './write-log.js';

/** One measurement in a process of its own, so that its memory is its own; what it found goes to the parent. */

export interface Measurement {
  readonly work: 'write' | 'write for a server' | 'fill a server' | 'bare' | 'bare client' | 'build';
  /** A file, or the URL of a server that speaks EventStoreDB's protocol. */
  readonly log: string;
  readonly events: number;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}

export interface Measured {
  /** Events: written, or a second. */
  readonly value: number;
  /** The most memory that was resident. */
  readonly rssMb: number;
}

const given = JSON.parse(process.argv[2]!) as Measurement;
const value = await measure(given);
process.send!({ value, rssMb: Math.round(process.resourceUsage().maxRSS / 1_024) } satisfies Measured);

async function measure({ work, log, events, dataDir, databaseUrl }: Measurement): Promise<number> {
  switch (work) {
    case 'write':
      return writeLog(log, events);
    case 'write for a server':
      return writeLog(log, events, inEnvelope);
    case 'fill a server':
      return fillServer(log, events);
    case 'bare client':
      return perSecond(() => bareCatchUp(EventStoreDBClient.connectionString(log)));
    case 'bare':
      return bareLoop(
        log,
        databaseUrl === undefined ? sqliteTarget(join(dataDir, 'bare.sqlite')) : await postgresTarget(databaseUrl),
      );
    case 'build':
      return build(log, openDatabase({ dataDir, databaseUrl }));
    default:
      return work satisfies never;
  }
}

/** Builds all read models as the program does at its first start, indexes and take-over included. */
async function build(log: string, database: Database): Promise<number> {
  const store = log.startsWith('esdb')
    ? new EventStoreDbEventStore({ url: log, timeoutMs: 30_000 })
    : await SqliteEventStore.open(log);
  const engine = new Engine(database, store, readModels, {
    report: (message) => {
      if (message.includes('failed')) throw new Error(message);
    },
  });
  const began = performance.now();
  engine.start();
  for (;;) {
    await delay(20);
    const builds = await database
      .read((db) => db.selectFrom('ledger_builds').select(['serving', 'ordinal']).execute())
      .catch(() => []);
    if (builds.length === readModels.length && builds.every(({ serving }) => serving === 1)) {
      const rate = (builds[0]!.ordinal * 1_000) / (performance.now() - began);
      await engine.stop();
      await database.close();
      await store.close();
      return rate;
    }
  }
}
