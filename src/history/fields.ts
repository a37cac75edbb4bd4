import type { LocalDate, Period } from './days.js';
import {
  aDay,
  aFlag,
  aListOf,
  anObjectOf,
  aPeriod,
  aRecordOf,
  aUuid,
  aWholeNumber,
  isObject,
  oneOf,
  orNull,
  type ValueCheck,
} from './value-checks.js';

/**
 * Fields of what is recorded, each said once: what is sent, what a correction may change and what is stored are
 * checked by it, and the API's documentation shows it.
 */

/** How a field's values look, as OpenAPI says it. */
export type Shape = Readonly<Record<string, unknown>>;

/** What the documentation says of a field besides its shape. */
export interface About<T = unknown> {
  readonly about?: string;
  readonly example?: T;
}

export interface Field<T = unknown> extends About<T> {
  readonly check: ValueCheck;
  readonly shape: Shape;
  /** What stands where what is sent leaves it out; absent where it must be given. */
  readonly otherwise?: { readonly value: T };
  /** Puts in what was left out inside of it; whatever else it is stays as it is, to be checked. */
  readonly fill?: (value: unknown) => unknown;
  /** What a correction may change: pointers from the field on (`''` is the whole of it, `*` any one segment). */
  readonly correctable: Readonly<Record<string, ValueCheck>>;
}

export type Fields = Readonly<Record<string, Field>>;

/** The data that fields describe. */
export type DataOf<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never;
};

/** A field of one value: all of it is corrected, or nothing. */
export function field<T>(check: ValueCheck, shape: Shape, about: About<T> = {}): Field<T> {
  return { ...about, check, shape, correctable: { '': check } };
}

export function day(about?: About<LocalDate>): Field<LocalDate> {
  return field(aDay, { type: 'string', format: 'date' }, about);
}

export function period(about?: About<Period>): Field<Period> {
  return field(aPeriod, PERIOD, { example: { from: '2022-03', to: '2022-06' }, ...about });
}

export function uuid(about?: About<string>): Field<string> {
  return field(aUuid, { type: 'string', format: 'uuid' }, about);
}

export function wholeNumber(min: number, max: number, about?: About<number>): Field<number> {
  return field(aWholeNumber(min, max), { type: 'integer', minimum: min, maximum: max }, about);
}

export function flag(about?: About<boolean>): Field<boolean> {
  return field(aFlag, { type: 'boolean' }, about);
}

export function choice<const T extends string>(of: readonly T[], about?: About<T>): Field<T> {
  return field(oneOf(...of), { type: 'string', enum: of }, about);
}

/** A text that this check takes: a code, a name, words. */
export function text(check: ValueCheck, about?: About<string>): Field<string> {
  return field(check, { type: 'string' }, about);
}

/** May be null, and is where it is left out. */
export function nullable<T>(inner: Field<T>): Field<T | null> {
  const check = orNull(inner.check);
  const { '': whole, ...parts } = inner.correctable;
  const correctable = whole ? { '': check, ...parts } : parts;
  return { ...inner, check, shape: nullableShape(inner.shape), otherwise: { value: null }, correctable };
}

/** OpenAPI 3.0 has null named among the values of an enum too. */
export function nullableShape(shape: Shape): Shape {
  return { ...shape, nullable: true, ...(Array.isArray(shape.enum) && { enum: [...(shape.enum as unknown[]), null] }) };
}

/** May be left out, and is then this. */
export function otherwise<T>(inner: Field<T>, value: T): Field<T> {
  return { ...inner, otherwise: { value } };
}

/** What no correction changes: it says which thing the entry is about. */
export function fixed<T>(inner: Field<T>): Field<T> {
  return { ...inner, correctable: {} };
}

export function object<F extends Fields>(fields: F, about?: About<DataOf<F>>): Field<DataOf<F>> {
  const check = anObjectOf(Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.check])));
  const parts = correctableOf(fields);
  const wholly = Object.values(fields).every(({ correctable }) => '' in correctable);
  return {
    ...about,
    check,
    shape: objectShape(fields),
    fill: (value) => (isObject(value) ? filledUp(fields, value) : value),
    correctable: wholly ? { '': check, ...parts } : parts,
  };
}

