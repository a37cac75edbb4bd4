import type { ValueCheck } from './contract.js';
import { isDay, isPeriod } from './days.js';

/** Checks of single values, for the paths that corrections may change. */

/** What is recorded here lies after it: an earlier year is a slip of the pen, 0202 for 2022. */
const FIRST_YEAR = '1900';

export const aDay: ValueCheck = (value) => {
  if (!isDay(value)) return 'must be a day, YYYY-MM-DD';
  return value < FIRST_YEAR ? `must not lie before the year ${FIRST_YEAR}` : undefined;
};

export const aPeriod: ValueCheck = (value) => {
  if (!isPeriod(value)) return 'must be a period {from, to} of days or months whose end is not before its start';
  return value.from < FIRST_YEAR ? `must not begin before the year ${FIRST_YEAR}` : undefined;
};

export function aWholeNumber(min: number, max: number): ValueCheck {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? undefined
      : `must be a whole number from ${String(min)} to ${String(max)}`;
}

export const aCount: ValueCheck = aWholeNumber(0, 1_000_000_000);

/** What no text may hold: PostgreSQL stores no NUL, canonical JSON no half of a pair; a turned direction reads as another text. */
const UNFIT = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u;

/** Something that shows: neither a space nor what Unicode leaves invisible (of zero width, Hangul fillers). */
const VISIBLE = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What does not show (Unicode's default-ignorable, the braille blank): two texts would read alike and differ. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A text of 1 to `max` characters (code points) that is not blank. */
export function aText(max: number): ValueCheck {
  return (value) => {
    if (typeof value !== 'string' || !VISIBLE.test(value) || !hasAtMost(max, value)) {
      return `must be a text of 1 to ${String(max)} characters`;
    }
    if (UNFIT.test(value)) return 'must not hold control characters or halves of characters';
    const unseen = UNSEEN.exec(value)?.[0];
    return unseen && `must not hold ${codeOf(unseen)}, which does not show: leave it out`;
  };
}

/** A text without line breaks and tabs: a name, a title, a line of a sheet. */
export function aLine(max: number): ValueCheck {
  const check = aText(max);
  return (value) =>
    check(value) ?? (/[\t\n\r\u2028\u2029]/.test(value as string) ? 'must be one line, without tabs' : undefined);
}

function hasAtMost(max: number, text: string): boolean {
  return text.length <= max || (text.length <= 2 * max && Array.from(text).length <= max);
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function oneOf(...allowed: readonly string[]): ValueCheck {
  return (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;
}

export function matching(pattern: RegExp, what: string): ValueCheck {
  return (value) => (typeof value === 'string' && pattern.test(value) ? undefined : `must be ${what}`);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const aUuid: ValueCheck = matching(UUID, 'a UUID in lower case');

export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** A list of at most `max` values, each of which fits. */
export function aListOf(check: ValueCheck, max: number): ValueCheck {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return `must be a list of at most ${String(max)}`;
    return firstProblem(value.map((item: unknown, index) => [String(index), check(item)]));
  };
}

/** An object of exactly these fields, each of which fits. */
export function anObjectOf(fields: Readonly<Record<string, ValueCheck>>): ValueCheck {
  const names = Object.keys(fields);
  return (value) => {
    if (
      !isObject(value) ||
      Object.keys(value).length !== names.length ||
      !names.every((n) => Object.hasOwn(value, n))
    ) {
      return `must be an object of ${names.join(', ')}`;
    }
    return firstProblem(names.map((name) => [name, fields[name]!(value[name])]));
  };
}

/** An object of at least one entry, each of whose keys and values fits. */
export function aRecordOf(key: ValueCheck, check: ValueCheck): ValueCheck {
  return (value) => {
    if (!isObject(value) || Object.keys(value).length === 0) return 'must be an object of at least one entry';
    return firstProblem(Object.entries(value).map(([name, item]) => [name, key(name) ?? check(item)]));
  };
}

export function orNull(check: ValueCheck): ValueCheck {
  return (value) => {
    const problem = value === null ? undefined : check(value);
    return problem && `${problem}, or null`;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstProblem(found: readonly (readonly [string, string | undefined])[]): string | undefined {
  const first = found.find(([, problem]) => problem !== undefined);
  return first && `has at ${first[0]} what ${first[1]!}`;
}
