import type { Position } from '../event-store.js';

const WIDTH = 20;

/** A sequence as text of fixed width. */
export function positionOf(sequence: number): Position {
  return String(sequence).padStart(WIDTH, '0');
}

/** The sequence behind a position; undefined for what is no position of an embedded store. */
export function sequenceAt(position: Position): number | undefined {
  return /^\d{20}$/.test(position) && Number.isSafeInteger(Number(position)) ? Number(position) : undefined;
}

/** The sequence to go on from; throws RangeError for what is no position of an embedded store. */
export function sequenceOf(position: Position | undefined): number {
  if (position === undefined) return 0;
  const sequence = sequenceAt(position);
  if (sequence === undefined) throw new RangeError(`'${position}' is no position of an embedded event store`);
  return sequence;
}
