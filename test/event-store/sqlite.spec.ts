import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { eventStoreContract } from './contract.js';

describe('The embedded event store', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-store-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  eventStoreContract(() => SqliteEventStore.open(join(directory, 'made', 'when', 'missing', 'events.sqlite')));
});
