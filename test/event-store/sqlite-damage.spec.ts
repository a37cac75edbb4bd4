import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedLogError } from '../../src/event-store/errors.js';
import { inspectLog } from '../../src/event-store/sqlite/inspect-log.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { addEvents, DAMAGES, tamper } from './damaged-logs.js';
import { collected, rejection, sampleEvents } from './sample-events.js';

describe('A damaged log', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-damage-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const path = () => join(directory, 'events.sqlite');
  const contents = () => Promise.all(['', '-wal'].map((suffix) => readFile(path() + suffix).catch(() => Buffer.of())));

  it.each(Object.entries(DAMAGES))('is refused when it is opened: %s', async (_, { befall, told }) => {
    await addEvents(path(), 179);
    await befall(path());
    const before = await contents();
    const refused = await rejection(SqliteEventStore.open(path()));
    expect(refused).toBeInstanceOf(DamagedLogError);
    expect((refused as Error).message).toMatch(told);
    expect((refused as Error).message).toMatch(/"ledger restore" puts a back-up into an empty data directory$/);
    expect((refused as Error).message).not.toContain('secret');
    // Whoever mends it finds file and -wal as they were.
    expect(await contents()).toEqual(before);
  });

  it('is looked through where only its skeleton and its end are, as one of a million events is', async () => {
    await addEvents(path(), 179);
    const look = () => inspectLog(path(), { pages: 'skeleton', eventsFrom: 'near the end' }).damages.join();
    expect(look()).toBe('');
    tamper(path(), `update events set data = 'x' where sequence = 178`);
    expect(look()).toContain('event 178');
    await DAMAGES['bytes that are flipped in a page']!.befall(path());
    expect(look()).toContain('page 6');
  });

  describe('that becomes so while it is open', () => {
    let store: SqliteEventStore;
    beforeEach(async () => {
      store = await SqliteEventStore.open(path());
      await store.append('a', 'no-stream', sampleEvents(5));
      await store.append('b', 'no-stream', sampleEvents(5));
    });
    afterEach(() => store.close());

    const heard = async () => {
      for await (const { caughtUp } of store.subscribe({ batch: 100, signal: AbortSignal.timeout(5_000) })) {
        if (caughtUp) return;
      }
    };
    const reads = () => [
      collected(store.readStream('a')),
      collected(store.readStream('a', { direction: 'backwards' })),
      store.readAll({ limit: 100 }),
      heard(),
    ];

    it.each([
      ['is no JSON', `update events set data = '{"secret": ' where sequence = 2`, /event 2 \(revision 1 of stream a\)/],
      ['is JSON of nothing', `update events set metadata = 'null' where sequence = 2`, /event 2 \(revision 1 of str/],
      ['is missing', 'delete from events where sequence = 3', /(event 3|revision 2 of a) is missing before event [42]/],
    ])('answers every read with the event that %s', async (_, sql, told) => {
      tamper(path(), sql);
      for (const refused of await Promise.all(reads().map(rejection))) {
        expect(refused).toBeInstanceOf(DamagedLogError);
        expect((refused as Error).message).toMatch(told);
        expect((refused as Error).message).not.toContain('secret');
      }
    });

    it('still reads the streams that are whole', async () => {
      tamper(path(), `update events set data = 'x' where sequence = 2`);
      expect(await collected(store.readStream('b'))).toHaveLength(5);
      expect(await collected(store.readStream('b', { direction: 'backwards', from: 2 }))).toHaveLength(3);
      expect(await collected(store.readStream('b', { direction: 'backwards', from: 99 }))).toHaveLength(5);
    });
  });
});
