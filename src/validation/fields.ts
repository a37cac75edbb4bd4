import 'reflect-metadata';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf } from 'class-validator';
import { type DataOf, type Fields, shapeOf } from '../history/fields.js';
import { type Misfit, missing, type ValueCheck } from '../history/value-checks.js';

/** What is sent, as classes that class-validator checks by the same checks that the stored contracts use. */

const CHECKS = Symbol('checks');

/** A field that must be there and fit. */
export function Fits(check: ValueCheck): PropertyDecorator {
  return (target, property) => {
    Reflect.defineMetadata(CHECKS, check, target, property);
    // What does not fit, and where in it, is asked for again by misfitsOf: a message has room for one sentence alone.
    ValidateBy({ name: 'fits', validator: { validate: (value) => check(value) === undefined } })(target, property);
  };
}

/** What does not fit in a field of what was sent. */
export function misfitsOf(target: object, property: string, value: unknown): readonly Misfit[] {
  const check = Reflect.getMetadata(CHECKS, target, property) as ValueCheck | undefined;
  return value === undefined && check ? missing(check) : (check?.(value) ?? []);
}

/** A field that may be left out; null is given, and must fit. */
export function FitsIfGiven(check: ValueCheck): PropertyDecorator {
  return (target, property) => {
    ValidateIf((_, value) => value !== undefined)(target, property);
    Fits(check)(target, property);
  };
}

/** The class of what is sent for a command, under the name that the API's documentation shows. */
export function bodyOf<F extends Fields>(name: string, fields: F): new () => DataOf<F> {
  const defaults = Object.entries(fields).flatMap(([property, { otherwise }]) =>
    otherwise ? [[property, otherwise.value] as const] : [],
  );
  const Body = function (this: object) {
    Object.assign(this, structuredClone(Object.fromEntries(defaults)));
  };
  Object.defineProperty(Body, 'name', { value: name });
  const prototype = Body.prototype as object;
  for (const [property, field] of Object.entries(fields)) {
    ApiProperty({ ...shapeOf(field), required: !field.otherwise })(prototype, property);
    Fits(field.check)(prototype, property);
    const { fill } = field;
    if (fill) Transform(({ value }: { value: unknown }) => fill(value))(prototype, property);
  }
  return Body as unknown as new () => DataOf<F>;
}
