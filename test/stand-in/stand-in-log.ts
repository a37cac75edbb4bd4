import { EventEmitter } from 'node:events';
import { ConflictError } from '../../src/event-store/errors.js';
import { LogFile, type StoredEvent } from '../../src/event-store/sqlite/log-file.js';

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
  readonly revision: number;
  readonly position: bigint;
  readonly created: number;
  readonly sequence: number;
}

export type AppendOutcome =
  | { readonly is: 'appended'; readonly revision: number; readonly position: bigint | undefined }
  | { readonly is: 'wrong-revision'; readonly actual: number | undefined };

/** How far back in a stream an append at any revision looks for events that it has written before. */
const REMEMBERED = 1_000;
const SPACING = 1_000n;

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

/** A server's log over the embedded one: its revisions, its idea of the same append, its positions. */
export class StandInLog {
  private readonly file: LogFile;
  private readonly news = new EventEmitter().setMaxListeners(0);

  constructor(path: string) {
    this.file = new LogFile(path);
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): AppendOutcome {
    const last = this.file.lastRevision(stream);
    if (events.length === 0) return this.emptyAppend(expected, last);
    const again =
      typeof expected === 'number' || expected === 'no-stream' ? undefined : this.known(stream, events, last);
    if (again) return again;
    if (expected === 'stream-exists' && last === undefined) return { is: 'wrong-revision', actual: last };
    const at = typeof expected === 'number' || expected === 'no-stream' ? expected : (last ?? 'no-stream');
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

  stream(stream: string, from: number, direction: 'forwards' | 'backwards', limit: number): LoggedEvent[] {
    return this.file.stream(stream, from, direction, limit).map(logged);
  }

  after(sequence: number, limit: number): LoggedEvent[] {
    return this.file.after(sequence, limit).map(logged);
  }

  before(sequence: number, limit: number): LoggedEvent[] {
    return this.file.before(sequence, limit).map(logged);
  }

  exists(stream: string): boolean {
    return this.file.lastRevision(stream) !== undefined;
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

function logged(row: StoredEvent): LoggedEvent {
  const { created, contentType, metadata } = JSON.parse(row.metadata) as Envelope;
  return {
    id: row.id,
    type: row.type,
    contentType,
    data: Buffer.from(row.data, contentType === 'application/json' ? 'utf8' : 'base64'),
    metadata: Buffer.from(metadata),
    stream: row.stream,
    revision: row.revision,
    sequence: row.sequence,
    position: positionOf(row.sequence),
    created,
  };
}
