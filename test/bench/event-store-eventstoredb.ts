import { EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { besideEachOther, type Figure, perSecond } from './benchmark.js';
import {
  atOnce,
  bareCatchUp,
  catchUp,
  fill,
  loadEvent,
  memoryGrowth,
  newStream,
  readInPages,
} from './event-store-load.js';

const ROUNDS = 3;
/** Each page is a call of its own, between which the server waits for the client. */
const PAGE = 5_000;

/** The adapter beside the bare client, both against the server of EVENTSTORE_URL or a stand-in in a process of its own. */
export async function eventStoreDb(events: number, tell: (figure: Figure) => void): Promise<void> {
  const standIn = process.env.EVENTSTORE_URL ? undefined : await RunningStandIn.start();
  const url = process.env.EVENTSTORE_URL ?? standIn!.url;
  const store = new EventStoreDbEventStore({ url, timeoutMs: 30_000 });
  const client = EventStoreDBClient.connectionString(url);
  const report = (figure: string, over: number, unit: string, value: number, reference: number | null) => {
    tell({ figure, engine: standIn ? 'stand-in' : 'eventstoredb', events: over, value, unit, reference });
  };
  // Credentials on the call are how the client is made to append one by one; a plain server does not look at them.
  const unary = { credentials: { username: 'admin', password: 'changeit' } };
  const bareAppend = (n: number, options = {}) => {
    const { id, type, data, metadata } = loadEvent(n);
    const event = jsonEvent({ id, type, data: data as Record<string, unknown>, metadata: { ...metadata } });
    return client.appendToStream(newStream(), [event], { expectedRevision: NO_STREAM, ...options });
  };
  const ourAppend = (n: number) => store.append(newStream(), 'no-stream', [loadEvent(n)]);
  try {
    // First, while the log holds these events and no others.
    await fill(store, events);
    const read = await besideEachOther(
      ROUNDS,
      () => perSecond(() => readInPages(store, PAGE)),
      () => perSecond(() => bareRead(client)),
    );
    report('reading all in large pages, JSON decoded', events, 'events/s', read.value, read.reference);
    const caught = await besideEachOther(
      ROUNDS,
      () => perSecond(() => catchUp(store, 1_000)),
      () => perSecond(() => bareCatchUp(client)),
    );
    report('catching up, JSON decoded', events, 'events/s', caught.value, caught.reference);
    report('memory growth while catching up', events, 'MB', await memoryGrowth(store, events), null);
    for (const [figure, over, width] of [
      ['appends one by one', Math.min(events, 1_000), 1],
      ['appends, 100 at once', Math.min(events, 10_000), 100],
    ] as const) {
      const rates = await besideEachOther(
        ROUNDS,
        () => perSecond(() => atOnce(over, width, ourAppend)),
        () => perSecond(() => atOnce(over, width, (n) => bareAppend(n))),
      );
      report(`${figure}, beside the client's batch append`, over, 'events/s', rates.value, rates.reference);
      const single = await perSecond(() => atOnce(over, width, (n) => bareAppend(n, unary)));
      report(`${figure}, beside the client's unary append`, over, 'events/s', rates.value, single);
    }
  } finally {
    await store.close();
    await client.dispose();
    await standIn?.kill();
  }
}

async function bareRead(client: EventStoreDBClient): Promise<number> {
  let count = 0;
  for await (const { event } of client.readAll({ fromPosition: START })) if (event?.data) count += 1;
  return count;
}
