import { personalDataIn } from './personal-data.js';

describe('free text', () => {
  it.each([
    ['900101-1234567', 'a resident registration number'],
    ['주민번호는 9001011234567 입니다', 'a resident registration number'],
    ['９００１０１－１２３４５６７', 'a resident registration number'],
    ['900101 - 2234567', 'a resident registration number'],
    ['010-1234-5678로 연락', 'a phone number'],
    ['01012345678', 'a phone number'],
    ['(031) 907-1234', 'a phone number'],
    ['+82 10 1234 5678', 'a phone number'],
    ['담당 8075-2441', 'a phone number'],
    ['hong@example.com 으로', 'an e-mail address'],
  ])('is refused with %s', (text, what) => {
    expect(personalDataIn(text)).toBe(what);
  });

  it.each([
    '2019-2020년 통장협의회',
    '2020. 8 ~ 2020. 12.',
    '2020-08-10에 열린 간담회',
    '버스 정류장 2곳, 보도블록 1200장',
    '행신동 123-45 앞 신호등',
    '예산 15000000원',
    '2021년도 공약 2-2-4',
  ])('may say %s', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
  });
});
