import { sql } from 'kysely';
import { storedTable } from '../../projections/engine/database/stored-table.js';
import { NotYetVisible } from '../../projections/engine/reading/errors.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { changes, colours, tally, things, unfoldable } from './tally.js';
import { Workshop } from './workshop.js';

describe.each(engines)('the projection engine on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(async () => {
    unfoldable.clear();
    await workshop.close();
  });

  it('builds what is in the log, then follows it', async () => {
    await workshop.paint('thing-1', 'red', 'blue');
    await workshop.paint('thing-2', 'red');
    workshop.start();
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ id, colour }) => [id, colour])).toEqual([
      ['thing-1', 'blue'],
      ['thing-2', 'red'],
    ]);
    const { position } = await workshop.paint('thing-2', null);
    const applied = await workshop.readModels.waitFor(position, 10_000);
    expect(applied).toMatchObject({ ordinal: 4, position, heldBack: 0 });
    expect((await workshop.rows(things)).map(({ id }) => id)).toEqual(['thing-1']);
  });

  it('goes on where it stopped', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    await workshop.paint('thing-1', 'blue');
    workshop.start();
    await workshop.settle();
    expect((await workshop.rows(changes)).map(({ ordinal, colour }) => [ordinal, colour])).toEqual([
      [1, 'red'],
      [2, 'blue'],
    ]);
    expect((await workshop.rows(colours)).map(({ colour, things: count }) => [colour, count])).toEqual([
      ['blue', 1],
      ['red', 0],
    ]);
  });

  it('answers a position that is not visible in time with how far it is', async () => {
    workshop.start();
    await workshop.paint('thing-1', 'red');
    await workshop.settle();
    await workshop.stop();
    const { position } = await workshop.paint('thing-1', 'blue');
    const waited = workshop.readModels.waitFor(position, 50);
    await expect(waited).rejects.toThrow(NotYetVisible);
    await expect(waited).rejects.toMatchObject({ appliedTo: { ordinal: 1 } });
  });

  it('builds a new version beside the old one, which is fed on and can be taken back', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    workshop.projections = [tally(), tally({ version: 2, shade: (colour) => `light ${colour}` })];
    workshop.start();
    await workshop.until(async () =>
      (await workshop.builds()).some(({ version, serving }) => version === 2 && serving === 1),
    );
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['light red']);
    await workshop.paint('thing-2', 'blue');
    await workshop.settle();
    expect(await workshop.ask({ kind: 'switch', name: 'tally' })).toEqual({ state: 'done', answer: { builds: [1] } });
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['red', 'blue']);
    expect((await workshop.ask({ kind: 'drop' })).state).toBe('refused');
    expect(await workshop.ask({ kind: 'switch', build: 2 })).toEqual({ state: 'done', answer: { builds: [2] } });
    expect(await workshop.ask({ kind: 'switch', name: 'tally' })).toEqual({ state: 'done', answer: { builds: [1] } });
    expect(await workshop.ask({ kind: 'drop', build: 2 })).toEqual({ state: 'done', answer: { builds: [2] } });
    await workshop.until(async () => (await workshop.builds()).length === 1);
  });

  it('rebuilds an unchanged version when asked, equal row by row', async () => {
    for (let i = 0; i < 300; i++)
      await workshop.paint(`thing-${String(i % 40)}`, ['red', 'blue', null, 'green'][i % 4]!);
    workshop.start();
    await workshop.settle();
    const before = await workshop.allRows();
    expect(await workshop.ask({ kind: 'rebuild', name: 'tally' })).toEqual({ state: 'done', answer: { builds: [2] } });
    await workshop.until(async () =>
      (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1),
    );
    expect(await workshop.allRows()).toEqual(before);
    expect((await workshop.readModels.appliedTo()).readModels).toMatchObject([{ name: 'tally', build: 2 }]);
  });

  it('pauses and resumes', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.ask({ kind: 'pause', name: 'tally' });
    const { position } = await workshop.paint('thing-1', 'blue');
    await expect(workshop.readModels.waitFor(position, 100)).rejects.toThrow(NotYetVisible);
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['red']);
    await workshop.ask({ kind: 'resume', name: 'tally' });
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['blue']);
    await workshop.until(async () => (await workshop.builds())[0]?.state === 'live');
    expect(workshop.reports.at(-1)).toBe('tally version 1, build 1, is live: serves as before');
  });

  it('pauses and resumes what is kept beside the one that serves, and does not say that it serves', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.ask({ kind: 'rebuild' });
    const state = (build: number) => async () =>
      (await workshop.builds()).find((row) => row.build === build)?.state === 'live';
    await workshop.until(state(2));
    await workshop.ask({ kind: 'pause', build: 1 });
    await workshop.ask({ kind: 'resume', build: 1 });
    await workshop.until(state(1));
    expect(workshop.reports.at(-1)).toBe('tally version 1, build 1, is live: kept beside the one that serves');
  });

  it('refuses what cannot be done, and says why', async () => {
    workshop.start();
    await workshop.until(async () => (await workshop.builds()).some(({ serving }) => serving === 1));
    expect(await workshop.ask({ kind: 'pause', name: 'sums' })).toEqual({
      state: 'refused',
      answer: 'there is no read model sums',
    });
    expect(await workshop.ask({ kind: 'rebuild', name: 'tally', build: 1 })).toEqual({
      state: 'refused',
      answer: 'a rebuild makes a build of its own: leave the build out',
    });
    expect(await workshop.ask({ kind: 'pause', stream: 'thing-1' })).toEqual({
      state: 'refused',
      answer: 'a stream is for retry alone: leave it out',
    });
    expect(await workshop.ask({ kind: 'drop', build: 1 })).toEqual({
      state: 'refused',
      answer: 'build 1 is none that does not serve; one that serves is not dropped: switch to another first',
    });
    expect(await workshop.ask({ kind: 'resume' })).toEqual({
      state: 'refused',
      answer: 'no read model has a build that is paused or failed',
    });
    expect((await workshop.ask({ kind: 'drop', name: 'tally' })).state).toBe('refused');
    expect((await workshop.ask({ kind: 'switch', name: 'tally' })).state).toBe('refused');
  });
});

describe('a build on PostgreSQL', () => {
  it('has its tables known to the planner from its first query on', async () => {
    const workshop = await Workshop.open('postgres');
    try {
      await workshop.paint('thing-1', ...Array.from({ length: 1_000 }, () => 'red'));
      workshop.start();
      await workshop.settle();
      const names = [things, changes].map((table) => storedTable(table, 1).name);
      const { rows } = await workshop.database.read((db) =>
        sql`select reltuples from pg_class where relname in (${sql.join(names)})
            and relnamespace = current_schema()::regnamespace order by reltuples`.execute(db),
      );
      expect(rows).toEqual([{ reltuples: 1 }, { reltuples: 1_000 }]);
    } finally {
      await workshop.close();
    }
  });
});
