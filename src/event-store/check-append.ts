import { InvalidAppendError, TooLargeError } from './errors.js';
import type { EventToAppend, ExpectedRevision } from './event-store.js';

/** The most that EventStoreDB takes in one append, in bytes; both stores keep to it. */
export const MAX_APPEND_BYTES = 1_048_576;

/** An event in its stored form. */
export interface SerialisedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Refuses what no store takes before anything is sent, and hands back the stored form. */
export function checkAppend(
  stream: string,
  expected: ExpectedRevision,
  events: readonly EventToAppend[],
): readonly SerialisedEvent[] {
  if (stream === '') throw new InvalidAppendError('the stream has no name');
  if (stream.startsWith('$'))
    throw new InvalidAppendError(`stream ${stream} begins with $, as only the store's own do`);
  if (events.length === 0) throw new InvalidAppendError(`an append to ${stream} holds no event`);
  if (expected !== 'no-stream' && (!Number.isSafeInteger(expected) || expected < 0)) {
    throw new InvalidAppendError(
      `the expected revision ${String(expected)} is neither a whole number from 0 nor no-stream`,
    );
  }
  const serialised = events.map((event) => {
    if (event.type === '') throw new InvalidAppendError(`an event for ${stream} has no type`);
    if (event.type.startsWith('$'))
      throw new InvalidAppendError(`type ${event.type} begins with $, as only the store's own do`);
    return { id: event.id, type: event.type, data: stored(event.data, event), metadata: stored(event.metadata, event) };
  });
  const bytes = serialised.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
  if (bytes > MAX_APPEND_BYTES) throw new TooLargeError(bytes, MAX_APPEND_BYTES);
  return serialised;
}

function stored(value: object, event: EventToAppend): string {
  try {
    return JSON.stringify(value, (key, inner: unknown) => {
      if (inner === undefined) throw new TypeError(`'${key}' is undefined; what is not known is null`);
      if (typeof inner === 'number' && !Number.isFinite(inner))
        throw new TypeError(`'${key}' is ${String(inner)}, which JSON does not have`);
      return inner;
    });
  } catch (error) {
    throw new InvalidAppendError(`event ${event.type} cannot be stored: ${(error as Error).message}`, { cause: error });
  }
}
