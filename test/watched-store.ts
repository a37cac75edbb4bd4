import type { EventStore, ReadStreamOptions } from '../src/event-store/event-store.js';
import { SqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import type { Recorded } from '../src/history/event.js';

/** A store that tells what was read of its streams, and in whose place another log may be put. */
export class WatchedStore extends SqliteEventStore {
  reads: { readonly stream: string; readonly events: number }[] = [];
  /** What is read instead of this log. */
  inItsPlace: EventStore | undefined;

  override async *readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<Recorded> {
    let events = 0;
    for await (const event of this.inItsPlace?.readStream(stream, options) ?? super.readStream(stream, options)) {
      events++;
      yield event;
    }
    this.reads.push({ stream, events });
  }
}
