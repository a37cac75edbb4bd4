import { NotThere } from '../recording/refusals.js';

/** Numbers of pledge items begin anew with each term of office, so that a name has both. */
export interface PledgeItemName {
  readonly term: number;
  readonly number: string;
}

/** Reads `7-2-2-4`, as addresses name an item: the term of office, then the number. Throws NotThere. */
export function pledgeItemNamed(name: string): PledgeItemName {
  const match = /^([1-9][0-9]?)-([0-9]{1,3}(?:-[0-9]{1,3}){0,4})$/.exec(name);
  if (match) return { term: Number(match[1]), number: match[2]! };
  throw new NotThere({
    ko: '그 이름의 공약사업. 7-2-2-4처럼 민선 기수와 번호로 부릅니다',
    en: 'pledge item of that name; one is named by term of office and number, such as 7-2-2-4',
  });
}
