/** A second process on one file: `append-many.ts <file> <count> [name]` appends as fast as it can once told to go. */
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { sampleEvent } from './sample-events.js';

const [file = '', count = '0', name = 'there'] = process.argv.slice(2);
const store = await SqliteEventStore.open(file);
process.on('message', () => {
  void (async () => {
    for (let n = 0; n < Number(count); n += 16) {
      await Promise.all(
        Array.from({ length: 16 }, (_, i) =>
          store.append(`${name}-${String(n + i)}`, 'no-stream', [sampleEvent(n + i)]),
        ),
      );
    }
    await store.close();
    process.disconnect();
  })();
});
process.send?.('ready');
