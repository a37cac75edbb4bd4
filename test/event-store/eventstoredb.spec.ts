import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { eventStoreContract } from './contract.js';
import { follow } from './contract-subscribing.js';
import { sampleEvents } from './sample-events.js';

/** Against the server that EVENTSTORE_URL names, else against the stand-in. */
describe('EventStoreDB through its client', () => {
  let standIn: RunningStandIn | undefined;
  let url: string;
  beforeAll(async () => {
    standIn = process.env.EVENTSTORE_URL ? undefined : await RunningStandIn.start();
    url = process.env.EVENTSTORE_URL ?? standIn!.url;
  });
  afterAll(() => standIn?.kill());

  eventStoreContract(() => Promise.resolve(new EventStoreDbEventStore({ url })));

  it('moves its position on over thousands of events that are not ours, and leaves them out', async () => {
    const store = new EventStoreDbEventStore({ url });
    const client = EventStoreDBClient.connectionString(url);
    await store.append(`contract-sparse-${randomUUID()}`, 'no-stream', sampleEvents(1));
    const after = (await store.lastEvent())?.position;
    const noise = Array.from({ length: 1_200 }, () => jsonEvent({ type: 'noise', data: {} }));
    for (let n = 0; n < 3; n++) await client.appendToStream('$contract-noise', noise);
    let position: string | undefined;
    const events = await follow(store, '', {
      after,
      until: (delivery) => {
        position = delivery.position;
        return delivery.caughtUp;
      },
    });
    expect(events).toEqual([]);
    expect(position! > after!).toBe(true);
    expect(await store.readAll({ after, limit: 10 })).toEqual([]);
    expect((await store.lastEvent())?.position).toBe(after);
    expect(await store.eventAt(position!)).toBeUndefined();
    await store.close();
    await client.dispose();
  });
});
