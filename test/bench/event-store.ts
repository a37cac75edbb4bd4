import type { Benchmark } from './benchmark.js';
import { embeddedEventStore } from './event-store-embedded.js';
import { eventStoreDb } from './event-store-eventstoredb.js';

/** Appending and reading through the port, beside bare SQLite and the bare client on the same log. */
export const eventStoreBenchmark: Benchmark = {
  name: 'event-store',
  description: 'append, read and catch up through the port, beside bare SQLite and the bare EventStoreDB client',
  async run(options, tell) {
    const { engine, events = 20_000 } = options;
    if (engine === undefined || engine === 'sqlite') await embeddedEventStore(events, tell);
    if (engine === undefined || engine === 'eventstoredb') await eventStoreDb(events, tell);
  },
};
