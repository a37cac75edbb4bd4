import { invalidParameter } from '../../src/http/problem.js';

/** Opaque to callers, so that what it holds may change. */
export function cursorAfter(number: number): string {
  return Buffer.from(`after:${String(number)}`).toString('base64url');
}

/** The number in a cursor. Throws Problem where it is none of ours. */
export function numberIn(cursor: string): number {
  const number = /^after:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (number === undefined || cursorAfter(Number(number)) !== cursor)
    throw invalidParameter('cursor', 'must be a nextCursor of an earlier page');
  return Number(number);
}
