import { invalidParameter } from '../../src/http/problem.js';

/** Opaque to callers, so that what it holds may change. */
export function cursorAfter(...numbers: readonly number[]): string {
  return Buffer.from(`after:${numbers.join(':')}`).toString('base64url');
}

/** The numbers in a cursor; none where there is no cursor. Throws Problem where it is none of ours. */
export function cursorOf(cursor: string | undefined, count: number): readonly number[] {
  if (cursor === undefined) return [];
  const [kind, ...numbers] = Buffer.from(cursor, 'base64url').toString().split(':');
  if (kind === 'after' && numbers.length === count && numbers.every((one) => /^\d{1,15}$/.test(one))) {
    return numbers.map(Number);
  }
  throw invalidParameter('cursor', 'must be a nextCursor of an earlier page');
}
