import { isDay, isMonth, isPeriod } from './days.js';
import { pointerTo } from './json-pointer.js';
import { filled, type Sentence } from './sentence.js';

/** Checks of single values: of what is sent, and of what corrections may change. */

/** Where in a value something does not fit (a JSON Pointer, `''` for the value itself), and why. */
export interface Misfit {
  readonly at: string;
  /** The end of a sentence that begins with the place. */
  readonly problem: Sentence;
}

/** What does not fit in a value; undefined where all of it does. */
export type ValueCheck = (value: unknown) => readonly Misfit[] | undefined;

/** What is recorded here lies after it: an earlier year is a slip of the pen, 0202 for 2022. */
const FIRST_YEAR = '1900';
/** Nothing that is planned, let alone happened, lies after it. */
const LAST_YEAR = '2200';

/** A misfit of the value itself. */
export function misfit(problem: Sentence): readonly Misfit[] {
  return [{ at: '', problem }];
}

const NO_DAY = misfit({ ko: '날짜(YYYY-MM-DD)여야 합니다', en: 'must be a day, YYYY-MM-DD' });
const TOO_EARLY = misfit(
  filled({ ko: '{year}년보다 이를 수 없습니다', en: 'must not lie before the year {year}' }, { year: FIRST_YEAR }),
);
const TOO_LATE = misfit(
  filled({ ko: '{year}년보다 늦을 수 없습니다', en: 'must not lie after the year {year}' }, { year: LAST_YEAR }),
);
const REACHES_TOO_FAR = misfit(
  filled(
    { ko: '{year}년보다 뒤에 이를 수 없습니다', en: 'must not reach beyond the year {year}' },
    { year: LAST_YEAR },
  ),
);
const NO_PERIOD = misfit({
  ko: '기간 {from, to}이어야 합니다(날짜 또는 월, 끝이 시작보다 이르지 않게)',
  en: 'must be a period {from, to} of days or months whose end is not before its start',
});
const BEGINS_TOO_EARLY = misfit(
  filled(
    { ko: '{year}년보다 먼저 시작할 수 없습니다', en: 'must not begin before the year {year}' },
    { year: FIRST_YEAR },
  ),
);

/** Of a day or a month. */
function yearOf(bound: string): string {
  return bound.slice(0, 4);
}

export const aDay: ValueCheck = (value) => {
  if (!isDay(value)) return NO_DAY;
  if (value < FIRST_YEAR) return TOO_EARLY;
  return yearOf(value) > LAST_YEAR ? TOO_LATE : undefined;
};

const NO_BOUND = misfit({ ko: '날짜 또는 월이어야 합니다', en: 'must be a day or a month' });

/** A day or a month, as a bound of a period. */
export const aBound: ValueCheck = (value) => {
  if (!isDay(value) && !isMonth(value)) return NO_BOUND;
  if (value < FIRST_YEAR) return TOO_EARLY;
  return yearOf(value) > LAST_YEAR ? TOO_LATE : undefined;
};

export const aPeriod: ValueCheck = (value) => {
  if (!isPeriod(value)) return NO_PERIOD;
  if (value.from < FIRST_YEAR) return BEGINS_TOO_EARLY;
  return [value.from, value.to ?? ''].some((bound) => yearOf(bound) > LAST_YEAR) ? REACHES_TOO_FAR : undefined;
};

export function aWholeNumber(min: number, max: number): ValueCheck {
  const outside = misfit(
    filled(
      { ko: '{min}부터 {max}까지의 정수여야 합니다', en: 'must be a whole number from {min} to {max}' },
      { min, max },
    ),
  );
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max ? undefined : outside;
}

export const aCount: ValueCheck = aWholeNumber(0, 1_000_000_000);

export const aFlag: ValueCheck = (value) =>
  typeof value === 'boolean' ? undefined : misfit({ ko: 'true 또는 false여야 합니다', en: 'must be true or false' });

/** What no text may hold: PostgreSQL stores no NUL, canonical JSON no half of a pair; a turned direction reads as another text. */
const UNFIT = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u;
const UNFIT_TEXT = misfit({
  ko: '제어 문자나 깨진 문자를 담을 수 없습니다',
  en: 'must not hold control characters or halves of characters',
});

