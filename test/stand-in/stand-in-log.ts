import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { ConflictError } from '../../src/event-store/errors.js';
import { LogFile, type StoredEvent } from '../../src/event-store/sqlite/log-file.js';
import { type Fate, fateBy, FOR_EVER, type StreamMetadata, TOMBSTONE } from './stream-fate.js';

export type Expected = number | 'no-stream' | 'any' | 'stream-exists';

/** An event as the protocol carries it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  /** A bigint for a tombstone alone. */
  readonly revision: number | bigint;
  readonly position: bigint;
  readonly created: number;
  readonly sequence: number;
}

export type AppendOutcome =
  | { readonly is: 'appended'; readonly revision: number; readonly position: bigint | undefined }
  | { readonly is: 'wrong-revision'; readonly actual: number | undefined }
  | { readonly is: 'deleted' };

/** How far back in a stream an append at any revision looks for events that it has written before. */
const REMEMBERED = 1_000;
const SPACING = 1_000n;
const SCAVENGES = '$scavenges';

/** Positions rise with uneven gaps, as byte offsets do. */
export function positionOf(sequence: number): bigint {
  const n = BigInt(sequence);
  return n * SPACING + ((n * 7_919n) % 613n);
}

/** The sequence at a position; undefined between two events. */
export function sequenceAt(position: bigint): number | undefined {
  const sequence = Number(position / SPACING);
  return positionOf(sequence) === position ? sequence : undefined;
}

/** A server's log over the embedded one: its revisions, its idea of the same append, its positions, what it no longer shows. */
export class StandInLog {
  private readonly file: LogFile;
  private readonly news = new EventEmitter().setMaxListeners(0);
  /** Sequences that scavenges took out; the embedded log itself forgets nothing. */
  private readonly scavenged: Set<number>;

  constructor(path: string) {
    this.file = new LogFile(path);
    const scavenges = this.file.stream(SCAVENGES, 0, 'forwards', Number.MAX_SAFE_INTEGER);
    this.scavenged = new Set(scavenges.flatMap(({ data }) => (JSON.parse(data) as { removed: number[] }).removed));
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    const fate = this.fate(stream);
    if (fate.is === 'tombstoned') return { is: 'deleted' };
    const last = this.file.lastRevision(stream);
    const deleted = fate.is === 'deleted';
    if (deleted && expected === 'stream-exists') return { is: 'deleted' };
    if (events.length === 0) return this.emptyAppend(expected, last);
    const again =
      typeof expected === 'number' || expected === 'no-stream' ? undefined : this.known(stream, events, last);
    // What a deleted stream holds is known, and where it stands in the log is not said.
    if (again) return deleted && again.is === 'appended' ? { ...again, position: undefined } : again;
    if (expected === 'stream-exists' && last === undefined) return { is: 'wrong-revision', actual: last };
    const at = typeof expected === 'number' || expected === 'no-stream' ? expected : (last ?? 'no-stream');
    const outcome = this.write(stream, at, events);
    if (!deleted) {
      if (outcome.is === 'appended') this.keepWhatIsHidden(stream, events);
      return outcome;
    }
    const brought = outcome.is === 'wrong-revision' && at === 'no-stream' ? this.write(stream, last!, events) : outcome;
    if (brought.is !== 'appended') return brought;
    if (brought.revision <= last!) return { ...brought, position: undefined };
    // It is there again, without what was deleted.
    this.writeMetadata(stream, { ...this.metadata(stream), $tb: last! + 1 });
    return brought;
  }

  /** Hides a stream; what is appended to it thereafter brings it back without what it held. */
  delete(stream: string, expected: Expected): AppendOutcome {
    const fate = this.fate(stream);
    const last = this.file.lastRevision(stream);
    if (fate.is === 'tombstoned') return { is: 'deleted' };
    if (last === undefined || (typeof expected === 'number' && expected !== last))
      return { is: 'wrong-revision', actual: last };
    return this.writeMetadata(stream, { ...this.metadata(stream), $tb: Number(FOR_EVER) });
  }

