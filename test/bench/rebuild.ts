import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.js';
import type { Measured } from './rebuild-process.js';

/** Builds all read models from a generated log, beside a bare loop that builds two. 10,000,000 events: --events. */
export const rebuildBenchmark: Benchmark = {
  name: 'rebuild',
  description: 'all read models from a generated log, beside a bare loop that builds two of them',
  async run({ events, engine }, tell) {
    // Only when it runs: what lists the benchmarks needs none of this.
    const { engines, testDatabase } = await import('../../projections/engine/testing/test-database.js');
    const { default: startPostgres } = await import('../postgres/global-setup.js');
    const { default: stopPostgres } = await import('../postgres/global-teardown.js');
    const { inProcess } = await import('./rebuild-measured.js');
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
