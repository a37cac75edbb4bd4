import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDatabase } from '../../projections/engine/testing/test-database.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { positionOf } from '../../src/event-store/sqlite/position.js';
import { startPostgres } from '../postgres/global-setup.js';
import stopPostgres from '../postgres/global-teardown.js';
import { RunningStandIn } from '../stand-in/running.js';
import { postgresTarget, sqliteTarget } from './bare-loop.js';
import type { Benchmark, Figure } from './benchmark.js';
import { Incoming, quantile } from './paced.js';
import type { Append, AppenderArguments } from './visible-appender.js';
import { clientFloor, embeddedFloor, type Floor, followFile } from './visible-floor.js';
import { House } from './visible-house.js';
import { inEnvelope, writeLog } from './write-log.js';

const PER_SECOND = 100;
/** What stands in the log before, and is built anew while appends go on. */
const LOG_EVENTS = 100_000;
const ROUNDS = 2;

type Tell = (figure: Figure) => void;

/** From the call that appends to the query that sees it, 100 a second, beside a bare loop at the same rate. */
export const visibleBenchmark: Benchmark = {
  name: 'visible',
  description: 'from append to visible at 100 appends/s, also during a rebuild, beside a bare loop at that rate',
  async run({ engine, events = 1_000 }, tell) {
    const directory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
    try {
      if (engine !== 'postgres') await embedded(directory, events, tell);
      if (engine !== 'sqlite') await onServers(directory, events, tell);
    } finally {
      await rm(directory, { recursive: true });
    }
  },
};

async function embedded(directory: string, events: number, tell: Tell): Promise<void> {
  const log = join(directory, 'events.sqlite');
  await writeLog(log, LOG_EVENTS);
  const { open, drop } = await testDatabase('sqlite');
  const house = new House(open(), await SqliteEventStore.open(log));
  const floor = await embeddedFloor(join(directory, 'bare-log.sqlite'), sqliteTarget(join(directory, 'bare.sqlite')));
  const bareLog = join(directory, 'bare-shared.sqlite');
  await (await SqliteEventStore.open(bareLog)).close();
  try {
    await house.build();
    const bare = await compare(house, floor, 'sqlite', events, tell);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const count = Math.ceil(events / ROUNDS);
      const target = sqliteTarget(join(directory, `bare-shared-${String(round)}.sqlite`));
      theirs.push(...(await bareFollowing(bareLog, target, count)));
      ours.push(
        ...(await house.latencies(await fromAnotherProcess({ log, count, perSecond: PER_SECOND, bare: false }))),
      );
    }
    tellBoth('appended by another process', 'sqlite', ours, theirs, tell);
    await duringRebuild(house, 'sqlite', bare, tell);
  } finally {
    await house.close();
    await floor.close();
    await drop();
  }
}

async function onServers(directory: string, events: number, tell: Tell): Promise<void> {
  const [log, bareLog] = [join(directory, 'stand-in.sqlite'), join(directory, 'bare-stand-in.sqlite')];
  await writeLog(log, LOG_EVENTS, inEnvelope);
  await startPostgres();
  const [standIn, bareStandIn] = [
    await RunningStandIn.start(['--file', log]),
    await RunningStandIn.start(['--file', bareLog]),
  ];
  const [place, barePlace] = [await testDatabase('postgres'), await testDatabase('postgres')];
  const house = new House(place.open(), new EventStoreDbEventStore({ url: standIn.url, timeoutMs: 30_000 }));
  const floor = clientFloor(bareStandIn.url, await postgresTarget(barePlace.databaseUrl!));
  try {
    await house.build();
    const bare = await compare(house, floor, 'postgres', events, tell);
    await duringRebuild(house, 'postgres', bare, tell);
  } finally {
    await house.close();
    await floor.close();
    for (const { drop } of [place, barePlace]) await drop();
    for (const server of [standIn, bareStandIn]) await server.kill();
    await stopPostgres();
  }
}

/** Measures the two by turns; answers what the bare one took. */
async function compare(house: House, floor: Floor, engine: string, events: number, tell: Tell) {
  const [mine, theirs] = [new Incoming(), new Incoming()];
  const [ours, bare]: [number[], number[]] = [[], []];
  // The first appends find everything cold.
  await floor.measure(theirs.next(PER_SECOND), PER_SECOND);
  await house.measure(mine.next(PER_SECOND), PER_SECOND);
  for (let round = 0; round < ROUNDS; round++) {
    const count = Math.ceil(events / ROUNDS);
    bare.push(...(await floor.measure(theirs.next(count), PER_SECOND)));
    ours.push(...(await house.measure(mine.next(count), PER_SECOND)));
  }
  tellBoth('appended in this process', engine, ours, bare, tell);
  return bare;
}

/** Appends go on at the same rate until all read models are built anew and have taken over. */
async function duringRebuild(house: House, engine: string, bare: readonly number[], tell: Tell): Promise<void> {
  const incoming = new Incoming();
  const through = await house.rebuild();
  const samples: number[] = [];
  do samples.push(...(await house.measure(incoming.next(PER_SECOND), PER_SECOND)));
  while (!(await through()));
  const figure = 'during a rebuild of all';
  tellBoth(figure, engine, samples, bare, tell);
  const common = { figure: `${figure}, longest`, engine, events: samples.length, unit: 'ms' };
  tell({ ...common, value: Math.max(...samples), reference: Math.max(...bare) });
}

function tellBoth(figure: string, engine: string, ours: readonly number[], bare: readonly number[], tell: Tell): void {
  const common = { engine, events: ours.length, unit: 'ms' };
  for (const [name, part] of [
    ['median', 0.5],
    ['p99', 0.99],
  ] as const) {
    const [value, reference] = [quantile(ours, part), quantile(bare, part)];
    tell({ ...common, figure: `${figure}, ${name}`, value, reference });
  }
}

/** Appends in another process; what it appended, and when. */
async function fromAnotherProcess(given: AppenderArguments): Promise<readonly Append[]> {
  const child = fork(fileURLToPath(new URL('visible-appender.ts', import.meta.url)), [JSON.stringify(given)]);
  const appends: Append[] = [];
  child.on('message', (append) => appends.push(append as Append));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the process that appends ended with exit code ${String(code)}`);
  return appends;
}

/** A bare loop follows what another process inserts bare. */
async function bareFollowing(log: string, target: ReturnType<typeof sqliteTarget>, count: number): Promise<number[]> {
  const seen: { readonly position: string; readonly at: number }[] = [];
  const stop = new AbortController();
  const following = followFile(
    log,
    target,
    (sequence, at) => seen.push({ position: positionOf(sequence), at }),
    stop.signal,
  );
  const appends = await fromAnotherProcess({ log, count, perSecond: PER_SECOND, bare: true });
  const last = appends.at(-1)!.position;
  while ((seen.at(-1)?.position ?? '') < last) await new Promise(setImmediate);
  stop.abort();
  await following;
  return appends.map(({ position, at }) => seen.find((one) => one.position >= position)!.at - at);
}
