import { invalidParameter } from '../problem.js';

/** What is handed out in pages. */
export type PagedList =
  | `suggestions${string}`
  | 'disagreements'
  | `entries${string}`
  | `history-of-${string}`
  | `${'explanation' | 'difference'}-of-${'suggestions' | 'meetings' | 'dongs'}`;

/** Opaque to callers, so that what it holds may change. */
export function cursorAfter(list: PagedList, ...numbers: readonly number[]): string {
  return Buffer.from(`${list}:${numbers.join('.')}`).toString('base64url');
}

/** The number in a cursor of this list. Throws Problem where it is none of its. */
export function numberIn(list: PagedList, cursor: string): number {
  return numbersIn(list, cursor, 1)[0]!;
}

/** As many numbers as a cursor of this list holds. Throws Problem where it is none of its. */
export function numbersIn(list: PagedList, cursor: string, count: number): readonly number[] {
  const written = /:(\d{1,15}(?:\.\d{1,15})*)$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  const numbers = (written ?? '').split('.').map(Number);
  if (numbers.length === count && cursorAfter(list, ...numbers) === cursor) return numbers;
  throw invalidParameter('cursor', NO_CURSOR);
}

const NO_CURSOR = {
  ko: '이 목록의 앞쪽에서 받은 nextCursor여야 합니다',
  en: 'must be a nextCursor of an earlier page of this list',
};
