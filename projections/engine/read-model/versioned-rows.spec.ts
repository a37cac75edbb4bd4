import { type Contracts, contract } from '../../../src/history/contract.js';
import { correctedHistory } from '../../../src/history/corrected-history.js';
import type { Event, Recorded } from '../../../src/history/event.js';
import { fixed, text } from '../../../src/history/fields.js';
import { aText } from '../../../src/history/value-checks.js';
import { randomFrom } from '../../../test/torture/random.js';
import { ReadModelTest } from '../testing/read-model-test.js';
import { engines } from '../testing/test-database.js';
import type { Projection } from './projection.js';
import { made, STILL_KNOWN, versionedRows, versionedTable } from './versioned-rows.js';

type ShelfEvent = Event<'BookPut', { title: string; at: string }> | Event<'ShelfCleared', { why: string }>;

const contracts: Contracts<ShelfEvent> = {
  BookPut: contract({ title: text(aText(20)), at: text(aText(20)) }),
  ShelfCleared: contract({ why: text(aText(20)) }),
};
const books = versionedTable<{ title: string; at: string }>({
  name: 'books',
  columns: { title: 'text', at: 'text' },
  key: ['title'],
});
const shelves = versionedRows<ShelfEvent, Readonly<Record<string, string>>>({
  name: 'shelves',
  version: 1,
  tables: [books],
  category: 'shelf',
  contracts,
  evolve: (standing = {}, event) =>
    event.type === 'ShelfCleared' ? {} : { ...standing, [event.data.title]: event.data.at },
  rowsOf: (standing) => Object.entries(standing).map(([title, at]) => made(books, { title, at })),
});

type PileEvent = Event<'BookLaid', { title: string; at: string }>;
const pileContracts: Contracts<PileEvent> = {
  BookLaid: contract({ title: fixed(text(aText(20))), at: text(aText(20)) }),
};
const piled = versionedTable<{ title: string; at: string; times: number }>({
  name: 'piled',
  columns: { title: 'text', at: 'text', times: 'integer' },
  key: ['title'],
});
/** A book is a part: how often it was laid, and where last. */
const piles = versionedRows<PileEvent, { title: string; at: string; times: number }>({
  name: 'piles',
  version: 1,
  tables: [piled],
  category: 'pile',
  contracts: pileContracts,
  partOf: ({ data }) => data.title,
  evolve: (book, { data }) => ({ ...data, times: (book?.times ?? 0) + 1 }),
  rowsOf: (book) => [made(piled, book)],
});

describe.each(engines)('rows that remember when they were known, on %s', (engine) => {
  let ledger: ReadModelTest;
  beforeEach(async () => (ledger = await ReadModelTest.open(engine, [shelves])));
  afterEach(() => ledger.close());

  const put = (stream: string, title: string, at: string) =>
    ledger.event(stream, { type: 'BookPut', data: { title, at } });
  const voids = ({ stream, id }: Recorded) =>
    ledger.event(stream, { type: 'EntryVoided', data: { eventId: id, why: '실수' } });
  const moves = ({ stream, id }: Recorded, from: string, to: string) =>
    ledger.event(stream, {
      type: 'EntryCorrected',
      data: { eventId: id, type: 'BookPut', schemaVersion: 1, changes: [{ path: '/at', from, to }], why: '실수' },
    });
  const rows = async (batch?: number) => {
    await ledger.fold(batch);
    return (await ledger.rows(books)).map((row) => [
      row.title,
      row.at,
      row.known_from,
      row.known_to === STILL_KNOWN ? 'still' : row.known_to,
    ]);
  };

  it('open with the event that makes them and close with the one that ends them', async () => {
    put('shelf-1', '원효', 'left');
    put('shelf-1', '원효', 'right');
    ledger.event('shelf-1', { type: 'ShelfCleared', data: { why: '청소' } });
    expect(await rows()).toEqual([
      ['원효', 'left', 1, 2],
      ['원효', 'right', 2, 3],
    ]);
  });

  it('stay open through events that leave them as they are', async () => {
    put('shelf-1', '원효', 'left');
    put('shelf-1', '원효', 'left');
    put('shelf-1', '의상', 'left');
    put('shelf-2', '혜초', 'left');
    expect(await rows()).toEqual([
      ['원효', 'left', 1, 'still'],
      ['의상', 'left', 3, 'still'],
      ['혜초', 'left', 4, 'still'],
    ]);
  });

  it('close and open again with corrections, voids and voids of voids', async () => {
    const first = put('shelf-1', '원효', 'left');
    const moved = moves(first, 'left', 'right');
    const taken = voids(moved);
    voids(taken);
    voids(first);
    expect(await rows()).toEqual([
      ['원효', 'left', 1, 2],
      ['원효', 'right', 2, 3],
      ['원효', 'left', 3, 4],
      ['원효', 'right', 4, 5],
    ]);
  });

  it('go on where another batch left them', async () => {
    const first = put('shelf-1', '원효', 'left');
    expect(await rows()).toEqual([['원효', 'left', 1, 'still']]);
    put('shelf-2', '혜초', 'left');
    moves(first, 'left', 'right');
    expect(await rows(1)).toEqual([
      ['원효', 'left', 1, 3],
      ['원효', 'right', 3, 'still'],
      ['혜초', 'left', 2, 'still'],
    ]);
  });

  it('are of their own category alone, and unmoved by types that are not known', async () => {
    put('shelf-1', '원효', 'left');
    ledger.event('shelves-1', { type: 'BookPut', data: { title: '의상', at: 'left' } });
    ledger.event('shelf-1', { type: 'ShelfPainted', data: { colour: 'red' } });
    expect(await rows()).toEqual([['원효', 'left', 1, 'still']]);
    expect(await ledger.heldBack()).toEqual([]);
  });
});

