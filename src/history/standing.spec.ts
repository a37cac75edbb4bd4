import fc from 'fast-check';
import { recorded } from '../../test/given.js';
import { isAmendment, voidedIds } from './corrected-history.js';
import type { Recorded } from './event.js';
import { Standing } from './standing.js';

const fact = { type: 'Noted', data: {} };
const voidOf = (place: number) => ({ type: 'EntryVoided', data: { eventId: `e${String(place)}`, why: 'slip' } });
const correctionOf = (place: number) => ({
  type: 'EntryCorrected',
  data: { eventId: `e${String(place)}`, changes: [] },
});

function factsOf(raw: readonly Recorded[]): number {
  const voided = voidedIds(raw);
  return raw.filter((event) => !isAmendment(event) && !voided.has(event.id)).length;
}

function countedIn(raw: readonly Recorded[]): number[] {
  const standing = new Standing();
  return raw.map((event) => {
    standing.add(event);
    return standing.facts;
  });
}

describe('the facts that stand', () => {
  it('are counted in every beginning of a stream as the rule of voids says, whatever voids name', () => {
    const entry = fc.tuple(fc.constantFrom('fact', 'void', 'void', 'correction'), fc.nat(100));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const raw = recorded(
          entries.map(([what, n], index) => {
            if (what === 'fact' || index === 0) return fact;
            return what === 'void' ? voidOf(n % index) : correctionOf(n % index);
          }),
        );
        expect(countedIn(raw)).toEqual(raw.map((_, index) => factsOf(raw.slice(0, index + 1))));
      }),
    );
  });

  it('are counted along a chain of 12,000 voids', () => {
    const raw = recorded([fact, ...Array.from({ length: 12_000 }, (_, index) => voidOf(index))]);
    expect(countedIn(raw).slice(-2)).toEqual([0, 1]);
  });
});
