import type { ResolvedEvent } from '@eventstore/db-client';
import type { Metadata, Recorded } from '../../history/event.js';
import { STREAM_LOST, STREAM_WHOLE, type StreamLoss } from '../stream-loss.js';
import { positionOf } from './position.js';

/** The server's event that closes a stream for ever. */
const TOMBSTONE = '$streamDeleted';

/** Streams whose events are read: those of ours, and their metadata, by which the server hides events. */
export const OURS = '^(\\$\\$)?[^$]';
const IS_OURS = new RegExp(OURS);

/** Whether the event is of one of our streams, or says what became of one. */
export function isOurs({ event }: ResolvedEvent): boolean {
  return event !== undefined && IS_OURS.test(event.streamId);
}

/** An event of the client's in the ledger's form. */
export function recorded({ event }: ResolvedEvent): Recorded {
  if (event?.position === undefined) throw new TypeError('the server sent an event without its position');
  const { id, streamId: stream, revision, type, data, metadata, created, position } = event;
  return recordedFrom({
    id,
    stream,
    revision: Number(revision),
    type,
    data,
    metadata,
    created: () => created,
    position: positionOf(position),
  });
}

/** An event as a server says it. */
interface Said extends Pick<Recorded, 'id' | 'stream' | 'revision' | 'type' | 'position'> {
  /** Bytes where it is no JSON. */
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: () => Date;
}

/** What others wrote without our metadata was recorded when it was created. */
export function recordedFrom(said: Said): Recorded {
  const { id, metadata, created, position } = said;
  const ours = isObject(metadata) ? (metadata as Partial<Metadata>) : {};
  return {
    id,
    ...(fateSaidBy(said) ?? eventIn(said)),
    metadata: (ours.recordedAt === undefined ? { ...ours, recordedAt: created().toISOString() } : ours) as Metadata,
    position,
  };
}

type EventItself = Pick<Recorded, 'stream' | 'revision' | 'type' | 'data'>;

function eventIn({ stream, revision, type, data }: Said): EventItself {
  const stored = data instanceof Uint8Array ? { base64: Buffer.from(data).toString('base64') } : (data as object);
  return { stream, revision, type, data: stored };
}

/** What the server's own entries say of a stream of ours. */
function fateSaidBy({ stream, type, data }: Said): EventItself | undefined {
  if (type === TOMBSTONE) return fate(stream, 'tombstoned');
  if (!stream.startsWith('$$')) return undefined;
  return fate(stream.slice(2), isObject(data) ? lossBy(data as Hiding) : undefined);
}

function fate(stream: string, loss: StreamLoss | undefined): EventItself {
  const [type, data] = loss === undefined ? [STREAM_WHOLE, {}] : [STREAM_LOST, { loss }];
  return { stream, revision: -1, type, data };
}

/** Of a stream's metadata, what hides events of it. */
interface Hiding {
  readonly $tb?: number;
  readonly $maxCount?: number;
  readonly $maxAge?: number;
}

function lossBy({ $tb = 0, $maxCount, $maxAge }: Hiding): StreamLoss | undefined {
  // The largest revision there is stands for all, as near as a number comes to it.
  if ($tb >= 2 ** 63) return 'deleted';
  return $tb > 0 || $maxCount !== undefined || $maxAge !== undefined ? 'truncated' : undefined;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
