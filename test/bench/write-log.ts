import { createHash, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import type { Metadata } from '../../src/history/event.js';
import { cityLife } from './city-life.js';

/** Writes a generated log into an embedded event store's file, in bulk; answers how many events it holds. */
export async function writeLog(
  path: string,
  events: number,
  metadataAs: (json: string) => string = (json) => json,
): Promise<number> {
  const store = await SqliteEventStore.open(path);
  await store.close();
  const db = new DatabaseSync(path);
  db.exec('pragma synchronous = off; pragma cache_size = -65536; begin');
  const insert = db.prepare(
    'insert into events (stream, revision, id, type, data, metadata) values (?, ?, ?, ?, ?, ?)',
  );
  let written = 0;
  for (const { stream, revision, id, event, recordedAt } of cityLife(events)) {
    const metadata = JSON.stringify(generatedMetadata(randomUUID(), recordedAt));
    insert.run(stream, revision, id, event.type, JSON.stringify(event.data), metadataAs(metadata));
    written += 1;
    if (written % 50_000 === 0) db.exec('commit; begin');
  }
  db.exec('commit');
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
  return written;
}

const FINGERPRINT = createHash('sha256').update('generated').digest('hex');

export function generatedMetadata(commandId: string, recordedAt: string): Metadata {
  const ids = { commandId, fingerprint: FINGERPRINT, correlationId: commandId, causationId: commandId };
  const recordedBy = { id: 'clerk', role: 'clerk', verified: false };
  return { ...ids, recordedAt, recordedBy, schemaVersion: 1 };
}

/** How the stand-in keeps an event's metadata. */
export function inEnvelope(metadata: string): string {
  return JSON.stringify({ created: 0, contentType: 'application/json', metadata });
}
