/** `npm run bench` lists the benchmarks, `npm run bench -- NAME [--events N] [--engine E] [--json]` runs one. */
import { Command } from 'commander';
import type { Benchmark, Figure } from './benchmark.js';
import { commandsBenchmark } from './commands.js';
import { eventStoreBenchmark } from './event-store.js';
import { rebuildBenchmark } from './rebuild.js';
import { totalsBenchmark } from './totals.js';
import { visibleBenchmark } from './visible.js';

/** One line each; a benchmark stands in a file of its own. */
const BENCHMARKS: readonly Benchmark[] = [
  commandsBenchmark,
  eventStoreBenchmark,
  rebuildBenchmark,
  totalsBenchmark,
  visibleBenchmark,
];

interface Flags {
  readonly events?: number;
  readonly engine?: string;
  readonly json?: boolean;
}

const program = new Command('bench')
  .argument('[name]', 'which benchmark; without it they are listed')
  .option('--events <n>', 'over how many events', (text) => {
    const n = Number(text);
    if (!Number.isSafeInteger(n) || n < 1) throw new Error(`--events ${text} is no number of events`);
    return n;
  })
  .option('--engine <engine>', 'on this engine alone')
  .option('--json', 'a JSON object a figure')
  .parse();

const [name] = program.args;
const { json = false, ...options } = program.opts<Flags>();
const chosen = BENCHMARKS.find((benchmark) => benchmark.name === name);

if (chosen) {
  await chosen.run(options, (figure) => {
    console.log(json ? JSON.stringify(line(chosen, figure)) : sentence(figure));
  });
} else {
  if (name !== undefined) process.exitCode = 64;
  for (const { name: known, description } of BENCHMARKS) console.log(`${known.padEnd(16)}${description}`);
}

function line({ name: benchmark }: Benchmark, { figure, engine, events, value, unit, reference, ...more }: Figure) {
  const ratio = reference === null ? null : rounded(value / reference);
  const rssMb = more.rssMb ?? Math.round(process.memoryUsage().rss / 1_048_576);
  return {
    benchmark,
    figure,
    engine,
    events,
    value: rounded(value),
    unit,
    reference: reference && rounded(reference),
    ratio,
    rssMb,
  };
}

function sentence({ figure, engine, events, value, unit, reference }: Figure): string {
  const beside = reference === null ? '' : ` · bare ${shown(reference)} · ratio ${(value / reference).toFixed(2)}`;
  return `${engine.padEnd(14)}${figure.padEnd(44)}${shown(value)} ${unit}${beside} · ${events.toLocaleString('en')} events`;
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
