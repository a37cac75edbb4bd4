import { changes, colours, tally, things, unfoldable } from '../../../test/projections/tally.js';
import { ReadModelTest } from './read-model-test.js';
import { engines } from './test-database.js';

const paint = (colour: string | null, note?: string) => ({
  type: 'Painted',
  data: note === undefined ? { colour } : { colour, note },
});

describe.each(engines)('a read model under test, on %s', (engine) => {
  let ledger: ReadModelTest;
  beforeEach(async () => {
    ledger = await ReadModelTest.open(engine, [tally()]);
  });
  afterEach(async () => {
    unfoldable.clear();
    await ledger.close();
  });

  it('shows its rows as the fold wrote them', async () => {
    ledger.event('thing-1', paint('red'));
    ledger.event('thing-2', paint('red', '빨강'));
    ledger.event('thing-1', paint('blue'), { recordedAt: '2025-12-31T15:30:00.000Z' });
    ledger.event('thing-3', { type: 'Unheard', data: {} });
    await ledger.fold();
    expect(await ledger.rows(things)).toEqual([
      { id: 'thing-1', first_ordinal: 1, colour: 'blue', note: null, changes: 2 },
      { id: 'thing-2', first_ordinal: 2, colour: 'red', note: '빨강', changes: 1 },
    ]);
    expect(await ledger.rows(colours)).toEqual([
      { colour: 'blue', month: '2026-01', things: 1, changes: 1 },
      { colour: 'red', month: '2026-01', things: 1, changes: 2 },
    ]);
    expect((await ledger.rows(changes)).map(({ ordinal, recorded_up_to }) => [ordinal, recorded_up_to])).toEqual([
      [1, '2026-01-01T00:00:00.000Z'],
      [2, '2026-01-01T00:01:00.000Z'],
      [3, '2026-01-01T00:01:00.000Z'],
    ]);
  });

  it('comes out equal in one batch and event by event', async () => {
    const oneByOne = await ReadModelTest.open(engine, [tally()]);
    const palette = ['red', 'blue', 'green', null];
    for (let i = 0; i < 60; i++) {
      const stream = `thing-${String((i * 7) % 11)}`;
      for (const each of [ledger, oneByOne]) each.event(stream, paint(palette[(i * 5) % 4]!));
    }
    await ledger.fold();
    await oneByOne.fold(1);
    for (const table of [things, changes, colours])
      expect(await ledger.rows(table)).toEqual(await oneByOne.rows(table));
    expect((await ledger.rows(things)).length).toBeGreaterThan(0);
    await oneByOne.close();
  });

  it.each([
    ['as they come', false],
    ['in the order of the log', true],
  ])('comes out equal where wants names nothing, streams %s', async (_, wholeLogInOrder) => {
    const unasked = await ReadModelTest.open(engine, [{ ...tally({ wholeLogInOrder }), wants: () => [] }]);
    for (let i = 0; i < 60; i++) {
      const stream = `thing-${String((i * 7) % 11)}`;
      for (const each of [ledger, unasked]) each.event(stream, paint(['red', 'blue', null][(i * 5) % 3]!));
    }
    await ledger.fold();
    await unasked.fold(25);
    for (const table of [things, changes, colours]) expect(await unasked.rows(table)).toEqual(await ledger.rows(table));
    expect(await unasked.heldBack()).toEqual([]);
    expect((await ledger.rows(things)).length).toBeGreaterThan(0);
    await unasked.close();
  });

  it('leaves nothing of an event that cannot be folded, nor of the later ones of its stream', async () => {
    unfoldable.add('beige');
    ledger.event('thing-1', paint('red'));
    ledger.event('thing-2', paint('red'));
    ledger.event('thing-1', paint('beige'));
    ledger.event('thing-1', paint('blue'));
    ledger.event('thing-2', paint('blue'));
    await ledger.fold();
    expect((await ledger.rows(things)).map(({ id, colour }) => [id, colour])).toEqual([
      ['thing-1', 'red'],
      ['thing-2', 'blue'],
    ]);
    expect(await ledger.heldBack()).toEqual([{ stream: 'thing-1', error: 'Error: beige is no colour' }]);
    const { heldBack, ordinal } = await ledger.readModels.appliedTo();
    expect({ heldBack, ordinal }).toEqual({ heldBack: 1, ordinal: 5 });
  });

  it('counts and sums in numbers', async () => {
    for (const stream of ['thing-1', 'thing-2', 'thing-3']) ledger.event(stream, paint('red'));
    await ledger.fold();
    interface Tables {
      tally_things: { id: string; changes: number };
    }
    const answer = await ledger.readModels.read<Tables, unknown>(['tally'], (db) =>
      db
        .selectFrom('tally_things')
        .select((of) => [of.fn.countAll().as('count'), of.fn.sum('tally_things.changes').as('sum')])
        .executeTakeFirstOrThrow(),
    );
    expect(answer).toEqual({ count: 3, sum: 3 });
  });
});