/** A list of at most `max`; of objects, each of their fields is corrected by itself too. */
export function list<T>(
  item: Field<T>,
  max: number,
  about?: About<readonly T[]> & { min?: number },
): Field<readonly T[]> {
  const { min = 0, ...said } = about ?? {};
  const check = aListOf(item.check, max, min);
  return {
    ...said,
    check,
    shape: { type: 'array', items: item.shape, minItems: min, maxItems: max },
    fill: (value) => (Array.isArray(value) && item.fill ? value.map(item.fill) : value),
    correctable: { '': check, ...inEach(item) },
  };
}

/** Values by a key; at least one, unless it says otherwise. */
export function record<T>(
  key: ValueCheck,
  item: Field<T>,
  about?: About<Readonly<Record<string, T>>> & { readonly min?: number },
): Field<Readonly<Record<string, T>>> {
  const { min = 1, ...said } = about ?? {};
  const check = aRecordOf(key, item.check, min);
  return {
    ...said,
    check,
    shape: { type: 'object', additionalProperties: item.shape },
    fill: (value) => (isObject(value) && item.fill ? mapped(value, item.fill) : value),
    correctable: { '': check, ...inEach(item) },
  };
}

/** Some of the fields, by name. */
export function pick<F extends Fields, Name extends keyof F & string>(
  fields: F,
  ...names: readonly Name[]
): Pick<F, Name> {
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as Pick<F, Name>;
}

/** What was sent, with what it left out as each field has it. */
export function filledUp(fields: Fields, sent: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const filled: Record<string, unknown> = { ...sent };
  for (const [name, { otherwise, fill }] of Object.entries(fields)) {
    if (!Object.hasOwn(sent, name)) {
      if (otherwise) filled[name] = otherwise.value;
    } else if (fill) filled[name] = fill(sent[name]);
  }
  return filled;
}

/** Of what is given, these fields and nothing else. Throws where one is missing: whoever decides gives them all. */
export function picked<F extends Fields>(fields: F, given: object): DataOf<F> {
  const values = given as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(fields).map((name) => {
      if (values[name] === undefined) throw new Error(`what is to be stored lacks ${name}`);
      return [name, values[name]];
    }),
  ) as DataOf<F>;
}

/** What a correction may change of data of these fields, as JSON Pointers from its root. */
export function correctableOf(fields: Fields): Readonly<Record<string, ValueCheck>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, one]) => under(`/${name}`, one)));
}

/** What fields look like together, as OpenAPI says it. */
export function objectShape(fields: Fields): Shape {
  const required = Object.keys(fields).filter((name) => fields[name]!.otherwise === undefined);
  const properties = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, shapeOf(one)]));
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

/** A field's shape with what is said about it. */
export function shapeOf({ shape, about, example }: About & Pick<Field, 'shape'>): Shape {
  return {
    ...shape,
    ...(about === undefined ? {} : { description: about }),
    ...(example === undefined ? {} : { example }),
  };
}

const PERIOD = {
  type: 'object',
  properties: {
    from: { type: 'string', description: 'A day or a month; a month begins with its first day' },
    to: { type: 'string', nullable: true, description: 'A day or a month, which ends with its last; null while open' },
  },
  required: ['from', 'to'],
};

function mapped(value: Readonly<Record<string, unknown>>, each: (item: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, each(item)]));
}

function inEach(item: Field): Readonly<Record<string, ValueCheck>> {
  const { '': _, ...parts } = item.correctable;
  return Object.fromEntries(under('/*', { correctable: parts }));
}

function under(path: string, { correctable }: Pick<Field, 'correctable'>): [string, ValueCheck][] {
  return Object.entries(correctable).map(([pointer, check]) => [`${path}${pointer}`, check]);
}
