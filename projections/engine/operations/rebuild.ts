import { setTimeout as delay } from 'node:timers/promises';
import { EventStoreError } from '../../../src/event-store/errors.js';
import type { EventStore } from '../../../src/event-store/event-store.js';
import type { Outcome } from '../requests/carry-out.js';
import type { Database } from '../database/database.js';
import { Engine } from '../running/engine.js';
import type { BuildStatus, Progress } from './build-status.js';
import { Operations } from './operations.js';
import type { Projection } from '../read-model/projection.js';
import { asItCame } from '../../../src/history/sentence.js';
import { RequestRefused } from '../requests/request-refused.js';
import type { EngineSettings } from '../running/settings.js';

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 10_000;

export interface RebuildOptions {
  /** One read model; all where not given. */
  readonly name?: string | undefined;
  /** Told several times a second: the builds under way, added up. */
  readonly onProgress?: (progress: Progress, builds: readonly BuildStatus[]) => void;
  /** Stops watching; what is under way goes on where somebody else projects, and the next time otherwise. */
  readonly signal?: AbortSignal;
  readonly settings?: Partial<EngineSettings>;
  /** How long nothing may move before it is asked why. */
  readonly patienceMs?: number;
}

/** Nothing moves any more, and the message says why. */
export class RebuildStopped extends Error {
  override readonly name = 'RebuildStopped';

  constructor(why: string) {
    super(
      `the rebuild cannot go on: ${why}; once that is mended, it goes on where it stopped when it is asked for again`,
    );
  }
}

/** What became of the new builds. */
export interface Rebuilt {
  /** They serve. */
  readonly serving: readonly BuildStatus[];
  /** They are there and do not serve: they failed, or hold back streams that the serving ones do not. */
  readonly notServing: readonly BuildStatus[];
}

/**
 * Builds read models anew beside the serving ones and resolves when they have taken over. Works beside a server
 * on the same database, which is asked and watched, and without one: then this process takes the lease.
 * Rejects with RequestRefused, and with RebuildStopped where something is in the way for longer than a moment.
 */
export async function rebuild(
  database: Database,
  store: EventStore,
  projections: readonly Projection[],
  options: RebuildOptions = {},
): Promise<Rebuilt> {
  await database.prepare();
  const operations = new Operations(database, store, projections);
  await refuseWithoutCode(operations);
  const { id } = await operations.ask({ kind: 'rebuild', name: options.name });
  const engine = new Engine(database, store, projections, {
    holder: `rebuild, process ${String(process.pid)}`,
    ...options.settings,
  });
  engine.start();
  let [seen, movedAt] = ['', performance.now()];
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      const request = (await operations.request(id))!;
      if (request.state === 'refused') throw new RequestRefused(request.inWords!);
      const wanted = new Set(request.state === 'done' ? (request.answer as Outcome).builds : []);
      const builds = (await operations.builds()).filter(({ build }) => wanted.has(build));
      if (builds.length > 0) {
        options.onProgress?.(together(builds), builds);
        if (builds.every(isThrough)) {
          return {
            serving: builds.filter(({ serving }) => serving),
            notServing: builds.filter(({ serving }) => !serving),
          };
        }
      }
      const now = builds.map(({ build, state, ordinal }) => [build, state, ordinal]).join();
      if (now !== seen) [seen, movedAt] = [now, performance.now()];
      else if (performance.now() - movedAt > (options.patienceMs ?? PATIENCE_MS)) await stopIfStuck(engine, store);
      await delay(LOOK_EVERY_MS, undefined, { signal: options.signal });
    }
  } finally {
    await engine.stop();
  }
}

/** Of a process that projects in this one's place nothing is known but whether the log can be read. */
async function stopIfStuck(engine: Engine, store: EventStore): Promise<void> {
  const { database, store: log, unexpected } = engine.status.trouble;
  const why = database ?? log ?? unexpected;
  if (why !== undefined) throw new RebuildStopped(why);
  try {
    await store.lastEvent();
  } catch (error) {
    if (error instanceof EventStoreError) throw new RebuildStopped(error.message);
    throw error;
  }
}

/** Where nobody projects and this program may not, a request would wait for ever. Throws RequestRefused. */
export async function refuseWithoutCode(operations: Operations): Promise<void> {
  const missing = await operations.missingCode();
  if (missing !== undefined && (await operations.holder()) === undefined) throw new RequestRefused(asItCame(missing));
}

function isThrough({ serving, state }: BuildStatus): boolean {
  return (
    serving ||
    state === 'live' ||
    state === 'failed' ||
    state === 'paused' ||
    state === 'dropping' ||
    state === 'detached'
  );
}

/** The builds of one rebuild stand together, or nearly: the slowest tells how far it is. */
function together(builds: readonly BuildStatus[]): Progress {
  const slowest = builds.reduce((a, b) => (b.ordinal < a.ordinal ? b : a));
  return slowest.progress ?? { done: slowest.ordinal, of: slowest.ordinal, eventsPerSecond: null, secondsLeft: 0 };
}
