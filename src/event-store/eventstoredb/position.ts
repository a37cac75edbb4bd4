import type { Position as LogPosition } from '@eventstore/db-client';
import type { Position } from '../event-store.js';

const WIDTH = 20;
/** The server counts bytes in 63 bits, and breaks on what is beyond. */
const LAST = 2n ** 63n - 1n;

/** A place in the server's log, as it is said. */
export interface Place {
  readonly commit: number | bigint;
  readonly prepare: number | bigint;
}

/** Commit and prepare position as text of fixed width. */
export function positionOf({ commit, prepare }: Place): Position {
  return `${String(commit).padStart(WIDTH, '0')}.${String(prepare).padStart(WIDTH, '0')}`;
}

/** The position behind the text; undefined for what is no position of an EventStoreDB. */
export function logPositionAt(position: Position): LogPosition | undefined {
  const [, commit, prepare] = /^(\d{20})\.(\d{20})$/.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) return undefined;
  const place = { commit: BigInt(commit), prepare: BigInt(prepare) };
  return isPlace(place) ? place : undefined;
}

/** The position to go on from; throws RangeError for what is no position of an EventStoreDB. */
export function logPositionOf(position: Position): LogPosition {
  const known = logPositionAt(position);
  if (known === undefined) throw new RangeError(`'${position}' is no position of an EventStoreDB`);
  return known;
}

/** Servers have sent a checkpoint at the largest number there is: whoever resumes there sees nothing ever again. */
export function isPlace({ commit, prepare }: Place): boolean {
  return commit < LAST && prepare < LAST;
}
