import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { eventStoreContract } from './contract.js';
import { follow } from './contract-subscribing.js';
import { sampleEvents } from './sample-events.js';
import { serverUnderTest } from './server-under-test.js';

/** Against the server that EVENTSTORE_URL names, else against the stand-in. */
describe('EventStoreDB through its client', () => {
  const { url } = serverUnderTest();
  eventStoreContract(() => Promise.resolve(new EventStoreDbEventStore({ url: url() })));

  describe('beside events that are not ours', () => {
    let store: EventStoreDbEventStore;
    let client: EventStoreDBClient;
    beforeAll(() => {
      store = new EventStoreDbEventStore({ url: url() });
      client = EventStoreDBClient.connectionString(url());
    });
    afterAll(async () => {
      await store.close();
      await client.dispose();
    });

    it('moves its position on over thousands of them, and leaves them out', async () => {
      await store.append(`contract-sparse-${randomUUID()}`, 'no-stream', sampleEvents(1));
      const after = (await store.lastEvent())?.position;
      for (let n = 0; n < 3; n++) {
        // Each with an id of its own: a server may know one that it has seen, and write nothing.
        const noise = Array.from({ length: 1_200 }, () => jsonEvent({ id: randomUUID(), type: 'noise', data: {} }));
        await client.appendToStream('$contract-noise', noise);
      }
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
    });
  });
});
