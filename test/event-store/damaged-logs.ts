import { closeSync, copyFileSync, mkdirSync, openSync, truncateSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { sampleEvent } from './sample-events.js';

/** Adds single events of streams of their own to a log, and closes it. */
export async function addEvents(path: string, count: number): Promise<void> {
  const store = await SqliteEventStore.open(path);
  await addTo(store, count);
  await store.close();
}

export async function addTo(store: SqliteEventStore, count: number): Promise<void> {
  const from = (await store.count()) + 1;
  const numbers = Array.from({ length: count }, (_, n) => from + n);
  await Promise.all(numbers.map((n) => store.append(`note-${String(n)}`, 'no-stream', [sampleEvent(n)])));
}

/** Does to a log what its triggers forbid. */
export function tamper(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(`drop trigger events_stand; drop trigger events_stay; ${sql}`);
  db.close();
}

/** What has befallen a log of 179 events at a path, by name. */
export const DAMAGES: Readonly<
  Record<string, { readonly befall: (path: string) => Promise<void> | void; readonly told: RegExp }>
> = {
  'bytes that are flipped in a page': {
    befall: (path) => {
      const file = openSync(path, 'r+');
      writeSync(file, Buffer.alloc(2_000, 0xff), 0, 2_000, 5 * 4_096);
      closeSync(file);
    },
    told: /page 6/,
  },
  'an event that is no JSON': {
    befall: (path) => tamper(path, `update events set data = '{"secret": ' where sequence = 17`),
    told: /event 17 \(revision 0 of stream note-17\): its data is no JSON/,
  },
  'an event that is no JSON, in the -wal of a process that was killed': {
    befall: (path) => {
      const killed = join(dirname(path), 'killed.sqlite');
      copyFileSync(path, killed);
      const db = new DatabaseSync(killed);
      db.exec(`drop trigger events_stand; update events set data = '{' where sequence = 170`);
      copyFileSync(`${killed}-wal`, `${path}-wal`);
      db.close();
    },
    told: /event 170 .*: its data is no JSON/,
  },
  'an event without its metadata': {
    befall: (path) => tamper(path, `update events set metadata = 'null' where sequence = 3`),
    told: /event 3 \(revision 0 of stream note-3\): its metadata is no object/,
  },
  'bytes that are no text': {
    befall: (path) => tamper(path, `update events set data = cast(x'7b226e223a22ff227d' as text) where sequence = 8`),
    told: /event 8 \(revision 0 of stream note-8\): its data is no text/,
  },
  'an event that is missing': {
    befall: (path) => tamper(path, 'delete from events where sequence = 60'),
    told: /it holds 178 events and the last is event 179, event 60 among those that are not there/,
  },
  'a revision that is missing': {
    befall: (path) => tamper(path, `update events set revision = 2 where sequence = 99`),
    told: /stream note-99 stands at revision 2 and holds 1 events instead of 3/,
  },
  'a file that was cut': {
    befall: (path) => truncateSync(path, 6 * 4_096),
    told: /malformed/,
  },
  'a file put back beside the -wal of a later moment': {
    befall: async (path) => {
      const later = join(dirname(path), 'later', 'events.sqlite');
      mkdirSync(dirname(later));
      copyFileSync(path, later);
      await addEvents(later, 600);
      const store = await SqliteEventStore.open(later);
      await addTo(store, 40);
      copyFileSync(`${later}-wal`, `${path}-wal`);
      await store.close();
    },
    told: /a -wal lies beside it: if the file was put there from elsewhere, the two are of different moments/,
  },
};
