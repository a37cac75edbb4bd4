import { setImmediate as nextTurn } from 'node:timers/promises';
import { DatabaseAway } from '../../projections/engine/database/database.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { rebuild } from '../../projections/engine/operations/rebuild.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { changes, tally, things } from './tally.js';
import { askTally, type TallyAnswer, wrongIn } from './tally-answers.js';
import { painted, Workshop } from './workshop.js';

describe.each(engines)('in trouble, the engine on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(() => workshop.close());

  const operations = () => new Operations(workshop.database, workshop.store, workshop.projections);
  const colours = async () => (await workshop.rows(things)).map(({ colour }) => colour);

  it('stops at a log that is not the one it knows, says so, and is cured by a rebuild', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    await workshop.exchangeLog();
    await workshop.paint('thing-1', 'blue');
    await workshop.paint('thing-2', 'green');
    const engine = workshop.start();
    await workshop.until(() => Promise.resolve(engine.status.trouble.wrongLog !== undefined));
    expect(engine.status.trouble.wrongLog).toMatch(
      /built from another log: their event 1 \(.*\) is not in .*npm run rebuild/,
    );
    expect((await operations().wrongLog())?.en).toBe(engine.status.trouble.wrongLog);
    // Two logs are not ahead or behind of one another.
    expect(await operations().lag()).toBeUndefined();
    expect(await colours()).toEqual(['red']);

    // One alone would be read beside others of another log.
    expect(await workshop.ask({ kind: 'rebuild', name: 'tally' })).toMatchObject({
      state: 'refused',
      answer: expect.stringMatching(/built from another log.*all of them together/) as string,
    });
    await workshop.ask({ kind: 'rebuild' });
    await workshop.until(async () =>
      (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1),
    );
    expect(await colours()).toEqual(['blue', 'green']);
    expect(await operations().wrongLog()).toBeUndefined();
    // Nobody is switched back to what the other log made.
    expect((await workshop.ask({ kind: 'switch', name: 'tally' })).state).toBe('refused');
    const failed = { state: 'failed', error: expect.stringMatching(/another log/) as string };
    expect((await operations().builds())[0]).toMatchObject(failed);
    // Pausing the others does not hide why it failed.
    expect(await workshop.ask({ kind: 'pause' })).toMatchObject({ state: 'done' });
    expect((await operations().builds())[0]).toMatchObject(failed);
    expect((await workshop.ask({ kind: 'pause', build: 1 })).state).toBe('refused');
    await workshop.ask({ kind: 'resume', build: 2 });
    await workshop.paint('thing-2', 'red');
    await workshop.settle();
    expect(await colours()).toEqual(['blue', 'red']);

    // What was built from the other log is still there, and in nobody's way.
    await workshop.stop();
    workshop.projections = [tally(), tally({ version: 2 })];
    workshop.start();
    await workshop.until(async () =>
      (await workshop.builds()).some(({ version, serving }) => version === 2 && serving === 1),
    );
    await workshop.paint('thing-2', 'green');
    await workshop.settle();
    expect(await colours()).toEqual(['blue', 'green']);
  });

  it('gives up a build that was begun from another log, and builds it from this one', async () => {
    for (let i = 0; i < 100; i++) await workshop.paint(`thing-${String(i)}`, 'red');
    const begun = new AbortController();
    const { fold, ...rest } = tally();
    workshop.projections = [
      {
        ...rest,
        fold: (event, rows) => {
          if (event.ordinal > 50) begun.abort();
          fold(event, rows);
        },
      },
    ];
    await expect(
      rebuild(workshop.database, workshop.store, workshop.projections, {
        settings: { page: 10, batch: 10, leaseMs: 1_000 },
        signal: begun.signal,
      }),
    ).rejects.toThrow(/abort/i);
    expect(await workshop.builds()).toMatchObject([{ build: 1, state: 'building', serving: 0 }]);
    await workshop.exchangeLog();
    await workshop.paint('thing-1', 'blue');
    workshop.projections = [tally()];
    workshop.start();
    await workshop.until(async () => (await workshop.builds())[0]?.state === 'failed');
    await workshop.ask({ kind: 'rebuild' });
    await workshop.settle();
    expect(await colours()).toEqual(['blue']);
  });

  it('stops at an emptied log', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    await workshop.exchangeLog();
    const engine = workshop.start();
    await workshop.until(() => Promise.resolve(engine.status.trouble.wrongLog !== undefined));
    expect(await colours()).toEqual(['red']);
  });

  it('tells how far it is behind the log, in events and seconds', async () => {
    workshop.start();
    await workshop.paint('thing-1', 'red');
    await workshop.settle();
    expect(await operations().lag()).toEqual({ events: 0, atLeast: false, seconds: 0 });
    await workshop.stop();
    const aMinuteAgo = new Date(Date.now() - 60_000).toISOString();
    const waiting = ['blue', 'green', 'red'].map((colour) => painted(colour, aMinuteAgo));
    await workshop.store.append('thing-2', 'no-stream', waiting);
    const { events, atLeast, seconds } = (await operations().lag())!;
    expect({ events, atLeast }).toEqual({ events: 3, atLeast: false });
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThan(65);
  });

  it('rebuilds with nobody projecting, and tells how far it is', async () => {
    for (let i = 0; i < 50; i++) await workshop.paint(`thing-${String(i % 9)}`, 'red', 'blue');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    const before = await workshop.allRows();
    const progress: number[] = [];
    const { serving, notServing } = await rebuild(workshop.database, workshop.store, workshop.projections, {
      onProgress: ({ done }) => void progress.push(done),
      settings: { leaseMs: 1_000 },
    });
    expect(serving).toMatchObject([{ name: 'tally', build: 2, state: 'live', ordinal: 100 }]);
    expect(notServing).toEqual([]);
    expect(progress.at(-1)).toBe(100);
    expect(await workshop.allRows()).toEqual(before);
  });

  it('rebuilds beside a server on the same database, which carries it out', async () => {
    await workshop.paint('thing-1', 'red', 'blue');
    workshop.start();
    await workshop.settle();
    const other = workshop.made.open();
    try {
      const { serving } = await rebuild(other, workshop.store, workshop.projections);
      expect(serving).toMatchObject([{ build: 2, ordinal: 2 }]);
      expect(workshop.reports).toContain('carried out: rebuild');
    } finally {
      await other.close();
    }
  });

  /** A fold that stops the rebuild after so many events stands for a program that is stopped there. */
  async function interruptedRebuild(after: number): Promise<void> {
    const stopAt = new AbortController();
    const { fold } = tally();
    workshop.projections = [
      {
        ...tally(),
        fold: (event, rows) => {
          if (event.ordinal > after) stopAt.abort();
          fold(event, rows);
        },
      },
    ];
    const interrupted = rebuild(workshop.database, workshop.store, workshop.projections, {
      settings: { page: 10, batch: 10, leaseMs: 1_000, besideMs: 0 },
      signal: stopAt.signal,
    });
    await expect(interrupted).rejects.toThrow(/abort/i);
  }

  it('goes on with an interrupted rebuild where it stopped', async () => {
    for (let i = 0; i < 200; i++) await workshop.paint(`thing-${String(i % 9)}`, 'red', 'blue');
    workshop.start();
    await workshop.settle();
    const before = await workshop.allRows();
    await workshop.stop();
    await interruptedRebuild(150);
    const half = (await workshop.builds()).find(({ build }) => build === 2)!;
    expect(half.ordinal).toBeGreaterThan(100);
    expect(half.ordinal).toBeLessThan(400);
    expect(half).toMatchObject({ state: 'building', serving: 0 });
    workshop.projections = [tally()];
    workshop.start();
    await workshop.until(async () =>
      (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1),
    );
    expect(await workshop.allRows()).toEqual(before);
  });

  it.each([
    ['take over that had caught up', { state: 'building', served_since: null }],
    ['serve whose last stream was freed', {}],
  ] as const)('lets a build %s when the program was killed', async (_, before) => {
    await workshop.paint('thing-1', 'red', 'blue');
    workshop.start();
    await workshop.settle();
    await workshop.ask({ kind: 'rebuild' });
    const serves = async () => (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1);
    await workshop.until(serves);
    await workshop.stop();
    // As the books stand before it serves.
    await workshop.database.write(async ({ books }) => {
      const waiting = { ...before, serving: 0, takes_over: 1 } as const;
      await books.updateTable('ledger_builds').set(waiting).where('build', '=', 2).execute();
      await books.updateTable('ledger_builds').set({ serving: 1 }).where('build', '=', 1).execute();
    });
    workshop.start();
    await workshop.until(serves);
    expect((await workshop.builds()).map(({ state, takes_over }) => [state, takes_over])).toEqual([
      ['live', 0],
      ['live', 0],
    ]);
    expect(await colours()).toEqual(['blue']);
  });

  it('knows of how many events a first build is, where the log can tell', async () => {
    for (let i = 0; i < 200; i++) await workshop.paint(`thing-${String(i % 9)}`, 'red', 'blue');
    await interruptedRebuild(30);
    const [build] = await operations().builds();
    expect(build!.progress).toMatchObject({ done: build!.ordinal, of: 400 });
  });

  it('shows a build as detached whose code is gone, and drops it all the same', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    workshop.projections = [tally(), tally({ version: 2 })];
    workshop.start();
    await workshop.until(async () =>
      (await workshop.builds()).some(({ version, serving }) => version === 2 && serving === 1),
    );
    await workshop.stop();
    workshop.projections = [tally({ version: 2 })];
    expect((await operations().builds()).map(({ version, state }) => [version, state])).toEqual([
      [1, 'detached'],
      [2, 'live'],
    ]);
    workshop.start();
    await workshop.paint('thing-1', 'blue');
    await workshop.settle();
    await workshop.ask({ kind: 'drop', name: 'tally', build: 1 });
    await workshop.until(async () => (await workshop.builds()).length === 1);
    expect(await colours()).toEqual(['blue']);
  });

  it('answers 503 where the database is away', async () => {
    workshop.start();
    await workshop.paint('thing-1', 'red');
    await workshop.settle();
    await workshop.stop();
    await workshop.database.close();
    await expect(workshop.readModels.appliedTo()).rejects.toThrow(DatabaseAway);
  });

  it('answers all the while a rebuild goes on, without a gap or a mix', async () => {
    for (let i = 0; i < 400; i++) await workshop.paint(`thing-${String(i % 37)}`, ['red', 'blue', null][i % 3]!);
    workshop.start({ besideMs: 5 });
    await workshop.settle();
    const { answer } = await workshop.ask({ kind: 'rebuild' });
    const [build] = (answer as { builds: number[] }).builds;
    let answers = 0;
    let before: TallyAnswer | undefined;
    while (before?.build !== build) {
      if (answers % 5 === 0) await workshop.paint(`thing-${String(answers % 37)}`, 'green');
      const answer = await askTally(workshop.readModels);
      expect(wrongIn(answer, before)).toEqual([]);
      before = answer;
      answers += 1;
      // Where reading waits for nothing, nobody else would ever have a turn.
      await nextTurn();
    }
    expect(answers).toBeGreaterThan(1);
    expect((await workshop.rows(changes)).length).toBeGreaterThan(400);
  }, 30_000);
});
