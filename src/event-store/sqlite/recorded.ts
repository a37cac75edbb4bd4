import type { Metadata, Recorded } from '../../history/event.js';
import { DamagedLogError } from '../errors.js';
import { nameOf } from './inspect-log.js';
import type { StoredEvent } from './log-file.js';
import { positionOf } from './position.js';

/** An event as the port hands it over. Throws DamagedLogError, without what the event says: that may be personal. */
export function recorded(stored: StoredEvent, path: string): Recorded {
  const { id, stream, revision, type } = stored;
  const data = decoded(stored, 'data', path);
  const metadata = decoded(stored, 'metadata', path) as Metadata;
  return { id, stream, revision, type, data, metadata, position: positionOf(stored.sequence) };
}

/** Events as they follow one another. Throws DamagedLogError where one between them is missing. */
export function* unbroken(
  events: readonly StoredEvent[],
  by: 'sequence' | 'revision',
  from: number | undefined,
  step: 1 | -1,
  path: string,
): Iterable<Recorded> {
  let expected = from;
  for (const stored of events) {
    if (expected !== undefined && stored[by] !== expected) {
      const missing =
        by === 'sequence' ? `event ${String(expected)}` : `revision ${String(expected)} of ${stored.stream}`;
      throw new DamagedLogError(path, `${missing} is missing before ${nameOf(stored)}`);
    }
    expected = stored[by] + step;
    yield recorded(stored, path);
  }
}

function decoded(stored: StoredEvent, part: 'data' | 'metadata', path: string): object {
  try {
    const value: unknown = JSON.parse(stored[part]);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Its own sentence would quote what the event says.
  }
  throw new DamagedLogError(path, `${nameOf(stored)}: its ${part} cannot be read as JSON`);
}
