import { randomUUID } from 'node:crypto';
import { MAX_APPEND_BYTES } from '../../src/event-store/check-append.js';
import { ConflictError, InvalidAppendError, TooLargeError } from '../../src/event-store/errors.js';
import type { EventStore, EventToAppend } from '../../src/event-store/event-store.js';
import { collected, numbers, rejection, sampleEvent, sampleEvents } from './sample-events.js';
import type { OpenStore } from './open-store.js';
import { readingContract } from './contract-reading.js';
import { subscribingContract } from './contract-subscribing.js';

/** What every event store must do, whatever it is made of. */
export function eventStoreContract(openOne: OpenStore): void {
  let store: EventStore;
  const opened: EventStore[] = [];
  const open = async () => {
    const one = await openOne();
    opened.push(one);
    return one;
  };
  beforeAll(async () => {
    store = await open();
  });
  // Also those of a test that failed half-way: what stays open would keep the run from ending.
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  describe('appending', () => {
    const newStream = () => `contract-${randomUUID()}`;
    const stored = (stream: string) => collected(store.readStream(stream));

    it('appends to a stream that is not there, then at its revision', async () => {
      const stream = newStream();
      expect((await store.append(stream, 'no-stream', sampleEvents(2))).revision).toBe(1);
      expect((await store.append(stream, 1, sampleEvents(1))).revision).toBe(2);
    });

    it('answers with the position of the last event', async () => {
      const stream = newStream();
      const { position } = await store.append(stream, 'no-stream', sampleEvents(3));
      expect((await stored(stream)).at(-1)?.position).toBe(position);
    });

    it.each<[string, number | 'no-stream', number, number | 'no-stream']>([
      ['before the end', 0, 3, 2],
      ['behind the end', 99, 3, 2],
      ['at no stream where one is', 'no-stream', 3, 2],
      ['at a revision of a stream that is not there', 0, 0, 'no-stream'],
    ])('refuses a revision %s, naming what was expected and what is there', async (_, expected, length, actual) => {
      const stream = newStream();
      if (length > 0) await store.append(stream, 'no-stream', sampleEvents(length));
      const refused = await rejection(store.append(stream, expected, sampleEvents(1)));
      expect(refused).toBeInstanceOf(ConflictError);
      expect(refused).toMatchObject({ stream, expected, actual });
      expect(await stored(stream)).toHaveLength(length);
    });

    it('answers the same append again as the first time and writes nothing', async () => {
      const stream = newStream();
      const events = sampleEvents(2);
      const first = await store.append(stream, 'no-stream', events);
      await store.append(stream, 1, sampleEvents(1));
      expect(await store.append(stream, 'no-stream', events)).toEqual(first);
      expect(await stored(stream)).toHaveLength(3);
    });

    it('answers the same append in the middle of a stream again as the first time', async () => {
      const stream = newStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      const events = sampleEvents(2);
      const first = await store.append(stream, 0, events);
      await store.append(stream, 2, sampleEvents(1));
      expect(await store.append(stream, 0, events)).toEqual(first);
    });

    it('answers other content under a known id with success and keeps what was there', async () => {
      const stream = newStream();
      const event = sampleEvent(1);
      const first = await store.append(stream, 'no-stream', [event]);
      expect(await store.append(stream, 'no-stream', [sampleEvent(2, { id: event.id })])).toEqual(first);
      expect(numbers(await stored(stream))).toEqual([1]);
    });

    it('refuses an append of which only a part is known', async () => {
      const stream = newStream();
      const [known, other] = sampleEvents(2) as [EventToAppend, EventToAppend];
      await store.append(stream, 'no-stream', [known]);
      await store.append(stream, 0, sampleEvents(1));
      expect(await rejection(store.append(stream, 'no-stream', [known, other]))).toMatchObject({ actual: 1 });
    });

    it('appends many events as one', async () => {
      const stream = newStream();
      expect((await store.append(stream, 'no-stream', sampleEvents(2_000))).revision).toBe(1_999);
      expect(numbers(await stored(stream))).toEqual(Array.from({ length: 2_000 }, (_, n) => n));
    });

    it('lets one of twenty writers win each revision', async () => {
      const stream = newStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      for (let revision = 0; revision < 5; revision++) {
        const race = Array.from({ length: 20 }, (_, n) => store.append(stream, revision, [sampleEvent(n)]));
        const results = await Promise.allSettled(race);
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const result of results)
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
      }
      expect((await stored(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('gives back Korean, emoji, odd numbers and dates as they were', async () => {
      const stream = `contract-건의-${randomUUID()}`;
      const data = {
        text: '건의사항 🌳👩🏽‍🚒 "따옴표" \\ \u0000 \u2028 ﻿끝',
        numbers: [0, -0.5, 0.1, 1e-300, 1.7976931348623157e308, 9_007_199_254_740_991, -9_007_199_254_740_991],
        day: '2020-02-29',
        instant: '2026-03-02T01:02:03.004+09:00',
        nothing: null,
        empty: ['', {}, []],
        키: { __proto__key: true, constructor: 'x' },
      };
      const event = sampleEvent(0, { data });
      await store.append(stream, 'no-stream', [event]);
      const [read] = await stored(stream);
      expect(read).toMatchObject({ id: event.id, stream, revision: 0, type: 'Sampled', metadata: event.metadata });
      expect(read?.data).toEqual(data);
    });

    it('takes an append of nearly 1 MiB and gives it back', async () => {
      const stream = newStream();
      const room = MAX_APPEND_BYTES - 2_000;
      await store.append(stream, 'no-stream', [sampleEvent(0, { data: { text: 'x'.repeat(room) } })]);
      expect((await stored(stream)).map(({ data }) => (data as { text: string }).text.length)).toEqual([room]);
    });

    it('refuses an append of more than 1 MiB before it is sent', async () => {
      const half = () => sampleEvent(0, { data: { text: '가'.repeat(200_000) } });
      const refused = await rejection(store.append(newStream(), 'no-stream', [half(), half()]));
      expect(refused).toBeInstanceOf(TooLargeError);
      expect((refused as Error).message).toMatch(/has 12\d{5} bytes; the event store takes at most 1048576/);
    });

    it.each<[string, string, readonly EventToAppend[]]>([
      ['no event', 'contract-x', []],
      ['an event without a type', 'contract-x', [{ ...sampleEvent(0), type: '' }]],
      ['a stream without a name', '', sampleEvents(1)],
      ["a stream of the store's own", '$settings', sampleEvents(1)],
      ['a BigInt', 'contract-x', [sampleEvent(0, { data: { n: 1n } })]],
      ['what is undefined', 'contract-x', [sampleEvent(0, { data: { n: undefined } })]],
      ['what is not a number', 'contract-x', [sampleEvent(0, { data: { n: Number.NaN } })]],
    ])('refuses an append of %s before it is sent', async (_, stream, events) => {
      expect(await rejection(store.append(stream, 'no-stream', events))).toBeInstanceOf(InvalidAppendError);
    });

    it('refuses a revision below 0 without harm to other appends', async () => {
      const [other, refused] = await Promise.allSettled([
        store.append(newStream(), 'no-stream', sampleEvents(1)),
        store.append(newStream(), -1, sampleEvents(1)),
      ]);
      expect([other.status, refused.status]).toEqual(['fulfilled', 'rejected']);
    });
  });

  readingContract(() => store);
  subscribingContract(() => store, open);

  it('says what and where it is, and its version', async () => {
    const description = await store.describe();
    expect(description.version).toMatch(/\d+\.\d+/);
    expect(description.place).not.toBe('');
  });

  it('refuses to be used once closed, and may be closed twice', async () => {
    const other = await open();
    await other.close();
    await other.close();
    expect(await rejection(other.append('contract-x', 'no-stream', sampleEvents(1)))).toHaveProperty(
      'name',
      'UnavailableError',
    );
    expect(await rejection(other.readAll({ limit: 1 }))).toHaveProperty('name', 'UnavailableError');
  });
}
