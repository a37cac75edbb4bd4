import { Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import type { ValueCheck } from '../history/contract.js';

/** Decorators for the fields of a command, over the checks that the stored contracts use too. */

/** A field that must be there and fit. */
export function Fits(check: ValueCheck): PropertyDecorator {
  return ValidateBy({
    name: 'fits',
    validator: {
      validate: (value) => check(value) === undefined,
      defaultMessage: (args) => check(args?.value) ?? '',
    },
  });
}

/** A field that may be left out; null is given, and must fit. */
export function FitsIfGiven(check: ValueCheck): PropertyDecorator {
  return together(IfGiven(), Fits(check));
}

/** One inner object; an array of them is refused, which ValidateNested alone lets pass. */
export function Nested(type: () => new () => object): PropertyDecorator {
  return together(
    Fits((value) => (isInstance(value) ? undefined : 'must be an object')),
    ValidateNested(),
    Type(type),
  );
}

export function NestedIfGiven(type: () => new () => object): PropertyDecorator {
  return together(IfGiven(), Nested(type));
}

/** A list of inner objects. */
export function ListOf(
  type: () => new () => object,
  { min = 0, max }: { min?: number; max: number },
): PropertyDecorator {
  const what = `must be a list of ${String(min)} to ${String(max)} objects`;
  return together(
    Fits((value) => {
      const fits = Array.isArray(value) && value.length >= min && value.length <= max && value.every(isInstance);
      return fits ? undefined : what;
    }),
    ValidateNested({ each: true }),
    Type(type),
  );
}

function isInstance(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Leaves a field unchecked where it is left out. */
export function IfGiven(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}
