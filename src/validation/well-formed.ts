import { pointerTo } from '../history/json-pointer.js';
import { filled, type Sentence } from '../history/sentence.js';
import type { FieldProblem } from '../recording/refusals.js';

/** What is sent may be no larger: what converts and checks it takes time by the square of some of these. */
const DEEPEST = 32;
const MOST_VALUES = 10_000;
const MOST_FIELDS = 200;
const MOST_ITEMS = 1_000;
const LONGEST_NAME = 100;
const LONGEST_TEXT = 50_000;
/** Names that every object has already: what copies such a field reaches into a prototype, or drops it in silence. */
const INHERITED: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'prototype'];
const HALF_A_PAIR = /\p{Surrogate}/u;

/** Whatever in a JSON value is too much, could not be stored and read again as it is, or would do harm on its way. */
export function malformed(value: unknown): readonly FieldProblem[] {
  const looked: Looked = { problems: [], values: 0 };
  look(value, '', 0, looked);
  if (looked.values <= MOST_VALUES) return looked.problems;
  return [{ field: '', problem: TOO_LARGE_A_BODY }];
}

/** The same value with every text and name in composed form (NFC), so that what reads alike is alike. */
export function composed(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(composed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.normalize('NFC'), composed(inner)]));
}

interface Looked {
  readonly problems: FieldProblem[];
  values: number;
}

function look(value: unknown, at: string, depth: number, looked: Looked): void {
  looked.values += 1;
  if (looked.values > MOST_VALUES) return;
  const problem = problemOf(value, depth);
  if (problem !== undefined) {
    looked.problems.push({ field: at, problem });
  } else if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      look(item, pointerTo(at, String(index)), depth + 1, looked);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const nameProblem = problemOfName(name);
      const field = pointerTo(at, name);
      if (nameProblem === undefined) look(inner, field, depth + 1, looked);
      else looked.problems.push({ field, problem: nameProblem });
    }
  }
}

/** What is wrong with a value itself, whatever lies in it. */
function problemOf(value: unknown, depth: number): Sentence | undefined {
  if (depth > DEEPEST) return TOO_DEEP;
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? TOO_LONG : problemOfText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : TOO_LARGE;
  if (typeof value !== 'object' || value === null) return undefined;
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const most = Array.isArray(value) ? MOST_ITEMS : MOST_FIELDS;
  if (count <= most) return undefined;
  return filled(Array.isArray(value) ? TOO_MANY_ITEMS : TOO_MANY_FIELDS, { count, most });
}

function problemOfName(name: string): Sentence | undefined {
  if (INHERITED.includes(name)) return INHERITED_NAME;
  if (name.length > LONGEST_NAME) return LONG_NAME;
  return problemOfText(name) && UNFIT_NAME;
}

function problemOfText(text: string): Sentence | undefined {
  if (HALF_A_PAIR.test(text)) return HALF;
  return text.includes('\0') ? NUL : undefined;
}

const TOO_LARGE_A_BODY = filled(
  {
    ko: '한 번에 받을 수 있는 값 {most}개를 넘습니다',
    en: 'holds more than {most} values, the most that is taken at once',
  },
  { most: MOST_VALUES },
);
const TOO_DEEP = filled(
  { ko: '{deepest}단계보다 깊이 들어 있습니다', en: 'lies more than {deepest} levels deep' },
  { deepest: DEEPEST },
);
const TOO_LONG = { ko: '받을 수 있는 글보다 깁니다', en: 'is longer than any text that is taken' };
const TOO_LARGE = { ko: '저장할 수 없을 만큼 큰 수입니다', en: 'is a number too large to be stored' };
const TOO_MANY_ITEMS = {
  ko: '값이 {count}개입니다. {most}개까지 받습니다',
  en: 'has {count} items; at most {most} are taken',
} as const;
const TOO_MANY_FIELDS = {
  ko: '항목이 {count}개입니다. {most}개까지 받습니다',
  en: 'has {count} fields; at most {most} are taken',
} as const;
const INHERITED_NAME = { ko: '쓸 수 없는 이름입니다', en: 'is a name that is not allowed' };
const LONG_NAME = filled(
  { ko: '이름이 {longest}자를 넘습니다', en: 'has a name longer than {longest} characters' },
  { longest: LONGEST_NAME },
);
const UNFIT_NAME = { ko: '이름이 올바른 글자가 아닙니다', en: 'has a name that is not well-formed text' };
const HALF = {
  ko: '올바른 유니코드여야 합니다. 반쪽짜리 문자가 들어 있습니다',
  en: 'must be well-formed Unicode: it holds half of a surrogate pair',
};
const NUL = { ko: 'U+0000 문자를 담을 수 없습니다', en: 'must not hold the character U+0000' };
