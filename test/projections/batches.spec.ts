import { type LedgerEvent, type Projection, type Row, table } from '../../projections/engine/read-model/projection.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { type Painted, tally, things } from './tally.js';
import { trickling } from './trickle.js';
import { Workshop } from './workshop.js';

interface CountRow extends Row {
  colour: string;
  events: number;
}
interface PlaceRow extends Row {
  ordinal: number;
  place: number;
}

const counts = table<CountRow>({
  name: 'place_counts',
  columns: { colour: 'text', events: 'integer' },
  key: ['colour'],
});
const places = table<PlaceRow>({
  name: 'places',
  columns: { ordinal: 'integer', place: 'integer' },
  key: ['ordinal'],
});

/** How often a colour was painted with before, told at every third event: most add to a sum that nobody has looked at. */
function placing(wants: Projection['wants']): Projection {
  return {
    name: 'placing',
    version: 1,
    wholeLogInOrder: true,
    tables: [counts, places],
    concerns: ({ type }) => type === 'Painted',
    wants,
    fold({ ordinal, data }, rows) {
      const { colour } = data as { colour: string };
      rows.add(counts, { colour, events: 1 }, ['events']);
      if (ordinal % 3 === 0) rows.put(places, { ordinal, place: rows.get(counts, [colour])!.events });
    },
  };
}

const asks = ({ data }: LedgerEvent) => [{ table: counts, keys: [[(data as Painted).colour]] }];
const asksWhereItLooks = (event: LedgerEvent) => (event.ordinal % 3 === 0 ? asks(event) : []);

describe.each(engines)('batches on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(() => workshop.close());

  it.each([
    ['in one batch', { page: 1_000, batch: 20_000 }, asks],
    ['where a batch is written while the next is folded', { page: 4, batch: 8 }, asks],
    ['where only what is looked at is asked for', { page: 4, batch: 8 }, asksWhereItLooks],
    ['where a page is a batch and only what is looked at is asked for', { page: 2, batch: 2 }, asksWhereItLooks],
    ['where a page is a batch', { page: 5, batch: 5 }, asks],
    ['where nothing is asked for beforehand', { page: 4, batch: 8 }, () => []],
  ])('come to the same %s', async (_, settings, wants) => {
    workshop.projections = [tally(), placing(wants)];
    const painted: string[] = [];
    const expected: PlaceRow[] = [];
    for (let i = 0; i < 40; i++) {
      const colours = ['red', 'blue', 'green', 'red', 'red'].slice(0, 1 + (i % 5));
      await workshop.paint(`thing-${String(i % 7)}`, ...colours);
      for (const colour of colours) {
        painted.push(colour);
        const place = painted.filter((other) => other === colour).length;
        if (painted.length % 3 === 0) expected.push({ ordinal: painted.length, place });
      }
    }
    workshop.start(settings);
    await workshop.settle();
    expect(await workshop.rows(places, 'placing')).toEqual(expected);
    const atOnce = await workshop.allRows();
    await workshop.ask({ kind: 'rebuild' });
    await workshop.until(async () =>
      (await workshop.builds()).every(({ build, serving }) => serving === (build > 2 ? 1 : 0)),
    );
    expect(await workshop.allRows()).toEqual(atOnce);
  });

  it('beside a rebuild do not wait for the end of a stream of events that has none', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    workshop.store = trickling(workshop.store);
    workshop.start({ besideMs: 0 });
    await workshop.ask({ kind: 'rebuild' });
    await workshop.paint('thing-2', ...Array.from({ length: 400 }, () => 'blue'));
    let seen = 0;
    await workshop.until(async () => {
      seen ||= (await workshop.rows(things))[1]?.changes ?? 0;
      return seen > 0;
    });
    expect(seen).toBeLessThan(40);
  });
});
