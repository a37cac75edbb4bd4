import { isUtf8 } from 'node:buffer';
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DamagedLogError } from '../errors.js';
import { isMarked } from './log-format.js';
import { named } from './sqlite-errors.js';

/** Up to this size all of a log is looked at when it is opened: some 0.3 s. */
const WHOLE_UP_TO_BYTES = 64 * 1024 * 1024;
/** Of a larger one, the pages only where a -wal lies beside it, and this many of the last events. */
const LAST_EVENTS = 1_000;
/** Of one kind of damage, this many are named, and in one sentence so many of all. */
const NAMED = 10;
const TOLD = 3;

export interface Inspection {
  readonly events: number;
  /** The ordinal of the last event; 0 in an empty log. */
  readonly last: number;
  /** What is wrong, each naming the page, event or stream; empty where all is well. */
  readonly damages: readonly string[];
  /** What may be behind it, where the files tell. */
  readonly hint?: string | undefined;
}

export interface LookAt {
  /** skeleton: no page is missing or mixed up; all: indexes and order in every page too. */
  readonly pages: 'none' | 'skeleton' | 'all';
  /** The first ordinal whose event is read and decoded. */
  readonly eventsFrom: number | 'near the end';
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

export const EVERYTHING: LookAt = { pages: 'all', eventsFrom: 1 };

/** Refuses a file with what a quick look finds. Throws DamagedLogError, NotALogError; lets pass what is not there yet. */
export function refuseDamaged(path: string): void {
  const bytes = bytesOf(path);
  if (bytes === 0) return;
  const beside = bytesOf(`${path}-wal`);
  const inspection = inspectLog(
    path,
    bytes + beside <= WHOLE_UP_TO_BYTES
      ? EVERYTHING
      : { pages: beside === 0 ? 'none' : 'skeleton', eventsFrom: 'near the end' },
  );
  if (inspection.damages.length > 0) throw new DamagedLogError(path, inWords(inspection));
}

/** The first damages, how many more there are, and what may be behind it. */
export function inWords({ damages, hint }: Inspection): string {
  const more = damages.length - TOLD;
  return [...damages.slice(0, TOLD), ...(more > 0 ? [`${String(more)} more`] : []), ...(hint ? [hint] : [])].join('; ');
}

/**
 * Looks whether a log is whole: its pages, that no ordinal and no revision is missing, that its events can be read.
 * Reads only, also of what a -wal beside it holds, and leaves both as they lie. Throws NotALogError for a file of
 * anything else, and SQLITE_BUSY as it is.
 */
export function inspectLog(path: string, lookAt: LookAt): Inspection {
  let db: DatabaseSync | undefined;
  try {
    // A connection that only reads does not write the -wal into the file when it closes, which would mix them for good.
    db = new DatabaseSync(path, { readOnly: true, timeout: 0 });
    db.exec('pragma cache_size = -16000; begin');
    if (!isMarked(db, path)) return { events: 0, last: 0, damages: [] };
    return inspected(db, path, lookAt);
  } catch (error) {
    const meant = named(error, path, 'reading');
    if (!(meant instanceof DamagedLogError)) throw meant;
    return { events: 0, last: 0, damages: [(error as Error).message], hint: hintFor(path) };
  } finally {
    db?.close();
  }
}

function inspected(db: DatabaseSync, path: string, { pages, eventsFrom, onProgress }: LookAt): Inspection {
  const damages: string[] = [];
  const look = (findings: Iterable<string>): void => {
    try {
      for (const finding of findings) damages.push(finding);
    } catch (error) {
      const meant = named(error, path, 'reading');
      if (!(meant instanceof DamagedLogError)) throw meant;
      // What reads damaged pages fails like this; most often they are named already.
      if (damages.length === 0) damages.push((error as Error).message);
    }
  };
  let events = 0;
  let last = 0;
  if (pages !== 'none') look(damagedPages(db, pages));
  look(
    (function* () {
      ({ events, last } = counts(db));
      yield* missingEvents(db, events, last);
    })(),
  );
  look(gapsInStreams(db));
  const from = eventsFrom === 'near the end' ? Math.max(1, last - LAST_EVENTS) : eventsFrom;
  look(unreadableEvents(db, from, (done) => onProgress?.(done, last)));
  return { events, last, damages, hint: damages.length === 0 ? undefined : hintFor(path) };
}

function* damagedPages(db: DatabaseSync, pages: 'skeleton' | 'all'): Iterable<string> {
  const pragma = pages === 'all' ? 'integrity_check' : 'quick_check';
  for (const row of db.prepare(`pragma ${pragma}(${String(NAMED)})`).iterate()) {
    const lines = String(Object.values(row)[0]).split('\n');
    yield* lines.filter((line) => line !== 'ok' && !line.startsWith('***'));
  }
}

function counts(db: DatabaseSync): { events: number; last: number } {
  const sql = 'select count(*) as events, coalesce((select max(sequence) from events), 0) as last from events';
  return db.prepare(sql).get() as { events: number; last: number };
}

function* missingEvents(db: DatabaseSync, events: number, last: number): Iterable<string> {
  if (events === last) return;
  const before = db.prepare(
    `select sequence - 1 as missing from events as e where sequence > 1
       and not exists (select 1 from events as b where b.sequence = e.sequence - 1) order by sequence limit 1`,
  );
  const missing = (before.get() as { missing: number } | undefined)?.missing;
  const which = missing === undefined ? '' : `, event ${String(missing)} among those that are not there`;
  yield `it holds ${String(events)} events and the last is event ${String(last)}${which}`;
}

function* gapsInStreams(db: DatabaseSync): Iterable<string> {
  const streams = db.prepare(
    `select stream, count(*) as events, min(revision) as first, max(revision) as last from events
       group by stream having first <> 0 or events <> last + 1 limit ${String(NAMED)}`,
  );
  for (const { stream, events, last } of streams.all() as { stream: string; events: number; last: number }[]) {
    yield `stream ${stream} stands at revision ${String(last)} and holds ${String(events)} events instead of ${String(last + 1)}`;
  }
}

interface RawEvent {
  readonly sequence: number;
  readonly stream: string;
  readonly revision: number;
  readonly data: Uint8Array | null;
  readonly metadata: Uint8Array | null;
}

function* unreadableEvents(db: DatabaseSync, from: number, onProgress: (done: number) => void): Iterable<string> {
  let found = 0;
  // As bytes: as text, what is no UTF-8 would be put right in silence.
  const rows = db.prepare(
    `select sequence, stream, revision, cast(data as blob) as data, cast(metadata as blob) as metadata
       from events where sequence >= ? order by sequence`,
  );
  for (const row of rows.iterate(from) as IterableIterator<unknown> as IterableIterator<RawEvent>) {
    for (const part of ['data', 'metadata'] as const) {
      const wrong = whatIsWrongWith(row[part]);
      if (wrong === undefined || found >= NAMED) continue;
      found += 1;
      yield `${nameOf(row)}: its ${part} ${wrong}`;
    }
    if (row.sequence % 10_000 === 0) onProgress(row.sequence);
  }
}

function whatIsWrongWith(bytes: Uint8Array | null): string | undefined {
  if (bytes === null || !isUtf8(bytes)) return 'is no text';
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
    return typeof value === 'object' && value !== null ? undefined : 'is no object';
  } catch {
    return 'is no JSON';
  }
}

/** How an event is named to whoever has to find it. */
export function nameOf({ sequence, stream, revision }: { sequence: number; stream: string; revision: number }): string {
  return `event ${String(sequence)} (revision ${String(revision)} of stream ${stream})`;
}

function hintFor(path: string): string | undefined {
  if (bytesOf(`${path}-wal`) === 0) return undefined;
  return (
    'a -wal lies beside it: if the file was put there from elsewhere, the two are of different moments, and the -wal and ' +
    '-shm are to be moved away'
  );
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
