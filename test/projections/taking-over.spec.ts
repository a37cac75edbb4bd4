import { ask } from '../../projections/engine/requests/requests.js';
import { leaseHolder } from '../../projections/engine/running/lease.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import type { ProjectorArguments } from './projector.js';
import { ProjectorProcess } from './projector-process.js';
import { things } from './tally.js';
import { Workshop } from './workshop.js';

describe.each(engines)('projectors in processes of their own on %s', (kind) => {
  let workshop: Workshop;
  let projectors: ProjectorProcess[];
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
    projectors = [];
  });
  afterEach(async () => {
    for (const projector of projectors) await projector.kill();
    await workshop.close();
  });

  function start(holder: string, given: Partial<ProjectorArguments> = {}): ProjectorProcess {
    const projector = new ProjectorProcess({
      ...workshop.place,
      holder,
      leaseMs: 1_000,
      batch: 20,
      versions: [1],
      ...given,
    });
    projectors.push(projector);
    return projector;
  }

  async function equalsRebuild(): Promise<void> {
    await workshop.settle();
    const kept = await workshop.allRows();
    await ask(workshop.database, { kind: 'rebuild', name: 'tally' });
    await workshop.until(async () => (await workshop.builds()).filter(({ state }) => state === 'live').length > 1);
    expect(await workshop.allRows()).toEqual(kept);
  }

  it('follow one another when the holder is killed', async () => {
    const first = start('first');
    await first.says(/first projects/);
    const second = start('second');
    await workshop.paint('thing-1', 'red');
    await workshop.settle();
    expect(await leaseHolder(workshop.database)).toBe('first');
    await first.kill();
    const killed = performance.now();
    await workshop.paint('thing-1', 'blue');
    await second.says(/second projects/);
    await workshop.settle();
    expect(performance.now() - killed).toBeLessThan(10_000);
    await equalsRebuild();
  }, 60_000);

  it('follow one another when the holder freezes, which then writes nothing more', async () => {
    const first = start('first');
    await first.says(/first projects/);
    await workshop.paint('thing-1', 'red');
    await workshop.settle();
    const second = start('second');
    // Asleep between two transactions: the lock of a file is not held.
    first.signal('SIGSTOP');
    const frozen = performance.now();
    await workshop.paint('thing-1', 'blue');
    await second.says(/second projects/);
    await workshop.settle();
    expect(performance.now() - frozen).toBeLessThan(10_000);
    first.signal('SIGCONT');
    await first.says(/first stands by/);
    await workshop.paint('thing-2', 'green', 'red');
    await workshop.settle();
    expect(await leaseHolder(workshop.database)).toBe('second');
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['blue', 'red']);
    await equalsRebuild();
  }, 60_000);

  it('give the lease back when they are told to stop', async () => {
    const first = start('first', { leaseMs: 60_000 });
    await first.says(/first projects/);
    const second = start('second');
    first.signal('SIGTERM');
    await first.ended;
    await second.says(/second projects/);
  }, 60_000);

  it('are not replaced by a program that lacks the version that serves', async () => {
    await workshop.paint('thing-1', 'red');
    const older = start('older');
    await older.says(/older projects/);
    await workshop.settle();
    // A new release comes up beside the old one, which still projects.
    const newer = start('newer', { versions: [1, 2] });
    await older.kill();
    await newer.says(/version 2, build 2, is live: serves/);
    // The old release goes on answering from its version, which is fed on.
    await workshop.paint('thing-2', 'blue');
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['red', 'blue']);
    await newer.kill();
    const old = start('old');
    await old.says(/tally version 2 serves, which this program does not have/);
    expect(await leaseHolder(workshop.database)).not.toBe('old');
    const again = start('again', { versions: [1, 2] });
    await again.says(/again projects/);
  }, 60_000);
});

describe('a projector that freezes inside a transaction on postgres', () => {
  it('loses it, and another takes over within ten seconds', async () => {
    const workshop = await Workshop.open('postgres');
    const place = { ...workshop.place, leaseMs: 1_000, batch: 20, versions: [1] };
    const first = new ProjectorProcess({ ...place, holder: 'first', freezeInWrite: 8 });
    await first.says(/first projects/);
    const second = new ProjectorProcess({ ...place, holder: 'second' });
    try {
      let colours = 0;
      // Written until it freezes: from then on nothing is applied before the other one projects.
      while (!second.said.some((line) => line.includes('second projects'))) {
        await workshop.paint('thing-1', ['red', 'blue'][colours++ % 2]!);
        await workshop.settle(500).catch(() => undefined);
      }
      const took = performance.now();
      await workshop.settle();
      expect(performance.now() - took).toBeLessThan(10_000);
      first.signal('SIGCONT');
      // By the lost connection or by the checkpoint, it learns that it is late.
      await first.says(/first stands by|database is away/);
      expect(await workshop.rows(things)).toMatchObject([{ changes: colours }]);
    } finally {
      await first.kill();
      await second.kill();
      await workshop.close();
    }
  }, 60_000);
});

describe('a projector that freezes inside a transaction on sqlite', () => {
  it('keeps the file locked: queries go on, who stands by says so and takes over once that process has ended', async () => {
    const workshop = await Workshop.open('sqlite');
    const place = { ...workshop.place, leaseMs: 1_000, batch: 20, versions: [1] };
    const first = new ProjectorProcess({ ...place, holder: 'first', freezeInWrite: 8 });
    await first.says(/first projects/);
    const second = new ProjectorProcess({ ...place, holder: 'second' });
    try {
      await workshop.paint('thing-1', 'red');
      await second.says(/is busy: .* is locked by another process/);
      expect(second.said.some((line) => line.includes('second projects'))).toBe(false);
      await workshop.rows(things);
      await first.kill();
      await second.says(/second projects/);
      await workshop.settle();
      expect(await workshop.rows(things)).toMatchObject([{ colour: 'red' }]);
    } finally {
      await first.kill();
      await second.kill();
      await workshop.close();
    }
  }, 60_000);
});
