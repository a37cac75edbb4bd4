import fc from 'fast-check';
import { repeatedNames } from './repeated-names.js';

describe('names in a JSON text', () => {
  it.each<[string, string[]]>([
    ['{"a": 1, "a": 2}', ['/a']],
    ['{"a": 1, "b": {"a": 1, "c": [], "a": null}}', ['/b/a']],
    ['[{"a": 1}, {"a": 1, "a": 1}]', ['/1/a']],
    ['{"x": [[], {"a/b": 1, "a/b": 1}]}', ['/x/1/a~1b']],
    ['{"a": 1, "\\u0061": 2}', ['/a']],
    ['{"가": 1, "\\u1100\\u1161": 2}', ['/가']],
    ['{"": 1, "": 2}', ['/']],
    ['{"a": 1, "a": 2, "a": 3}', ['/a', '/a']],
    ['{"__proto__": 1, "__proto__": 2}', ['/__proto__']],
    ['{"a": "b", "b": "a", "c": ["a", "a"], "d": "\\"a\\": 1, {\\"a\\"", "e": "\\\\"}', []],
    ['"a"', []],
    ['{}', []],
  ])('of %s are repeated at %j', (json, pointers) => {
    expect(repeatedNames(json)).toEqual(pointers);
  });

  it('are never repeated in what was written from a value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), fc.nat(4), (value, indent) => {
        expect(repeatedNames(JSON.stringify(value, undefined, indent))).toEqual([]);
      }),
    );
  });

  it('are found without recursion, however deep the text is', () => {
    expect(repeatedNames('[{"a":'.repeat(100_000) + '{"b":1,"b":1}' + '}]'.repeat(100_000))).toHaveLength(1);
  });
});
