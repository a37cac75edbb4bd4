/** Appends an event of half a megabyte to a log and says what came of it: `append-large.ts <file>`. */
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { sampleEvent } from './sample-events.js';

const store = await SqliteEventStore.open(process.argv[2]!);
try {
  await store.append('large', 'no-stream', [sampleEvent(1, { data: { text: 'x'.repeat(500_000) } })]);
  console.log('written');
} catch (error) {
  console.log((error as Error).name);
}
process.exit();
