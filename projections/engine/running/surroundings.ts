import type { EventStore } from '../../../src/event-store/event-store.js';
import type { Database, Writing } from '../database/database.js';
import type { EngineSettings } from './settings.js';

/** What all that runs works with. */
export interface Surroundings {
  readonly database: Database;
  readonly store: EventStore;
  /** Renews the lease in a transaction; throws Fenced where it has gone to another. */
  readonly guard: (tx: Writing) => Promise<void>;
  /** Something is to be looked at. */
  readonly wake: () => void;
  readonly settings: EngineSettings;
}
