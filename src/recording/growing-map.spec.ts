import { inspect } from 'node:util';
import fc from 'fast-check';
import { GrowingMap } from './growing-map.js';

describe('a map that grows', () => {
  it('is as a copied map would be, and so is each that it grew out of, in whatever order they grow', () => {
    const step = fc.record({ from: fc.nat(), key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const pairs = [{ grown: GrowingMap.empty<string, number>(), copied: new Map<string, number>() }];
        for (const { from, key, value } of steps) {
          // The newest one most of the time, as a fold does.
          const before = from % 3 === 0 ? pairs[from % pairs.length]! : pairs.at(-1)!;
          pairs.push({ grown: before.grown.with(key, value), copied: new Map(before.copied).set(key, value) });
        }
        for (const { grown, copied } of pairs) {
          expect([...grown]).toEqual([...copied]);
          expect([...grown.keys()]).toEqual([...copied.keys()]);
          expect([...grown.values()]).toEqual([...copied.values()]);
          expect(grown.size).toBe(copied.size);
          for (const key of ['a', 'b', 'c', 'd', 'e']) {
            expect(grown.get(key)).toBe(copied.get(key));
            expect(grown.has(key)).toBe(copied.has(key));
          }
        }
      }),
    );
  });

  it('keeps nothing in an empty one, which many streams begin with, of what any of them came to hold', () => {
    const empty = GrowingMap.empty<string, string>();
    expect([...empty.with('41281', '덕양구').with('41285', '일산동구').keys()]).toEqual(['41281', '41285']);
    expect(inspect(empty, { depth: 9 })).not.toContain('덕양구');
  });
});
