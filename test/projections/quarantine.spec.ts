import { engines } from '../../projections/engine/testing/test-database.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { beside, changes, tally, things, unfoldable } from './tally.js';
import { Workshop } from './workshop.js';

describe.each(engines)('a bad event on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(async () => {
    unfoldable.clear();
    await workshop.close();
  });

  const operations = () => new Operations(workshop.database, workshop.store, workshop.projections);

  it('stops its own stream, and after a fix every table equals a rebuild', async () => {
    unfoldable.add('beige');
    await workshop.paint('thing-1', 'red', 'beige', 'blue');
    workshop.start();
    await workshop.paint('thing-2', 'red');
    await workshop.paint('thing-1', 'green');
    await workshop.settle();
    expect(await workshop.readModels.appliedTo()).toMatchObject({ ordinal: 5, heldBack: 1 });
    expect((await workshop.rows(things)).map(({ id, colour }) => [id, colour])).toEqual([
      ['thing-1', 'red'],
      ['thing-2', 'red'],
    ]);
    expect(await operations().quarantine('tally')).toMatchObject([
      { stream: 'thing-1', ordinal: 2, type: 'Painted', error: 'Error: beige is no colour', events: 3, attempts: 1 },
    ]);
    expect(workshop.reports).toContain('tally holds thing-1 back, whose event 2 cannot be folded');

    expect((await workshop.ask({ kind: 'retry' })).answer).toEqual({ builds: [1], stillHeldBack: 1 });
    expect(await operations().quarantine()).toMatchObject([{ ordinal: 2, events: 3, attempts: 2 }]);
    unfoldable.clear();
    expect(await workshop.ask({ kind: 'retry', stream: 'thing-2' })).toEqual({
      state: 'refused',
      answer: 'no stream in quarantine is the one that is named',
    });
    expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 1 });
    expect((await workshop.ask({ kind: 'retry', stream: 'thing-1' })).answer).toEqual({
      builds: [1],
      stillHeldBack: 0,
    });
    expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 0 });
    const mended = await workshop.allRows();
    expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5]);
    await workshop.ask({ kind: 'rebuild' });
    await workshop.until(async () =>
      (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1),
    );
    expect(await workshop.allRows()).toEqual(mended);
  });

  /** A program stopped with a stream held back; the next one's folds are mended. */
  const heldBackAndMended = async () => {
    unfoldable.add('beige');
    await workshop.paint('thing-1', 'beige', 'blue');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    unfoldable.clear();
  };

  it('is tried again when a program starts, which may hold the fix', async () => {
    await heldBackAndMended();
    workshop.start();
    await workshop.until(async () => (await workshop.readModels.appliedTo()).heldBack === 0);
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['blue']);
  });

  it('is tried again for an operator who asked before a program starts, and answered as asked', async () => {
    await heldBackAndMended();
    const retry = await operations().ask({ kind: 'retry', stream: 'thing-1' });
    const pause = await operations().ask({ kind: 'pause' });
    workshop.start();
    await workshop.until(async () => (await operations().request(pause.id))!.state === 'done');
    expect(await operations().request(retry.id)).toMatchObject({
      state: 'done',
      answer: { builds: [1], stillHeldBack: 0 },
    });
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['blue']);
  });

  it('of many, are tried again in turns with what is live', async () => {
    unfoldable.add('beige');
    for (let i = 0; i < 150; i++) await workshop.paint(`thing-${String(i)}`, 'beige');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    const { position } = await workshop.paint('another', 'red');
    workshop.start({ besideMs: 1 });
    await workshop.readModels.waitFor(position, 10_000);
    const attempts = async () => (await operations().quarantine()).map((held) => held.attempts);
    expect(new Set(await attempts())).toEqual(new Set([1, 2]));
    await workshop.until(async () => (await attempts()).every((times) => times === 2));

    const { id } = await operations().ask({ kind: 'retry' });
    await workshop.until(async () => (await attempts()).includes(3));
    const onceMore = await workshop.paint('one more', 'red');
    await workshop.readModels.waitFor(onceMore.position, 10_000);
    expect(await operations().request(id)).toMatchObject({ state: 'asked' });
    await workshop.until(async () => (await operations().request(id))!.state === 'done');
    expect(await operations().request(id)).toMatchObject({ answer: { builds: [1], stillHeldBack: 150 } });
    expect(new Set(await attempts())).toEqual(new Set([3]));
    expect((await workshop.rows(things)).map(({ id }) => id)).toEqual(['another', 'one more']);
  });

  it('keeps a version from taking over that holds back what the serving one does not', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    workshop.projections = [
      tally(),
      tally({
        version: 2,
        shade: (colour) => {
          if (unfoldable.has('all')) throw new Error('no shade');
          return colour;
        },
      }),
    ];
    unfoldable.add('all');
    workshop.start();
    await workshop.until(async () =>
      (await workshop.builds()).some(({ version, state }) => version === 2 && state === 'live'),
    );
    expect(await workshop.builds()).toMatchObject([
      { version: 1, serving: 1 },
      { version: 2, serving: 0, takes_over: 1 },
    ]);
    unfoldable.clear();
    await workshop.ask({ kind: 'retry', name: 'tally' });
    expect(await workshop.builds()).toMatchObject([
      { version: 1, serving: 0 },
      { version: 2, serving: 1, takes_over: 0 },
    ]);
  });

  it('stops a read model whole that needs the log in order, and no other', async () => {
    workshop.projections = [tally({ wholeLogInOrder: true }), beside('recolour')];
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    unfoldable.add('beige');
    await workshop.paint('thing-2', 'beige');
    await workshop.until(async () => (await workshop.builds()).some(({ state }) => state === 'failed'));
    await workshop.until(async () => (await workshop.readModels.appliedTo(['recolour'])).ordinal === 2);
    expect((await operations().builds()).find(({ name }) => name === 'tally')).toMatchObject({
      state: 'failed',
      serving: true,
      ordinal: 1,
      error: 'event 2 (Painted) cannot be folded: beige is no colour',
    });
    unfoldable.clear();
    await workshop.ask({ kind: 'resume', name: 'tally' });
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['red', 'beige']);
  });

  it('is found where only the database refuses its rows', async () => {
    for (let i = 1; i <= 40; i++) await workshop.paint(`thing-${String(i)}`, 'red');
    workshop.projections = [tally({ rank: (stream) => (stream === 'thing-31' ? 7 : undefined) })];
    await workshop.paint('thing-31', 'blue');
    workshop.start();
    await workshop.settle();
    // thing-7 has that rank already, and ranks are unique: a fold cannot know.
    expect(await operations().quarantine()).toMatchObject([{ stream: 'thing-31', ordinal: 31, events: 2 }]);
    expect(await workshop.rows(things)).toHaveLength(39);
    expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1).filter((ordinal) => ordinal !== 31),
    );
  });
});
