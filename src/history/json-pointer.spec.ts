import fc from 'fast-check';
import { replaceAt, segments, valueAt } from './json-pointer.js';

const data = {
  heldOn: '2021-08-10',
  kind: { ko: '간담회' },
  lines: [{ label: '기간' }, { label: '대상' }],
  note: null,
};

describe('a JSON Pointer', () => {
  it('is split into its segments, the escapes undone in the order of RFC 6901', () => {
    expect(segments('/a~1b/m~0n/~01/0/')).toEqual(['a/b', 'm~n', '~1', '0', '']);
  });

  it.each(['', 'heldOn', '/a~', '/a~2', '#/a', ' /a'])('is not %p', (text) => {
    expect(() => segments(text)).toThrow(RangeError);
  });

  it('finds what stands there, null included, and undefined where nothing does', () => {
    expect(valueAt(data, '/kind/ko')).toBe('간담회');
    expect(valueAt(data, '/lines/1/label')).toBe('대상');
    expect(valueAt(data, '/note')).toBeNull();
    for (const path of ['/note/x', '/lines/2/label', '/lines/01/label', '/lines/-/label', '/heldOn/0', '/nothing']) {
      expect(valueAt(data, path)).toBeUndefined();
    }
  });

  it.each(['/__proto__', '/__proto__/x', '/constructor/name', '/toString', '/kind/__proto__/x', '/lines/map'])(
    'does not reach what data inherits: %s',
    (path) => {
      expect(valueAt(data, path)).toBeUndefined();
      expect(replaceAt(data, path, 'polluted')).toEqual(data);
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it('replaces a key named __proto__ like every other', () => {
    const odd = JSON.parse('{"districts":{"__proto__":{"dongs":1},"a":{"dongs":2}}}') as object;
    const replaced = replaceAt(odd, '/districts/__proto__/dongs', 3);
    expect(JSON.stringify(replaced)).toBe('{"districts":{"__proto__":{"dongs":3},"a":{"dongs":2}}}');
  });

  it('replaces in a copy and leaves the original and its other parts as they were', () => {
    const before = structuredClone(data);
    const replaced = replaceAt(data, '/lines/0/label', '때');
    expect(replaced).toEqual({ ...data, lines: [{ label: '때' }, { label: '대상' }] });
    expect(data).toEqual(before);
    expect(replaced.kind).toBe(data.kind);
  });

  it('reads back what it wrote, at any path that is there', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.integer())),
        fc.jsonValue(),
        (odd, value) => {
          for (const [outer, inner] of Object.entries(odd)) {
            for (const key of Object.keys(inner)) {
              const path = `/${escaped(outer)}/${escaped(key)}`;
              expect(valueAt(replaceAt(odd, path, value), path)).toBe(value);
            }
          }
        },
      ),
    );
  });
});

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
