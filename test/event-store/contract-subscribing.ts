import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery, EventStore, Position } from '../../src/event-store/event-store.js';
import type { Recorded } from '../../src/history/event.js';
import type { OpenStore } from './open-store.js';
import { numbers, readToEnd, sampleEvent, sampleEvents } from './sample-events.js';

interface Following {
  readonly after?: Position | undefined;
  readonly batch?: number;
  /** Looks at each delivery; true ends the subscription. */
  readonly until: (delivery: Delivery, all: readonly Recorded[]) => boolean;
  /** What happens meanwhile, after each delivery. */
  readonly meanwhile?: (delivery: Delivery) => Promise<void>;
}

/** Follows a subscription until told to stop; what came of the streams with the prefix. */
export async function follow(store: EventStore, prefix: string, following: Following): Promise<Recorded[]> {
  const stop = new AbortController();
  const all: Recorded[] = [];
  const deliveries = store.subscribe({ after: following.after, batch: following.batch ?? 100, signal: stop.signal });
  for await (const delivery of deliveries) {
    all.push(...delivery.events.filter(({ stream }) => stream.startsWith(prefix)));
    await following.meanwhile?.(delivery);
    if (following.until(delivery, all)) stop.abort();
  }
  return all;
}

/** Subscribing to all our streams. */
export function subscribingContract(store: () => EventStore, open: OpenStore): void {
  describe('subscribing', () => {
    const prefixOf = () => `contract-sub-${randomUUID()}`;
    const end = async () => (await store().lastEvent())?.position;

    it('delivers from a position on, without the event there, and tells when it has caught up', async () => {
      const prefix = prefixOf();
      await store().append(prefix, 'no-stream', sampleEvents(1));
      const after = await end();
      await store().append(prefix, 0, sampleEvents(3));
      const all = await follow(store(), prefix, { after, until: ({ caughtUp }) => caughtUp });
      expect(all.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    });

    it('delivers from the start', async () => {
      const prefix = prefixOf();
      await store().append(prefix, 'no-stream', sampleEvents(2));
      const first = (await store().readAll({ limit: 1 }))[0];
      const started: (Recorded | undefined)[] = [];
      const all = await follow(store(), prefix, {
        until: ({ events, caughtUp }) => {
          started.push(events[0]);
          return caughtUp;
        },
      });
      expect(started.find((event) => event)).toEqual(first);
      expect(all).toHaveLength(2);
    });

    it('says that it has caught up where there is nothing to deliver', async () => {
      const after = await end();
      await follow(store(), 'contract-none', { after, until: ({ caughtUp }) => caughtUp });
    });

    it('loses and repeats nothing across the switch from catching up to live', async () => {
      const prefix = prefixOf();
      const after = await end();
      const writing = (async () => {
        for (let n = 0; n < 200; n++) await store().append(`${prefix}-${String(n)}`, 'no-stream', [sampleEvent(n)]);
      })();
      const all = await follow(store(), prefix, { after, batch: 7, until: (_, seen) => seen.length >= 200 });
      await writing;
      expect(numbers(all)).toEqual(Array.from({ length: 200 }, (_, n) => n));
    });

    it('holds no more events in a delivery than asked for, and its position is that of the last', async () => {
      const prefix = prefixOf();
      const after = await end();
      await store().append(prefix, 'no-stream', sampleEvents(25));
      const sizes: number[] = [];
      await follow(store(), prefix, {
        after,
        batch: 10,
        until: ({ events, position, caughtUp }) => {
          sizes.push(events.length);
          if (events.length > 0 && position !== undefined) expect(position >= events.at(-1)!.position).toBe(true);
          return caughtUp;
        },
      });
      expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(25);
    });

    it('can be resumed after any delivery', async () => {
      const prefix = prefixOf();
      let after = await end();
      await store().append(prefix, 'no-stream', sampleEvents(20));
      const all: Recorded[] = [];
      while (all.length < 20) {
        await follow(store(), prefix, {
          after,
          batch: 3,
          until: ({ events, position }) => {
            after = position ?? after;
            all.push(...events.filter(({ stream }) => stream === prefix));
            return true;
          },
        });
      }
      expect(numbers(all)).toEqual(Array.from({ length: 20 }, (_, n) => n));
    });

    it('never says that it has caught up before the events that were there', async () => {
      const prefix = prefixOf();
      const after = await end();
      await store().append(prefix, 'no-stream', sampleEvents(330));
      const before: number[] = [];
      await follow(store(), prefix, {
        after,
        batch: 50,
        meanwhile: () => nextTurn(),
        until: ({ caughtUp }, all) => {
          if (caughtUp) before.push(all.length);
          return caughtUp;
        },
      });
      expect(before).toEqual([330]);
    });

    it('serves two subscribers, each its own way', async () => {
      const prefix = prefixOf();
      const after = await end();
      await store().append(prefix, 'no-stream', sampleEvents(40));
      const [quick, slow] = await Promise.all([
        follow(store(), prefix, { after, batch: 40, until: (_, all) => all.length >= 41 }),
        follow(store(), prefix, {
          after,
          batch: 1,
          until: (_, all) => all.length >= 41,
          meanwhile: async ({ position }) => {
            if (position === undefined) return;
            await store()
              .append(prefix, 39, [sampleEvent(40)])
              .catch(() => undefined);
          },
        }),
      ]);
      expect(quick.slice(0, 41)).toEqual(slow.slice(0, 41));
    });

    it('hands over in bounded steps to a slow consumer, however much is waiting', async () => {
      const prefix = prefixOf();
      const after = await end();
      const text = 'x'.repeat(2_000);
      for (let n = 0; n < 10; n++) {
        const events = Array.from({ length: 400 }, () => sampleEvent(n, { data: { n, text } }));
        await store().append(`${prefix}-${String(n)}`, 'no-stream', events);
      }
      const all = await follow(store(), prefix, {
        after,
        batch: 100,
        meanwhile: async () => {
          await store().lastEvent();
        },
        until: (_, seen) => seen.length >= 4_000,
      });
      expect(all.map(({ position }) => position)).toEqual(
        (await readToEnd(store(), after, 500)).map(({ position }) => position),
      );
    });

    it('sees what another store on the same log appends', async () => {
      const other = await open();
      const prefix = prefixOf();
      const all = await follow(store(), prefix, {
        after: await end(),
        until: (_, seen) => seen.length > 0,
        meanwhile: async ({ caughtUp }) => {
          if (caughtUp) await other.append(prefix, 'no-stream', sampleEvents(1)).catch(() => undefined);
        },
      });
      await other.close();
      expect(all).toHaveLength(1);
    });

    it('ends when told to, before the first delivery, between two and while idle', async () => {
      const own = await open();
      const stopped = AbortSignal.abort();
      for await (const delivery of own.subscribe({ batch: 10, signal: stopped })) expect(delivery).toBeUndefined();
      await own.append(prefixOf(), 'no-stream', sampleEvents(30));
      for await (const delivery of own.subscribe({ batch: 1, signal: new AbortController().signal })) {
        expect(delivery).toBeDefined();
        break;
      }
      const stop = new AbortController();
      for await (const { caughtUp } of own.subscribe({ after: await end(), batch: 10, signal: stop.signal })) {
        if (caughtUp)
          setImmediate(() => {
            stop.abort();
          });
      }
      await own.close();
    });

    it('ends when the store is closed', async () => {
      const own = await open();
      const after = await end();
      for await (const { caughtUp } of own.subscribe({ after, batch: 10, signal: new AbortController().signal })) {
        if (caughtUp) setImmediate(() => void own.close());
      }
      await own.close();
    });
  });
}
