import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseKind } from '../../projections/engine/database/database.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { ask } from '../../projections/engine/requests/requests.js';
import { ProjectorProcess } from '../projections/projector-process.js';
import { Workshop } from '../projections/workshop.js';
import { randomFrom } from './random.js';
import { subjects } from './subjects.js';

export interface TortureOptions {
  readonly kind: DatabaseKind;
  readonly about: keyof typeof subjects;
  readonly seed: number;
  /** Goes on while this holds. */
  readonly goOn: (kills: number) => boolean;
  readonly tell?: (line: string) => void;
}

export interface Tortured {
  readonly kills: number;
  /** Processes that slept longer than their lease while the other one went on. */
  readonly freezes: number;
  readonly events: number;
  /** Kills at which some of what had been appended was applied and some was not. */
  readonly midway: number;
  /** What is there as the killed processes left it and as a rebuild makes it. */
  readonly kept: Served;
  readonly rebuilt: Served;
}

/** All that serves. */
export interface Served {
  /** Every row of every table, by table. */
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
  /** The streams in quarantine and why. */
  readonly heldBack: readonly unknown[];
}

const LEASE_MS = 400;

/**
 * Two projectors share a database while events are appended; one after the other is killed or frozen at a random moment, in
 * the middle of a rebuild too. In the end every table is compared with a rebuild by a process that nobody kills.
 */
export async function tortureProjections({
  kind,
  about,
  seed,
  goOn,
  tell = () => undefined,
}: TortureOptions): Promise<Tortured> {
  const random = randomFrom(seed);
  const workshop = await Workshop.open(kind);
  const { versions, projections, record } = subjects[about](workshop, random);
  workshop.projections = projections;
  const names = [...new Set(projections.map(({ name }) => name))];
  const started = (holder: string) =>
    new ProjectorProcess({
      ...workshop.place,
      holder,
      leaseMs: LEASE_MS,
      batch: 1 + Math.floor(random() * 20),
      versions,
    });
  let kills = 0;
  let freezes = 0;
  let events = 0;
  let midway = 0;
  const projectors = [started('first'), started('second')];
  try {
    while (goOn(kills)) {
      events += await record(20 + Math.floor(random() * 200));
      if (random() < 0.4) {
        const name = names[Math.floor(random() * names.length)]!;
        await ask(workshop.database, { kind: 'rebuild', name });
      }
      // Whoever holds the lease now is at work on what was just appended.
      await Promise.race(projectors.map((projector) => projector.says(/projects/)));
      await delay(random() * 200);
      const victim = Math.floor(random() * projectors.length);
      if (random() < 0.3) {
        // Frozen inside a transaction on SQLite it keeps the file locked until it wakes: nothing is asked of it meanwhile.
        projectors[victim]!.signal('SIGSTOP');
        events += await record(20);
        await delay(LEASE_MS * (1 + 2 * random()));
        projectors[victim]!.signal('SIGCONT');
        freezes += 1;
        continue;
      }
      await projectors[victim]!.kill();
      kills += 1;
      if ((await workshop.builds()).some(({ ordinal }) => ordinal > 0 && ordinal < events)) midway += 1;
      projectors[victim] = started(`number ${String(kills + 2)}`);
      if (kills % 20 === 0) tell(`${String(kills)} kills, ${String(events)} events, ${String(midway)} kills midway`);
    }
    for (const projector of projectors) await projector.kill();
    workshop.start();
    await workshop.settle(60_000);
    await workshop.until(
      async () => (await workshop.builds()).every(({ state, serving }) => state === 'live' || serving === 1),
      60_000,
    );
    const kept = await served(workshop);
    await rebuild(workshop);
    return { kills, freezes, events, midway, kept, rebuilt: await served(workshop) };
  } finally {
    for (const projector of projectors) await projector.kill();
    await workshop.close();
  }
}

/** Builds everything anew; resolves once that serves. */
async function rebuild(workshop: Workshop): Promise<void> {
  const { answer } = await workshop.ask({ kind: 'rebuild' });
  const { builds } = answer as { builds: readonly number[] };
  const serve = async () => {
    const serving = new Set((await workshop.builds()).filter((row) => row.serving === 1).map(({ build }) => build));
    return builds.every((build) => serving.has(build));
  };
  await workshop.until(serve, 60_000);
}

async function served(workshop: Workshop): Promise<Served> {
  const { database, store, projections, readModels } = workshop;
  const builds = (await readModels.appliedTo()).readModels.map(({ build }) => build);
  const heldBack = (await new Operations(database, store, projections).quarantine())
    .filter(({ build }) => builds.includes(build))
    .map(({ build: _build, heldSince: _heldSince, attempts: _attempts, ...stream }) => stream)
    .sort((a, b) => a.ordinal - b.ordinal || a.name.localeCompare(b.name));
  return { tables: await workshop.allRows(), heldBack };
}
