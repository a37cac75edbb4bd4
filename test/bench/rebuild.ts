import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engines, testDatabase } from '../../projections/engine/testing/test-database.js';
import startPostgres from '../postgres/global-setup.js';
import stopPostgres from '../postgres/global-teardown.js';
import type { Benchmark } from './benchmark.js';
import type { Measured, Measurement } from './rebuild-process.js';

/** Builds all read models from a generated log, beside a bare loop that builds two. 10,000,000 events: --events. */
export const rebuildBenchmark: Benchmark = {
  name: 'rebuild',
  description: 'all read models from a generated log, beside a bare loop that builds two of them',
  async run({ events, engine }, tell) {
    const kinds = engines.filter((kind) => (engine ?? kind) === kind);
    const directory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
    if (kinds.includes('postgres')) await startPostgres();
    try {
      for (const wanted of events === undefined ? [100_000, 1_000_000] : [events]) {
        const log = join(directory, `events-${String(wanted)}.sqlite`);
        const write = { work: 'write', log, events: wanted, dataDir: directory, databaseUrl: undefined } as const;
        const { value: written } = await inProcess(write);
        for (const kind of kinds) {
          const found: Measured[] = [];
          for (const work of ['bare', 'build'] as const) {
            const { dataDir, databaseUrl, drop } = await testDatabase(kind);
            found.push(await inProcess({ work, log, events: written, dataDir, databaseUrl }));
            await drop();
          }
          const [bare, build] = found as [Measured, Measured];
          const figure = { engine: kind, events: written, reference: null, unit: 'MB' };
          tell({
            ...figure,
            figure: 'all read models built',
            value: build.value,
            unit: 'events/s',
            reference: bare.value,
            rssMb: build.rssMb,
          });
          tell({
            ...figure,
            figure: 'memory resident at most',
            value: build.rssMb,
            reference: bare.rssMb,
            rssMb: build.rssMb,
          });
        }
      }
    } finally {
      if (kinds.includes('postgres')) await stopPostgres();
      await rm(directory, { recursive: true });
    }
  },
};

/** Measures in a process of its own, with a small young generation: it keeps what is resident small. */
export async function inProcess(measurement: Measurement): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('rebuild-process.ts', import.meta.url)), [JSON.stringify(measurement)], {
    execArgv: [...process.execArgv, '--max-semi-space-size=8'],
  });
  const [answer] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${measurement.work} ended with exit code ${String(code)} and no figure`);
    }),
  ])) as [Measured];
  return answer;
}
