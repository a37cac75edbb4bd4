import { told } from '../../test/told.js';
import { aListCode } from './list-code.js';

describe("a code of one of the city's lists", () => {
  it.each(['traffic', '공원·녹지', '2', 'a-b'])('may be %s', (code) => {
    expect(aListCode(code)).toBeUndefined();
  });

  it.each([
    ['교통'.normalize('NFD'), 'NFKC'],
    ['ａ', 'NFKC'],
    ['공원ㆍ녹지', 'NFKC'],
    ['Traffic', 'at most 40'],
    ['', 'at most 40'],
    ['010-1234-5678', 'phone number'],
  ])('is not %s', (code, words) => {
    expect(told(aListCode(code))).toContain(words);
  });
});
