import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.js';

/** Totals of five years of a generated city, each as of and as known at a random moment. */
export const totalsBenchmark: Benchmark = {
  name: 'totals',
  description: 'totals of one round, of a half-year by district and of all by month, of random moments',
  async run({ events = 1_000_000, engine }, tell) {
    // Only when it runs: what lists the benchmarks needs none of this.
    const { engines } = await import('../../projections/engine/testing/test-database.js');
    const { startPostgres } = await import('../postgres/global-setup.js');
    const { default: stopPostgres } = await import('../postgres/global-teardown.js');
    const { inProcess } = await import('./rebuild-measured.js');
    const { ask } = await import('./totals-questions.js');
    const kinds = engines.filter((kind) => (engine ?? kind) === kind);
    const directory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
    if (kinds.includes('postgres')) await startPostgres();
    try {
      const log = join(directory, 'events.sqlite');
      const of = { log, events, dataDir: directory, databaseUrl: undefined } as const;
      const { value: written } = await inProcess({ work: 'write', ...of });
      for (const kind of kinds) await ask(kind, { log, events: written }, tell);
    } finally {
      if (kinds.includes('postgres')) await stopPostgres();
      await rm(directory, { recursive: true });
    }
  },
};
