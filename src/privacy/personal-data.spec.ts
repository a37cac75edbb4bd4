import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { told } from '../../test/told.js';
import { freeText, personalDataIn, withoutPersonalData } from './personal-data.js';

function samples(name: string): string[] {
  const lines = readFileSync(`${import.meta.dirname}/samples/${name}.txt`, 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) =>
    line
      .replaceAll('\\n', '\n')
      .replaceAll(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))),
  );
}

const PERSONAL = samples('personal').map((line) => line.split('\t') as [string, string]);
const ORDINARY = samples('ordinary');

describe('free text', () => {
  it.each(PERSONAL)('is refused with %s: %s', (kind, text) => {
    expect(personalDataIn(text)).toBe(kind);
  });

  it.each(ORDINARY)('may say: %s', (text) => {
    expect(personalDataIn(text)).toBeUndefined();
  });

  it('may name ids, whatever digits they are made of', () => {
    expect(personalDataIn('건의 01012345-6789-4123-8123-010123456789 참고')).toBeUndefined();
    expect(personalDataIn('suggestion-01012345-6789-4123-8123-010123456789')).toBeUndefined();
  });

  it.each([
    'a',
    '0',
    '8',
    '@',
    '.',
    '-',
    ' ',
    '공',
    '010-',
    '9',
    'a@a',
    '전화 ',
    '공일공 ',
    '900101',
    '면 가나리 ',
    '0.',
    'ㆍ',
    '+8',
  ])('is searched in bounded time where it is nothing but %p', (piece) => {
    const started = performance.now();
    personalDataIn(piece.repeat(Math.ceil(10_000 / piece.length)));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

/** The zeroes of decimal digits: ASCII, full-width, Arabic, Devanagari, Bengali, Thai, mathematical bold. */
const ZEROES = [0x30, 0xff10, 0x660, 0x966, 0x9e6, 0xe50, 0x1d7ce];
const digitsIn = (zero: number) => (text: string) =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
const unseen = fc.constantFrom('', '\u200b', '\ufe0f', '\u034f', '\u3164', '\u115f', '\u2800', '\u00ad', '\u2060');
const sign = fc.constantFrom(...'ㆍ・‧•∙·,:.()[]{}/_~-‐‑–—−ㅡ|…→★'.split(''), ' ', '\t', '\n', '\u3000', '\u00a0');
const gap = fc.array(sign, { maxLength: 3 }).map((signs) => signs.join(''));
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''));
const around = fc.constantFrom('', '문의 ', '주민 김○○ ', '(');

/** Writes groups of digits with signs between them, in a script of digits, with what does not show after each. */
function written(groups: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  return fc
    .tuple(groups, fc.array(gap, { minLength: 3, maxLength: 3 }), fc.constantFrom(...ZEROES), unseen, around)
    .map(([parts, gaps, zero, hidden, before]) => {
      const text = parts.map((part, index) => part + (index < parts.length - 1 ? gaps[index]! : '')).join('');
      return before + Array.from(digitsIn(zero)(text)).join(hidden);
    });
}

describe('a number that identifies somebody', () => {
  it('is seen in a mobile number, however it is written', () => {
    const mobile = fc.tuple(fc.constantFrom('010', '011', '016', '019'), digits(4), digits(4));
    fc.assert(fc.property(written(mobile), (text) => expect(personalDataIn(text)).toBeDefined()));
  });

  it('is seen in a resident registration number, however it is written', () => {
    const birthday = fc
      .tuple(
        fc.constantFrom('', '19', '20'),
        digits(2),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
      )
      .map(
        ([century, year, month, day]) =>
          `${century}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`,
      );
    const rest = fc.tuple(fc.constantFrom(...'12345678'.split('')), digits(6)).map((parts) => parts.join(''));
    fc.assert(fc.property(written(fc.tuple(birthday, rest)), (text) => expect(personalDataIn(text)).toBeDefined()));
  });

  it('is not seen in days, spans, amounts and counts one after another', () => {
    const year = fc.integer({ min: 2016, max: 2026 });
    const month = fc.integer({ min: 1, max: 12 });
    const day = fc.integer({ min: 1, max: 28 });
    const date = fc.tuple(year, month, day).map((parts) => `${parts.join('. ')}.`);
    const said = fc.tuple(year, month, day).map(([y, m, d]) => `${String(y)}년 ${String(m)}월 ${String(d)}일`);
    const won = fc.integer({ min: 1, max: 9_000_000_000 }).map((amount) => `${amount.toLocaleString('en')}원`);
    const people = fc.integer({ min: 1, max: 9_999 }).map((count) => `${String(count)}명`);
    const time = fc
      .tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 }))
      .map((parts) => parts.join(':'));
    const sentence = fc
      .array(fc.oneof(date, said, won, people, time), { minLength: 1, maxLength: 6 })
      .chain((parts) => fc.constantFrom(' ', ', ', ' / ', '\n', ' ~ ').map((between) => parts.join(between)));
    fc.assert(fc.property(sentence, (text) => expect(personalDataIn(text)).toBeUndefined()));
  });
});

describe('a checked text', () => {
  it('is refused for its length, then for what it holds, without repeating it', () => {
    expect(freeText(10)('짧은 글')).toBeUndefined();
    expect(told(freeText(10)('열한 글자가 넘는 글입니다'))).toContain('1 to 10');
    expect(told(freeText(100)('연락은 010-1234-5678'))).toBe('must not hold a phone number: leave it out');
  });

  it('is refused as a code too, however it cuts a number up', () => {
    const code = withoutPersonalData(() => undefined);
    expect(code('2-2-4')).toBeUndefined();
    expect(code('resident-autonomy-2022H1')).toBeUndefined();
    expect(told(code('010-123-456-78'))).toContain('a phone number');
    expect(told(code('900-101-123-456-7'))).toContain('a resident registration number');
  });
});
