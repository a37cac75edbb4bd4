import type { ResolvedEvent } from '@eventstore/db-client';
import type { Metadata, Recorded } from '../../history/event.js';
import { positionOf } from './position.js';

/** Whether the event is of one of our streams: all whose name does not begin with `$`. */
export function isOurs({ event }: ResolvedEvent): boolean {
  return event !== undefined && !event.streamId.startsWith('$');
}

/** An event of the server in the ledger's form. What others wrote without our metadata was recorded when it was created. */
export function recorded({ event }: ResolvedEvent): Recorded {
  if (event?.position === undefined) throw new TypeError('the server sent an event without its position');
  const { id, streamId: stream, revision, type, isJson, data, metadata, created, position } = event;
  const ours = metadata instanceof Uint8Array || metadata === undefined ? {} : (metadata as Partial<Metadata>);
  return {
    id,
    stream,
    revision: Number(revision),
    type,
    data: isJson ? (data as object) : { base64: Buffer.from(data).toString('base64') },
    metadata: (ours.recordedAt === undefined ? { ...ours, recordedAt: created.toISOString() } : ours) as Metadata,
    position: positionOf(position),
  };
}
