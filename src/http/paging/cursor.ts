import { invalidParameter } from '../problem.js';

/** What is handed out in pages. */
export type PagedList =
  | 'suggestions'
  | 'disagreements'
  | `history-of-${string}`
  | `${'explanation' | 'difference'}-of-${'suggestions' | 'meetings' | 'dongs'}`;

/** Opaque to callers, so that what it holds may change. */
export function cursorAfter(list: PagedList, number: number): string {
  return Buffer.from(`${list}:${String(number)}`).toString('base64url');
}

/** The number in a cursor of this list. Throws Problem where it is none of its. */
export function numberIn(list: PagedList, cursor: string): number {
  const number = /:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (number === undefined || cursorAfter(list, Number(number)) !== cursor) throw invalidParameter('cursor', NO_CURSOR);
  return Number(number);
}

const NO_CURSOR = {
  ko: '이 목록의 앞쪽에서 받은 nextCursor여야 합니다',
  en: 'must be a nextCursor of an earlier page of this list',
};
