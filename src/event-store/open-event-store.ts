import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { EXIT, Failure } from '../failure.js';
import type { EventStore } from './event-store.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';

/** Opens the event store that the settings name. Throws Failure where it cannot be. */
export function openEventStore({ eventStoreUrl, dataDir }: Pick<Settings, 'eventStoreUrl' | 'dataDir'>): EventStore {
  if (eventStoreUrl !== undefined) {
    throw new Failure('EVENTSTORE_URL is set, and this build has the embedded event store only', EXIT.configuration);
  }
  try {
    mkdirSync(dataDir, { recursive: true });
    return new SqliteEventStore(join(dataDir, 'events.sqlite'));
  } catch (error) {
    throw new Failure(
      `The event store cannot be opened in ${dataDir} (${(error as Error).message}); set DATA_DIR to a directory that can be written.`,
      EXIT.cannotWrite,
      { cause: error },
    );
  }
}
