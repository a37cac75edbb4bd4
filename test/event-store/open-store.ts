import type { EventStore } from '../../src/event-store/event-store.js';

/** Opens one more store on the log under test; the log may hold events of others. */
export type OpenStore = () => Promise<EventStore>;
