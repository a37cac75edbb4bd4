import { type Contracts, contract } from '../../../src/history/contract.js';
import type { Event, Recorded } from '../../../src/history/event.js';
import { text } from '../../../src/history/fields.js';
import { aText } from '../../../src/history/value-checks.js';
import { ReadModelTest } from '../testing/read-model-test.js';
import { engines } from '../testing/test-database.js';
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
const shelves = versionedRows<ShelfEvent>({
  name: 'shelves',
  version: 1,
  tables: [books],
  category: 'shelf',
  contracts,
  rowsOf: (history) => {
    const standing = new Map<string, string>();
    for (const event of history) {
      if (event.type === 'ShelfCleared') standing.clear();
      else if (event.type === 'BookPut') standing.set(event.data.title, event.data.at);
    }
    return [...standing].map(([title, at]) => made(books, { title, at }));
  },
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