  /** Closes a stream for ever, also one that is not there. */
  tombstone(stream: string, expected: Expected): AppendOutcome {
    if (this.fate(stream).is === 'tombstoned') return { is: 'deleted' };
    const last = this.file.lastRevision(stream);
    if (typeof expected === 'number' && expected !== last) return { is: 'wrong-revision', actual: last };
    return this.write(stream, last ?? 'no-stream', [systemEvent(TOMBSTONE, '')]);
  }

  /** Takes out for good what is hidden: of a stream its last event stays, of a tombstoned one the tombstone. */
  scavenge(): void {
    const removed: number[] = [];
    const streams = new Map<string, StoredEvent[]>();
    for (let page = this.file.after(0, 1_000); page.length > 0; page = this.file.after(page.at(-1)!.sequence, 1_000)) {
      for (const row of page) streams.set(row.stream, [...(streams.get(row.stream) ?? []), row]);
    }
    for (const [stream, rows] of streams) {
      const fate = this.fate(stream);
      const last = rows.at(-1)!;
      const kept = (row: StoredEvent) =>
        fate.is === 'tombstoned'
          ? row.type === TOMBSTONE
          : row === last || (fate.is === 'there' && row.revision >= fate.from);
      removed.push(...rows.filter((row) => !kept(row)).map(({ sequence }) => sequence));
    }
    for (const sequence of removed) this.scavenged.add(sequence);
    const at = this.file.lastRevision(SCAVENGES) ?? 'no-stream';
    this.write(SCAVENGES, at, [systemEvent('$scavengeCompleted', JSON.stringify({ removed }))]);
  }

  /** Metadata goes with its stream. */
  fate(stream: string): Fate {
    if (stream.startsWith('$$') && this.fate(stream.slice(2)).is === 'tombstoned') return { is: 'tombstoned' };
    const [end] = this.file.stream(stream, Number.MAX_SAFE_INTEGER, 'backwards', 1);
    if (end === undefined) return { is: 'missing' };
    if (end.type === TOMBSTONE) return { is: 'tombstoned' };
    // Of metadata the last alone holds.
    if (stream.startsWith('$$')) return { is: 'there', from: end.revision };
    return fateBy(this.metadata(stream), end.revision, (instant) => {
      const rows = this.file.stream(stream, 0, 'forwards', end.revision + 1).map(logged);
      return rows.find(({ created }) => created >= instant)?.revision as number | undefined;
    });
  }

