import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { pointerTo } from '../history/json-pointer.js';
import { personalDataWithin } from '../privacy/personal-data-within.js';
import { type FieldProblem, InvalidInput } from '../recording/refusals.js';
import { malformed } from './well-formed.js';

/**
 * What was sent, as an instance of its class. Throws InvalidInput that names every wrong field, unknown ones
 * among them. Nothing is converted, save by the class's own decorators.
 */
export function validated<T extends object>(type: new () => T, plain: unknown): T {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new InvalidInput([{ field: '', problem: 'must be a JSON object' }]);
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
  if (errors.length > 0) throw new InvalidInput(errors.flatMap((error) => problems(error, '')));
  const personal = personalDataWithin(plain);
  if (personal.length > 0) throw new InvalidInput(personal);
  return instance;
}

function problems({ property, value, constraints, children }: ValidationError, parent: string): FieldProblem[] {
  const field = pointerTo(parent, property);
  const [problem] = Object.entries(constraints ?? {}).map(([name, message]) =>
    sentence(name, message, property, value),
  );
  const inner = (children ?? []).flatMap((child) => problems(child, field));
  return problem === undefined ? inner : [{ field, problem }, ...inner];
}

/** The end of a sentence that begins with the field. */
function sentence(name: string, message: string, property: string, value: unknown): string {
  if (name === 'whitelistValidation') return 'is not a field that is known here';
  const own = message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
  const problem = own.replace(`each value in ${property} must`, 'must hold values of which each must');
  return value === undefined ? `is missing; it ${problem}` : problem;
}
