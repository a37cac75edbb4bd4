import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { pointerTo } from '../history/json-pointer.js';
import type { Sentence } from '../history/sentence.js';
import { personalDataWithin } from '../privacy/personal-data-within.js';
import { type FieldProblem, InvalidInput } from '../recording/refusals.js';
import { misfitsOf } from './fields.js';
import { malformed } from './well-formed.js';

/**
 * What was sent, as an instance of its class. Throws InvalidInput that names every wrong field, unknown ones
 * among them. Nothing is converted, save by the class's own decorators.
 */
export function validated<T extends object>(type: new () => T, plain: unknown, unknown: Sentence = UNKNOWN_FIELD): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new InvalidInput([{ field: '', problem: NO_OBJECT }]);
  }
  const harmful = malformed(plain);
  if (harmful.length > 0) throw new InvalidInput(harmful);
  const instance = plainToInstance(type, plain, { exposeDefaultValues: true });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A class without fields takes an empty object, and whitelisting refuses anything more.
    forbidUnknownValues: false,
  });
  if (errors.length > 0) throw new InvalidInput(errors.flatMap((error) => problems(error, '', unknown)));
  const personal = personalDataWithin(plain);
  if (personal.length > 0) throw new InvalidInput(personal);
  return instance;
}

function problems(
  { target, property, value, constraints, children }: ValidationError,
  parent: string,
  unknown: Sentence,
): FieldProblem[] {
  const field = pointerTo(parent, property);
  const inner = (children ?? []).flatMap((child) => problems(child, field, unknown));
  if (!constraints) return inner;
  if ('whitelistValidation' in constraints) return [{ field, problem: unknown }];
  const misfits = misfitsOf(target!, property, value);
  return misfits.map(({ at, problem }) => ({ field: `${field}${at}`, problem })).concat(inner);
}

const UNKNOWN_FIELD = { ko: '알 수 없는 항목입니다', en: 'is not a field that is known here' };
const NO_OBJECT = { ko: 'JSON 객체여야 합니다', en: 'must be a JSON object' };
