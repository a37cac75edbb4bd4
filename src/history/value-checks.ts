import type { ValueCheck } from './contract.js';
import { isDay, isPeriod } from './days.js';

/** Checks of single values, for the paths that corrections may change. */

export const aDay: ValueCheck = (value) => (isDay(value) ? undefined : 'must be a day, YYYY-MM-DD');

export const aPeriod: ValueCheck = (value) =>
  isPeriod(value) ? undefined : 'must be a period {from, to} of days or months whose end is not before its start';

export const aCount: ValueCheck = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 1_000_000_000
    ? undefined
    : 'must be a whole number from 0 to 1000000000';

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
