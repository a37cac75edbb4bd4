import type { ResolvedEvent } from '@eventstore/db-client';
import type { Metadata, Recorded } from '../../history/event.js';
import { positionOf } from './position.js';

/** Whether the event is of one of our streams: all whose name does not begin with `$`. */
export function isOurs({ event }: ResolvedEvent): boolean {
  return event !== undefined && !event.streamId.startsWith('$');
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
export function recordedFrom({ id, stream, revision, type, data, metadata, created, position }: Said): Recorded {
  const ours = isObject(metadata) ? (metadata as Partial<Metadata>) : {};
  return {
    id,
    stream,
    revision,
    type,
    data: data instanceof Uint8Array ? { base64: Buffer.from(data).toString('base64') } : (data as object),
    metadata: (ours.recordedAt === undefined ? { ...ours, recordedAt: created().toISOString() } : ours) as Metadata,
    position,
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