  /** What a read of the stream shows; of streams that are hidden, nothing. */
  stream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): LoggedEvent[] {
    const fate = this.fate(stream);
    if (fate.is !== 'there') return [];
    const start = direction === 'forwards' ? Math.max(from, fate.from) : from;
    return this.file
      .stream(stream, start, direction, limit)
      .filter(({ revision }) => revision >= fate.from)
      .map(logged);
  }

  after(sequence: number, limit: number): LoggedEvent[] {
    return this.left(sequence, (from) => this.file.after(from, limit));
  }

  before(sequence: number, limit: number): LoggedEvent[] {
    return this.left(sequence, (from) => this.file.before(from, limit));
  }

  lastSequence(): number {
    return this.file.lastSequence();
  }

  /** Resolves with the next append, or when told to stop. */
  appended(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.news.off('appended', done);
        stop.removeEventListener('abort', done);
        resolve();
      };
      this.news.on('appended', done);
      stop.addEventListener('abort', done);
      if (stop.aborted) done();
    });
  }

  private write(stream: string, at: number | 'no-stream', events: readonly ProposedEvent[]): AppendOutcome {
    try {
      const created = Date.now();
      const placed = this.file.transaction(() =>
        this.file.append(
          stream,
          at,
          events.map((event) => stored(event, created)),
        ),
      );
      this.news.emit('appended');
      return { is: 'appended', revision: placed.revision, position: positionOf(placed.sequence) };
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      return { is: 'wrong-revision', actual: error.actual === 'no-stream' ? undefined : error.actual };
    }
  }

  private metadata(stream: string): StreamMetadata {
    const [last] = this.file.stream(`$$${stream}`, Number.MAX_SAFE_INTEGER, 'backwards', 1);
    return last ? (JSON.parse(last.data) as StreamMetadata) : {};
  }

  private writeMetadata(stream: string, metadata: StreamMetadata): AppendOutcome {
    const its = `$$${stream}`;
    return this.write(its, this.file.lastRevision(its) ?? 'no-stream', [
      systemEvent('$metadata', JSON.stringify(metadata)),
    ]);
  }

  /** Metadata written for a deleted stream brings that back too, without what it held: the server writes so itself. */
  private keepWhatIsHidden(metastream: string, events: readonly ProposedEvent[]): void {
    if (!metastream.startsWith('$$')) return;
    const stream = metastream.slice(2);
    const [, before] = this.file.stream(metastream, Number.MAX_SAFE_INTEGER, 'backwards', 2);
    const hidden = before && ((JSON.parse(before.data) as StreamMetadata).$tb ?? 0) >= Number(FOR_EVER);
    const last = this.file.lastRevision(stream);
    if (!hidden || last === undefined) return;
    this.writeMetadata(stream, { ...(JSON.parse(events.at(-1)!.data.toString()) as StreamMetadata), $tb: last + 1 });
  }

  /** The next page that scavenges have left something of. */
  private left(sequence: number, pageFrom: (sequence: number) => StoredEvent[]): LoggedEvent[] {
    for (let from = sequence; ;) {
      const page = pageFrom(from);
      const left = page.filter((row) => !this.scavenged.has(row.sequence));
      if (left.length > 0 || page.length === 0) return left.map(logged);
      from = page.at(-1)!.sequence;
    }
  }

  private emptyAppend(expected: Expected, last: number | undefined): AppendOutcome {
    const fits =
      expected === 'any' ||
      (expected === 'stream-exists' ? last !== undefined : last === (expected === 'no-stream' ? undefined : expected));
    return fits ? { is: 'appended', revision: last ?? 0, position: undefined } : { is: 'wrong-revision', actual: last };
  }

  private known(stream: string, events: readonly ProposedEvent[], last: number | undefined): AppendOutcome | undefined {
    const recent = this.file.stream(stream, last ?? 0, 'backwards', REMEMBERED).reverse();
    const at = recent.findIndex(({ id }) => id === events[0]!.id);
    if (at === -1) return undefined;
    const there = recent.slice(at, at + events.length);
    const same = there.length === events.length && there.every(({ id }, index) => id === events[index]!.id);
    const end = there.at(-1);
    if (!same || !end) return { is: 'wrong-revision', actual: last };
    return { is: 'appended', revision: end.revision, position: positionOf(end.sequence) };
  }
}

/** What the embedded log has no column for stands in an envelope around the metadata. */
interface Envelope {
  readonly created: number;
  readonly contentType: string;
  readonly metadata: string;
}

function stored(event: ProposedEvent, created: number) {
  const json = event.contentType === 'application/json';
  const envelope: Envelope = { created, contentType: event.contentType, metadata: event.metadata.toString('utf8') };
  return {
    id: event.id,
    type: event.type,
    data: event.data.toString(json ? 'utf8' : 'base64'),
    metadata: JSON.stringify(envelope),
  };
}

function systemEvent(type: string, data: string): ProposedEvent {
  const contentType = data === '' ? 'application/octet-stream' : 'application/json';
  return { id: randomUUID(), type, contentType, data: Buffer.from(data), metadata: Buffer.alloc(0) };
}

function logged(row: StoredEvent): LoggedEvent {
  const { created, contentType, metadata } = JSON.parse(row.metadata) as Envelope;
  return {
    id: row.id,
    type: row.type,
    contentType,
    data: Buffer.from(row.data, contentType === 'application/json' ? 'utf8' : 'base64'),
    metadata: Buffer.from(metadata),
    stream: row.stream,
    revision: row.type === TOMBSTONE ? FOR_EVER : row.revision,
    sequence: row.sequence,
    position: positionOf(row.sequence),
    created,
  };
}
