import { type About, nullableShape, type Shape, shapeOf } from '../history/fields.js';

/**
 * What is answered, each said once: its type, and what the API's documentation shows of it. A field of what is stored
 * is shown as it is.
 */
export interface Shown<T = unknown> extends About<T> {
  readonly shape: Shape;
}

export type ShownFields = Readonly<Record<string, Shown>>;

/** The type of an answer that is shown so. */
export type Of<S> = S extends Shown<infer T> ? T : never;

/** The type of an object of these fields. */
export type Showing<F extends ShownFields> = { readonly [Name in keyof F]: Of<F[Name]> };

/** An object that has all of these fields. */
export function object<F extends ShownFields>(fields: F, about: About = {}): Shown<Showing<F>> {
  return { ...said(about), shape: { ...shapeOfSome(fields), required: Object.keys(fields) } };
}

/** An object that has some of these fields. */
export function partial<F extends ShownFields>(fields: F, about: About = {}): Shown<Partial<Showing<F>>> {
  return { ...said(about), shape: shapeOfSome(fields) };
}

/** An object that has all of some fields, and may have others. */
export function objectWith<F extends ShownFields, G extends ShownFields>(
  fields: F,
  others: G,
  about: About = {},
): Shown<Showing<F> & Partial<Showing<G>>> {
  return { ...said(about), shape: { ...shapeOfSome({ ...fields, ...others }), required: Object.keys(fields) } };
}

export function orNull<T>(inner: Shown<T>, about: About = {}): Shown<T | null> {
  return { ...said({ ...inner, ...about }), shape: nullableShape(inner.shape) };
}

export function list<T>(item: Shown<T>, about: About = {}): Shown<readonly T[]> {
  return { ...said(about), shape: { type: 'array', items: shapeOf(item) } };
}

/** Values by a key, such as a district's code. */
export function record<T>(item: Shown<T>, about: About = {}): Shown<Readonly<Record<string, T>>> {
  return { ...said(about), shape: { type: 'object', additionalProperties: shapeOf(item) } };
}

export function either<A, B>(one: Shown<A>, other: Shown<B>, about: About = {}): Shown<A | B> {
  return { ...said(about), shape: { anyOf: [shapeOf(one), shapeOf(other)] } };
}

export function text(about: About = {}): Shown<string> {
  return { ...said(about), shape: { type: 'string' } };
}

export function choice<const T extends string>(of: readonly T[], about: About = {}): Shown<T> {
  return { ...said(about), shape: { type: 'string', enum: of } };
}

export function id(about: About = {}): Shown<string> {
  return { ...said(about), shape: { type: 'string', format: 'uuid' } };
}

export function day(about: About = {}): Shown<string> {
  return { ...said(about), shape: { type: 'string', format: 'date' } };
}

export function instant(about: About = {}): Shown<string> {
  return { ...said(about), shape: { type: 'string', format: 'date-time' } };
}

export function integer(about: About = {}): Shown<number> {
  return { ...said(about), shape: { type: 'integer' } };
}

export function number(about: About = {}): Shown<number> {
  return { ...said(about), shape: { type: 'number' } };
}

export function flag(about: About = {}): Shown<boolean> {
  return { ...said(about), shape: { type: 'boolean' } };
}

/** An object of which nothing more is said here. */
export function anyObject(about: About = {}): Shown<object> {
  return { ...said(about), shape: { type: 'object', additionalProperties: true } };
}

/** Any JSON value. */
export function anything(about: About = {}): Shown {
  return { ...said(about), shape: {} };
}

/** What is shown, as the API's documentation takes it. */
export function schemaOf<T>(shown: Shown<T>, example?: T): object {
  return { ...shapeOf(shown), ...(example === undefined ? {} : { example }) };
}

function shapeOfSome(fields: ShownFields): Shape {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, shapeOf(one)]));
  return { type: 'object', properties };
}

function said({ about }: About): { about?: string } {
  return about === undefined ? {} : { about };
}
