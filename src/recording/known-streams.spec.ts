import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleEvent, sampleEvents } from '../../test/event-store/sample-events.js';
import { WatchedStore } from '../../test/watched-store.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { KnownStreams } from './known-streams.js';

const PLENTY = { streams: 100, bytes: 1_000_000, forMs: 3_600_000 };

let folder: string;
let store: WatchedStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'known-'));
  store = new WatchedStore(join(folder, 'events.db'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const append = (stream: string, at: number | 'no-stream', count: number, to: SqliteEventStore = store) =>
  to.append(stream, at, sampleEvents(count));

/** How many events the store was read for, one number a read. */
async function readsOf(work: () => Promise<unknown>): Promise<readonly number[]> {
  store.reads = [];
  await work();
  return store.reads.map(({ events }) => events);
}

const idsOf = async (known: KnownStreams, stream: string) => (await known.now(stream)).raw.map(({ id }) => id);
const idsIn = (log: SqliteEventStore, stream: string) => idsOf(new KnownStreams(log, PLENTY), stream);

describe('a stream that is known', () => {
  it('is read on from its last event, and is what reading all of it gives', async () => {
    const known = new KnownStreams(store, PLENTY);
    await append('a-1', 'no-stream', 50);
    expect(await readsOf(() => known.now('a-1'))).toEqual([50]);
    await append('a-1', 49, 2);
    expect(await readsOf(() => known.now('a-1'))).toEqual([3]);
    expect(await readsOf(() => known.now('a-1'))).toEqual([1]);
    expect(await idsOf(known, 'a-1')).toEqual(await idsIn(store, 'a-1'));
  });

  it('holds what another process has appended meanwhile', async () => {
    const known = new KnownStreams(store, PLENTY);
    await append('a-1', 'no-stream', 1);
    await known.now('a-1');
    const other = new SqliteEventStore(join(folder, 'events.db'));
    await append('a-1', 0, 1, other);
    await other.close();
    expect((await known.now('a-1')).raw).toHaveLength(2);
  });

  it.each<[string, (log: SqliteEventStore) => Promise<unknown>, number]>([
    ['is not there', () => Promise.resolve(), 0],
    ['is shorter', (log) => append('a-1', 'no-stream', 2, log), 2],
    ['is as long, of other events', (log) => append('a-1', 'no-stream', 3, log), 3],
    ['is longer, of other events', (log) => append('a-1', 'no-stream', 9, log), 9],
  ])('is read anew where another log was put in its place, in which it %s', async (_, fill, length) => {
    const known = new KnownStreams(store, PLENTY);
    await append('a-1', 'no-stream', 3);
    await known.now('a-1');
    const other = new SqliteEventStore(join(folder, 'other.db'));
    await fill(other);
    store.inItsPlace = other;
    expect(await idsOf(known, 'a-1')).toEqual(await idsIn(other, 'a-1'));
    expect(await idsOf(known, 'a-1')).toHaveLength(length);
    await other.close();
  });
});

describe('a stream that was known for long enough', () => {
  it('is read anew from its beginning, of which something may have been taken away', async () => {
    const known = new KnownStreams(store, { ...PLENTY, forMs: 0 });
    await append('a-1', 'no-stream', 5);
    await known.now('a-1');
    expect(await readsOf(() => known.now('a-1'))).toEqual([5]);
  });
});

describe('the memory of streams', () => {
  it('keeps so many, and forgets first what was used longest ago', async () => {
    const known = new KnownStreams(store, { ...PLENTY, streams: 2 });
    for (const stream of ['a-1', 'a-2', 'a-3']) await append(stream, 'no-stream', 5);
    for (const stream of ['a-1', 'a-2', 'a-1', 'a-3']) await known.now(stream);
    expect(await readsOf(() => known.now('a-1'))).toEqual([1]);
    expect(await readsOf(() => known.now('a-3'))).toEqual([1]);
    expect(await readsOf(() => known.now('a-2'))).toEqual([5]);
  });

  it('holds so many bytes: large streams make room by others, and one larger than all of it is not kept', async () => {
    const known = new KnownStreams(store, { ...PLENTY, bytes: 100_000 });
    const large = (letters: number) => sampleEvent(0, { data: { text: 'x'.repeat(letters) } });
    for (const [stream, letters] of [
      ['a-1', 20_000],
      ['a-2', 20_000],
      ['a-3', 20_000],
      ['a-4', 60_000],
    ] as const)
      await store.append(stream, 'no-stream', [large(letters), ...sampleEvents(1)]);
    for (const stream of ['a-1', 'a-2', 'a-3', 'a-4']) await known.now(stream);
    expect(await readsOf(() => known.now('a-4'))).toEqual([2]);
    expect(await readsOf(() => known.now('a-2'))).toEqual([1]);
    expect(await readsOf(() => known.now('a-3'))).toEqual([1]);
    expect(await readsOf(() => known.now('a-1'))).toEqual([2]);
  });

  it('keeps nothing of a stream that is not there', async () => {
    const known = new KnownStreams(store, { ...PLENTY, streams: 1 });
    await append('a-1', 'no-stream', 5);
    await known.now('a-1');
    await known.now('a-2');
    expect(await readsOf(() => known.now('a-1'))).toEqual([1]);
  });
});
