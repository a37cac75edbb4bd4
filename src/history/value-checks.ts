import type { ValueCheck } from './contract.js';
import { isDay, isPeriod } from './days.js';

/** Checks of single values, for the paths that corrections may change. */

export const aDay: ValueCheck = (value) => (isDay(value) ? undefined : 'must be a day, YYYY-MM-DD');

export const aPeriod: ValueCheck = (value) =>
  isPeriod(value) ? undefined : 'must be a period {from, to} of days or months whose end is not before its start';

export function aWholeNumber(min: number, max: number): ValueCheck {
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? undefined
      : `must be a whole number from ${String(min)} to ${String(max)}`;
}

export const aCount: ValueCheck = aWholeNumber(0, 1_000_000_000);

/** A text of 1 to `max` characters that is not blank. */
export function aText(max: number): ValueCheck {
  return (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= max
      ? undefined
      : `must be a text of 1 to ${String(max)} characters`;
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

export function orNull(check: ValueCheck): ValueCheck {
  return (value) => {
    const problem = value === null ? undefined : check(value);
    return problem && `${problem}, or null`;
  };
}

/** A list of at most `max` values. */
export function aListOf(check: ValueCheck, max: number): ValueCheck {
  return (value) => {
    if (!Array.isArray(value) || value.length > max) return `must be a list of at most ${String(max)} values`;
    const problem = value.map(check).find((found) => found !== undefined);
    return problem && `must be a list of which each ${problem}`;
  };
}

/** An object with exactly these fields. */
export function anObject(fields: Readonly<Record<string, ValueCheck>>): ValueCheck {
  const names = Object.keys(fields);
  return (value) => {
    if (!isObject(value)) return `must be an object of ${names.join(', ')}`;
    const unknown = Object.keys(value).find((name) => !names.includes(name));
    if (unknown !== undefined) return `has a field ${unknown} that is not known here; there is ${names.join(', ')}`;
    for (const [name, check] of Object.entries(fields)) {
      const problem = Object.hasOwn(value, name) ? check(value[name]) : 'is missing';
      if (problem) return `has a field ${name} that ${problem}`;
    }
    return undefined;
  };
}

/** An object of 1 to `max` entries whose names and values fit. */
export function aMapOf(name: ValueCheck, entry: ValueCheck, max: number): ValueCheck {
  return (value) => {
    if (!isObject(value)) return 'must be an object';
    const entries = Object.entries(value);
    if (entries.length === 0 || entries.length > max) return `must have 1 to ${String(max)} entries`;
    for (const [key, inner] of entries) {
      const problem = name(key);
      if (problem) return `has an entry ${key} whose name ${problem}`;
      const wrong = entry(inner);
      if (wrong) return `has an entry ${key} that ${wrong}`;
    }
    return undefined;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
