import { randomUUID } from 'node:crypto';
import type { EventToAppend } from '../../src/event-store/event-store.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { cityLife, type Generated } from './city-life.js';
import { readInPages } from './event-store-load.js';
import { generatedMetadata } from './write-log.js';

/** So many events are appended at once, each stream's in one append; then the next. */
const AT_ONCE = 2_000;

/** Fills a server whose log is empty with a generated one; another's log stays as it is. How many events it holds. */
export async function fillServer(url: string, events: number): Promise<number> {
  const store = new EventStoreDbEventStore({ url, timeoutMs: 60_000 });
  try {
    if (await store.lastEvent()) return await readInPages(store, 5_000);
    let written = 0;
    const append = async (some: readonly Generated[]) => {
      const streams = Map.groupBy(some, ({ stream }) => stream);
      await Promise.all(
        [...streams].map(([stream, its]) => {
          const before = its[0]!.revision - 1;
          return store.append(stream, before < 0 ? 'no-stream' : before, its.map(toAppend));
        }),
      );
      written += some.length;
    };
    let some: Generated[] = [];
    for (const generated of cityLife(events)) {
      some.push(generated);
      if (some.length < AT_ONCE) continue;
      await append(some);
      some = [];
    }
    await append(some);
    return written;
  } finally {
    await store.close();
  }
}

function toAppend({ id, event, recordedAt }: Generated): EventToAppend {
  return { id, type: event.type, data: event.data, metadata: generatedMetadata(randomUUID(), recordedAt) };
}
