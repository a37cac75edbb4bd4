import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseKind } from '../../projections/engine/database/database.js';
import { ask } from '../../projections/engine/requests.js';
import { ProjectorProcess } from '../projections/projector-process.js';
import { Workshop } from '../projections/workshop.js';
import { randomFrom } from './random.js';

export interface TortureOptions {
  readonly kind: DatabaseKind;
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
  /** Every row of every table, as the killed processes left them and as a rebuild makes them. */
  readonly kept: unknown;
  readonly rebuilt: unknown;
}

const LEASE_MS = 400;
const COLOURS = ['red', 'green', 'blue', null, 'white', 'black'];

/**
 * Two projectors share a database while events are appended; one after the other is killed or frozen at a random moment, in
 * the middle of a rebuild too. In the end every table is compared with a rebuild by a process that nobody kills.
 */
export async function tortureProjections({
  kind,
  seed,
  goOn,
  tell = () => undefined,
}: TortureOptions): Promise<Tortured> {
  const random = randomFrom(seed);
  const workshop = await Workshop.open(kind);
  const started = (name: string) =>
    new ProjectorProcess({
      ...workshop.place,
      holder: name,
      leaseMs: LEASE_MS,
      batch: 1 + Math.floor(random() * 20),
      versions: [1],
    });
  let kills = 0;
  let freezes = 0;
  let events = 0;
  let midway = 0;
  const append = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const stream = `thing-${String(Math.floor(random() * 50))}`;
      const colours = Array.from(
        { length: 1 + Math.floor(random() * 4) },
        () => COLOURS[Math.floor(random() * COLOURS.length)]!,
      );
      await workshop.paint(stream, ...colours);
      events += colours.length;
    }
  };
  const projectors = [started('first'), started('second')];
  try {
    while (goOn(kills)) {
      await append(20 + Math.floor(random() * 100));
      if (random() < 0.4) await ask(workshop.database, { kind: 'rebuild', name: 'tally' });
      // Whoever holds the lease now is at work on what was just appended.
      await Promise.race(projectors.map((projector) => projector.says(/projects/)));
      await delay(random() * 200);
      const victim = Math.floor(random() * projectors.length);
      if (random() < 0.3) {
        // Frozen inside a transaction on SQLite it keeps the file locked until it wakes: nothing is asked of it meanwhile.
        projectors[victim]!.signal('SIGSTOP');
        await append(20);
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
    const kept = await workshop.allRows();
    const { answer } = await workshop.ask({ kind: 'rebuild', name: 'tally' });
    const [build] = (answer as { builds: number[] }).builds;
    await workshop.until(
      async () => (await workshop.builds()).some((row) => row.build === build && row.serving === 1),
      60_000,
    );
    return { kills, freezes, events, midway, kept, rebuilt: await workshop.allRows() };
  } finally {
    for (const projector of projectors) await projector.kill();
    await workshop.close();
  }
}
