import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Figure } from './benchmark.js';
import type { Measured } from './rebuild-process.js';

type Tell = (figure: Figure) => void;

/** What it is measured on: our databases with an embedded event store, or SQLite with a server beside (EVENTSTORE_URL, or a stand-in). */
const ON = ['sqlite', 'postgres', 'stand-in'] as const;

/** Builds all read models from a generated log, beside a bare loop that builds two. 10,000,000 events: --events. */
export const rebuildBenchmark: Benchmark = {
  name: 'rebuild',
  description: 'all read models from a generated log, beside a bare loop that builds two of them',
  async run({ events, engine }, tell) {
    const chosen = ON.filter((on) => (engine ?? on) === on);
    const directory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
    try {
      for (const wanted of events === undefined ? [100_000, 1_000_000] : [events]) {
        for (const on of chosen) {
          if (on === 'stand-in') await throughClient(directory, wanted, tell);
          else await embedded(on, directory, wanted, tell);
        }
      }
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

async function embedded(kind: 'sqlite' | 'postgres', directory: string, wanted: number, tell: Tell): Promise<void> {
  // Only when it runs: what lists the benchmarks needs none of this.
  const { testDatabase } = await import('../../projections/engine/testing/test-database.js');
  const { startPostgres } = await import('../postgres/global-setup.js');
  const { default: stopPostgres } = await import('../postgres/global-teardown.js');
  const { inProcess } = await import('./rebuild-measured.js');
  const log = join(directory, `events-${String(wanted)}.sqlite`);
  const { value: written } = await inProcess({ work: 'write', log, events: wanted, dataDir: directory });
  if (kind === 'postgres') await startPostgres();
  try {
    const found: Measured[] = [];
    for (const work of ['bare', 'build'] as const) {
      const { dataDir, databaseUrl, drop } = await testDatabase(kind);
      found.push(await inProcess({ work, log, events: written, dataDir, databaseUrl }));
      await drop();
    }
    report(kind, written, found as [Measured, Measured], tell);
  } finally {
    if (kind === 'postgres') await stopPostgres();
    await rm(log);
  }
}

/** On the server that EVENTSTORE_URL names, whose log is filled where it is empty; else on a stand-in. */
async function throughClient(directory: string, wanted: number, tell: Tell): Promise<void> {
  const { inProcess } = await import('./rebuild-measured.js');
  const { EVENTSTORE_URL: url } = process.env;
  if (url !== undefined && url !== '') {
    const { value } = await inProcess({ work: 'fill a server', log: url, events: wanted, dataDir: directory });
    await fromServer('eventstoredb', url, value, tell);
    return;
  }
  const { RunningStandIn } = await import('../stand-in/running.js');
  const log = join(directory, `stand-in-${String(wanted)}.sqlite`);
  const { value } = await inProcess({ work: 'write for a server', log, events: wanted, dataDir: directory });
  const standIn = await RunningStandIn.start(['--file', log]);
  try {
    await fromServer('stand-in', standIn.url, value, tell);
  } finally {
    await standIn.kill();
    await rm(log);
  }
}

async function fromServer(engine: string, log: string, events: number, tell: Tell): Promise<void> {
  const { testDatabase } = await import('../../projections/engine/testing/test-database.js');
  const { inProcess } = await import('./rebuild-measured.js');
  const { dataDir, drop } = await testDatabase('sqlite');
  const at = { log, events, dataDir };
  const bare = await inProcess({ work: 'bare client', ...at });
  report(engine, events, [bare, await inProcess({ work: 'build', ...at })], tell);
  await drop();
}

function report(engine: string, events: number, [bare, build]: readonly [Measured, Measured], tell: Tell): void {
  const { rssMb } = build;
  const of = { engine, events, rssMb };
  const reference = engine === 'sqlite' || engine === 'postgres' ? '' : ', beside a client that only reads';
  tell({
    ...of,
    figure: `all read models built${reference}`,
    value: build.value,
    unit: 'events/s',
    reference: bare.value,
  });
  tell({ ...of, figure: 'memory resident at most', value: rssMb, unit: 'MB', reference: bare.rssMb });
}