describe.each(engines)('rows of streams that fall into parts, on %s', (engine) => {
  let ledger: ReadModelTest;
  let told = 0;
  beforeEach(async () => (ledger = await ReadModelTest.open(engine, [piles])));
  afterEach(() => ledger.close());

  const lays = (stream: string, title: string, at: string) =>
    ledger.event(stream, { type: 'BookLaid', data: { title, at } });
  const voids = (stream: string, eventId: string) =>
    ledger.event(stream, { type: 'EntryVoided', data: { eventId, why: '실수' } });
  const moves = (stream: string, eventId: string) => {
    const changes = [{ path: '/at', from: '', to: `elsewhere ${String((told += 1))}` }];
    return ledger.event(stream, {
      type: 'EntryCorrected',
      data: { eventId, type: 'BookLaid', schemaVersion: 1, changes, why: '실수' },
    });
  };
  const known = async (ordinal: number) =>
    (await ledger.rows(piled))
      .filter((row) => row.known_from <= ordinal && row.known_to > ordinal)
      .map(({ title, at, times }) => ({ title, at, times }));

  /** What a fold over all that was recorded by then makes. */
  const refolded = (upTo: number) => {
    const books = new Map<string, { title: string; at: string; times: number }>();
    const raw = ledger.log.slice(0, upTo);
    for (const stream of ['pile-1', 'pile-2']) {
      const its = raw.filter((event) => event.stream === stream);
      for (const { data } of correctedHistory<PileEvent>(its, pileContracts)) {
        books.set(data.title, { ...data, times: (books.get(data.title)?.times ?? 0) + 1 });
      }
    }
    return [...books.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
  };

  it('are those of the whole corrected history at every ordinal, whatever is corrected and voided', async () => {
    const next = randomFrom(7);
    const random = (below: number) => Math.floor(next() * below);
    // Titles are of one stream each: no two parts make rows of one key.
    const titles = { 'pile-1': ['원효', '의상'], 'pile-2': ['혜초'] };
    for (let n = 0; n < 120; n++) {
      const stream = random(2) === 0 ? 'pile-1' : 'pile-2';
      const its = ledger.log.filter((event) => event.stream === stream);
      const laid = its.filter(({ type }) => type === 'BookLaid');
      const what = its.length === 0 ? 0 : random(3);
      if (what === 0) lays(stream, titles[stream][random(titles[stream].length)]!, `at ${String(n)}`);
      else if (what === 1) moves(stream, laid[random(laid.length)]!.id);
      else voids(stream, its[random(its.length)]!.id);
      if (random(10) === 0) await ledger.fold(random(4) + 1);
    }
    await ledger.fold();
    expect(await ledger.heldBack()).toEqual([]);
    for (let ordinal = 1; ordinal <= ledger.log.length; ordinal++) {
      expect([ordinal, await known(ordinal)]).toEqual([ordinal, refolded(ordinal)]);
    }
  });
});

describe('what an entry of a stream costs to fold', () => {
  it.each([
    ['one more entry', 'BookLaid'],
    ['a correction', 'EntryCorrected'],
    ['a void', 'EntryVoided'],
  ])('does not grow with the stream, for %s', async (_, type) => {
    const costs = [];
    for (const length of [10, 1_000]) {
      let cost = 0;
      const counted = countingWork(piles, (work) => (cost = work));
      const ledger = await ReadModelTest.open('sqlite', [counted]);
      const laid = Array.from({ length }, (_, n) =>
        ledger.event('pile-1', { type: 'BookLaid', data: { title: `book ${String(n).padStart(4, '0')}`, at: 'left' } }),
      );
      const changes = [{ path: '/at', from: 'left', to: 'right' }];
      const amended = { eventId: laid[5]!.id, why: '실수' };
      const data = {
        BookLaid: { title: 'book last', at: 'left' },
        EntryCorrected: { ...amended, type: 'BookLaid', schemaVersion: 1, changes },
        EntryVoided: amended,
      }[type]!;
      ledger.event('pile-1', { type, data });
      await ledger.fold();
      await ledger.close();
      costs.push(cost);
    }
    // Ordinals and numbers have some digits more.
    expect(costs[1]).toBeLessThan(costs[0]! + 30);
  });
});

/** The characters of all rows that the last fold looked at and put. */
function countingWork(projection: Projection, told: (work: number) => void): Projection {
  return {
    ...projection,
    fold(event, rows) {
      let work = 0;
      const seen = <T>(row: T): T => {
        work += JSON.stringify(row ?? null).length;
        return row;
      };
      projection.fold(event, {
        ...rows,
        get: (table, key) => seen(rows.get(table, key)),
        all: (table, keys) => rows.all(table, keys).map(seen),
        insert: (table, row) => {
          rows.insert(table, seen(row));
        },
        put: (table, row) => {
          rows.put(table, seen(row));
        },
      });
      told(work);
    },
  };
}
