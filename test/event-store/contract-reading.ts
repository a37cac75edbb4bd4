import { randomUUID } from 'node:crypto';
import { ConflictError } from '../../src/event-store/errors.js';
import type { EventStore } from '../../src/event-store/event-store.js';
import { collected, numbers, readToEnd, sampleEvents } from './sample-events.js';

/** Reading one stream, and all of them. */
export function readingContract(store: () => EventStore): void {
  describe('reading a stream', () => {
    const stream = `contract-read-${randomUUID()}`;
    beforeAll(() => store().append(stream, 'no-stream', sampleEvents(5)));
    const read = async (options: Parameters<EventStore['readStream']>[1]) =>
      numbers(await collected(store().readStream(stream, options)));

    it('reads forwards, from the start and from a revision', async () => {
      expect(await read({})).toEqual([0, 1, 2, 3, 4]);
      expect(await read({ from: 3 })).toEqual([3, 4]);
      expect(await read({ from: 1, limit: 2 })).toEqual([1, 2]);
    });

    it('reads backwards, from the end and from a revision', async () => {
      expect(await read({ direction: 'backwards' })).toEqual([4, 3, 2, 1, 0]);
      expect(await read({ direction: 'backwards', from: 1 })).toEqual([1, 0]);
      expect(await read({ direction: 'backwards', limit: 2 })).toEqual([4, 3]);
    });

    it('finds nothing behind the end, for a limit of none, and in a stream that is not there', async () => {
      expect(await read({ from: 50 })).toEqual([]);
      expect(await read({ limit: 0 })).toEqual([]);
      expect(await collected(store().readStream(`contract-missing-${randomUUID()}`))).toEqual([]);
    });

    it('may be broken off at any event', async () => {
      for (let stopAt = 0; stopAt < 5; stopAt++) {
        let seen = -1;
        for await (const event of store().readStream(stream)) {
          seen = event.revision;
          if (seen === stopAt) break;
        }
        expect(seen).toBe(stopAt);
      }
    });
  });

  describe('reading all our streams', () => {
    it('reads on from a position, in pages, each event once and in the order of positions', async () => {
      const before = (await store().lastEvent())?.position;
      const streams = Array.from({ length: 7 }, () => `contract-all-${randomUUID()}`);
      await Promise.all(streams.map((stream) => store().append(stream, 'no-stream', sampleEvents(5))));
      const read = await readToEnd(store(), before, 4);
      expect(read).toHaveLength(35);
      const positions = read.map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort());
      expect(new Set(positions.map((position) => position.length)).size).toBe(1);
      expect(await readToEnd(store(), before, 1_000)).toEqual(read);
    });

    it('reads from the start what was written first', async () => {
      const [first] = await store().readAll({ limit: 1 });
      const [, second] = await store().readAll({ limit: 2 });
      expect(await store().readAll({ after: first!.position, limit: 1 })).toEqual([second]);
    });

    it('counts its events, refused ones not among them, or says that it cannot', async () => {
      const stream = `contract-count-${randomUUID()}`;
      await store().append(stream, 'no-stream', sampleEvents(3));
      await expect(store().append(stream, 'no-stream', sampleEvents(2))).rejects.toThrow(ConflictError);
      await store().append(stream, 2, sampleEvents(1));
      const events = await readToEnd(store(), undefined, 1_000);
      expect([events.length, undefined]).toContain(await store().count());
    });

    it('shows events of the same moment in one order in their streams and in all', async () => {
      const before = (await store().lastEvent())?.position;
      const stream = `contract-order-${randomUUID()}`;
      await store().append(stream, 'no-stream', sampleEvents(3));
      expect(await readToEnd(store(), before, 10)).toEqual(await collected(store().readStream(stream)));
    });

    it('knows the event at a position, and that there is none elsewhere', async () => {
      await store().append(`contract-at-${randomUUID()}`, 'no-stream', sampleEvents(2));
      const last = await store().lastEvent();
      expect(await store().eventAt(last!.position)).toEqual(last);
      const digits = last!.position.replace(/\d/g, '9');
      // Among them one beyond 2^63, which a server that counts in 63 bits breaks on.
      for (const first of ['0', '00', '9']) {
        expect(await store().eventAt(`${first}${digits.slice(first.length)}`)).toBeUndefined();
      }
      expect(await store().eventAt('a position of another store')).toBeUndefined();
    });
  });
}
