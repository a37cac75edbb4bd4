import { randomUUID } from 'node:crypto';
import { type EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import type { EventStore, EventToAppend } from '../../src/event-store/event-store.js';
import { sampleEvent } from '../event-store/sample-events.js';

const TEXT = '주민자치센터 앞 보도블록이 파손되어 보행이 불편하니 정비하여 주시기 바랍니다. '.repeat(3);

/** An event of about 500 bytes of data. */
export function loadEvent(n: number): EventToAppend {
  return sampleEvent(n, { data: { n, dong: '41281510', raisedOn: '2026-03-02', text: TEXT } });
}

export function newStream(): string {
  return `bench-${randomUUID()}`;
}

/** Does the work so often, so many at once. */
export async function atOnce(total: number, width: number, work: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return total;
}

/** Fills a log with so many events, in large appends. */
export async function fill(store: EventStore, events: number): Promise<void> {
  for (let done = 0; done < events; done += 400) {
    const count = Math.min(400, events - done);
    await store.append(
      newStream(),
      'no-stream',
      Array.from({ length: count }, (_, n) => loadEvent(done + n)),
    );
  }
}

/** Reads all in pages; how many there were. */
export async function readInPages(store: EventStore, limit: number): Promise<number> {
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const page = await store.readAll({ after, limit });
    if (page.length === 0) return count;
    count += page.length;
    after = page.at(-1)!.position;
  }
}

/** Subscribes from the start until caught up; how many there were. */
export async function catchUp(store: EventStore, batch: number): Promise<number> {
  let count = 0;
  const stop = new AbortController();
  for await (const { events, caughtUp } of store.subscribe({ batch, signal: stop.signal })) {
    count += events.length;
    if (caughtUp) stop.abort();
  }
  return count;
}

/** By how much the memory grew, in MB, between the first tenth of the events and the last. */
export async function memoryGrowth(store: EventStore, events: number): Promise<number> {
  let [count, early] = [0, 0];
  const stop = new AbortController();
  for await (const delivery of store.subscribe({ batch: 1_000, signal: stop.signal })) {
    count += delivery.events.length;
    if (early === 0 && count >= events / 10) early = process.memoryUsage().rss;
    if (delivery.caughtUp) stop.abort();
  }
  return (process.memoryUsage().rss - early) / 1_048_576;
}

/** The same with the bare client. */
export async function bareCatchUp(client: EventStoreDBClient): Promise<number> {
  const subscription = client.subscribeToAll({ filter: streamNameFilter({ regex: '^[^$]', maxSearchWindow: 1_000 }) });
  let count = 0;
  subscription.on('data', ({ event }) => {
    if (event?.data) count += 1;
  });
  await new Promise<void>((resolve) => {
    // The client tells it ahead of the events that it still holds.
    subscription.on('caughtUp', () => setTimeout(resolve, 5));
  });
  await subscription.unsubscribe();
  return count;
}
