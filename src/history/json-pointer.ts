/** JSON Pointers (RFC 6901), as far as corrections and refusals need them. */

/** The segments of a pointer; throws RangeError where the text is none. */
export function segments(pointer: string): readonly string[] {
  if (!/^(\/([^~/]|~[01])*)+$/.test(pointer)) {
    throw new RangeError(`'${pointer}' is not a JSON Pointer such as /heldOn (RFC 6901)`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer one segment longer. */
export function pointerTo(parent: string, segment: string): string {
  return `${parent}/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** What stands at the pointer, undefined where nothing does. */
export function valueAt(data: unknown, pointer: string): unknown {
  let value = data;
  for (const segment of segments(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}

/** A copy in which the pointer holds the value; where the path is not there, the data as it was. */
export function replaceAt<T extends object>(data: T, pointer: string, value: unknown): T {
  const [head, ...rest] = segments(pointer);
  return replaceIn(data, head!, rest, value) as T;
}

function replaceIn(data: unknown, head: string, rest: readonly string[], value: unknown): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, head)) return data;
  const inner = (data as Record<string, unknown>)[head];
  const replaced = rest.length === 0 ? value : replaceIn(inner, rest[0]!, rest.slice(1), value);
  if (Array.isArray(data)) return data.map((item: unknown, index) => (String(index) === head ? replaced : item));
  return { ...data, [head]: replaced };
}