/** Something that shows: neither a space nor what Unicode leaves invisible (of zero width, Hangul fillers). */
const VISIBLE = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What does not show (Unicode's default-ignorable, the braille blank): two texts would read alike and differ. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;
const NOT_ONE_LINE = misfit({
  ko: '줄바꿈과 탭이 없는 한 줄이어야 합니다',
  en: 'must be one line, without tabs',
});

/** A text of 1 to `max` characters (code points) that is not blank. */
export function aText(max: number): ValueCheck {
  const noText = misfit(
    filled({ ko: '1자 이상 {max}자 이하의 글이어야 합니다', en: 'must be a text of 1 to {max} characters' }, { max }),
  );
  return (value) => {
    if (typeof value !== 'string' || !VISIBLE.test(value) || !hasAtMost(max, value)) return noText;
    return UNFIT.test(value) ? UNFIT_TEXT : unseenIn(value);
  };
}

function unseenIn(text: string): readonly Misfit[] | undefined {
  const unseen = UNSEEN.exec(text)?.[0];
  return unseen === undefined ? undefined : misfit(filled(HOLDS_UNSEEN, { code: codeOf(unseen) }));
}

const HOLDS_UNSEEN = {
  ko: '보이지 않는 문자 {code}을(를) 담을 수 없습니다. 빼고 보내 주십시오',
  en: 'must not hold {code}, which does not show: leave it out',
} as const;

/** A text without line breaks and tabs: a name, a title, a line of a sheet. */
export function aLine(max: number): ValueCheck {
  const check = aText(max);
  return (value) => check(value) ?? (/[\t\n\r\u2028\u2029]/.test(value as string) ? NOT_ONE_LINE : undefined);
}

/** Counts code points only where the count of code units does not say it already. */
function hasAtMost(max: number, text: string): boolean {
  return text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function oneOf(...allowed: readonly string[]): ValueCheck {
  const other = misfit(
    filled({ ko: '다음 가운데 하나여야 합니다: {allowed}', en: 'must be one of {allowed}' }, { allowed }),
  );
  return (value) => (typeof value === 'string' && allowed.includes(value) ? undefined : other);
}

/** A text of a pattern, all of which shows: Hangul fillers are letters too; `what` names what it must be: '5자리 구 코드', 'a district code of 5 digits'. */
export function matching(pattern: RegExp, what: Sentence): ValueCheck {
  const other = misfit(filled({ ko: '{what}이어야(여야) 합니다', en: 'must be {what}' }, { what }));
  return (value) => (typeof value === 'string' && pattern.test(value) ? unseenIn(value) : other);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const aUuid: ValueCheck = matching(UUID, { ko: '소문자 UUID', en: 'a UUID in lower case' });

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** A list of `min` to `max` values, each of which fits. */
export function aListOf(check: ValueCheck, max: number, min = 0): ValueCheck {
  const noList = misfit(
    filled(
      { ko: '{min}개 이상 {max}개 이하의 목록이어야 합니다', en: 'must be a list of {min} to {max}' },
      { min, max },
    ),
  );
  return (value) => {
    if (!Array.isArray(value) || value.length > max || value.length < min) return noList;
    return inside(
      value.map((item: unknown, index) => [String(index), item]),
      check,
    );
  };
}

const UNKNOWN_FIELD = misfit({ ko: '알 수 없는 항목입니다', en: 'is not a field that is known here' });

/** An object of exactly these fields, each of which fits. */
export function anObjectOf(fields: Readonly<Record<string, ValueCheck>>): ValueCheck {
  const names = Object.keys(fields);
  const noObject = misfit(
    filled({ ko: '{names}을(를) 담은 객체여야 합니다', en: 'must be an object of {names}' }, { names }),
  );
  return (value) => {
    if (!isObject(value)) return noObject;
    const given = [...new Set([...names, ...Object.keys(value)])].map((name): [string, unknown] => [name, value[name]]);
    const misfits = given.flatMap(([name, item]) => {
      const check = Object.hasOwn(fields, name) ? fields[name]! : () => UNKNOWN_FIELD;
      return within(name, Object.hasOwn(value, name) ? check(item) : missing(check));
    });
    return misfits.length === 0 ? undefined : misfits;
  };
}

/** What is said of a value that is not there: what it must be. */
export function missing(check: ValueCheck): readonly Misfit[] {
  const [first] = check(undefined) ?? [];
  if (!first) return misfit({ ko: '빠져 있습니다', en: 'is missing' });
  const { problem } = first;
  return misfit(filled({ ko: '빠져 있습니다. {problem}', en: 'is missing; it {problem}' }, { problem }));
}

/** An object of at least so many entries, each of whose keys and values fits. */
export function aRecordOf(key: ValueCheck, check: ValueCheck, min = 1): ValueCheck {
  const empty = misfit({ ko: '항목이 하나 이상인 객체여야 합니다', en: 'must be an object of at least one entry' });
  return (value) => {
    if (!isObject(value) || Object.keys(value).length < min) return empty;
    const wrongKeys = Object.keys(value).flatMap((name) => within(name, key(name)));
    return wrongKeys.length > 0 ? wrongKeys : inside(Object.entries(value), check);
  };
}

export function orNull(check: ValueCheck): ValueCheck {
  return (value) => {
    const misfits = value === null ? undefined : check(value);
    return misfits?.map(({ at, problem }) => (at === '' ? { at, problem: problemOrNull(problem) } : { at, problem }));
  };
}

function problemOrNull({ ko, en }: Sentence): Sentence {
  return { ko: `${ko} (또는 null)`, en: `${en}, or null` };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inside(items: readonly (readonly [string, unknown])[], check: ValueCheck): readonly Misfit[] | undefined {
  const misfits = items.flatMap(([name, item]) => within(name, check(item)));
  return misfits.length === 0 ? undefined : misfits;
}

function within(name: string, misfits: readonly Misfit[] | undefined): readonly Misfit[] {
  return (misfits ?? []).map(({ at, problem }) => ({ at: `${pointerTo('', name)}${at}`, problem }));
}
