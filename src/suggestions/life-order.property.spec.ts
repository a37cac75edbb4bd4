import fc from 'fast-check';
import { anAct, decide, OTHER } from '../../test/any-life.js';
import { entered, entry, onSite } from '../../test/suggestion-samples.js';
import { addDays } from '../history/days.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Event, Recorded } from '../history/event.js';
import { placeOf } from '../history/order-of-days.js';
import { KnownStream } from '../recording/known-stream.js';
import { RuleBroken } from '../recording/refusals.js';
import type { Suggestion } from './life.js';
import { suggestionContracts, type SuggestionEvent } from './suggestion.events.js';
import { suggestion } from './suggestion.js';

const FIRST = '2021-08-10';
const TODAY = '2021-08-20';

/** One day after the other, each from the first entry of it to the last; every entry judged by what came before it. */
function naively(raw: readonly Recorded[]): Suggestion {
  const standing = [...correctedHistory<SuggestionEvent>(raw, suggestionContracts)].sort(
    (a, b) => a.revision - b.revision,
  );
  const receipts = standing.filter(({ type }) => type === 'SuggestionReceived');
  let state: Suggestion = suggestion.initial;
  const then = (one: SuggestionEvent) => {
    suggestion.admit(state, one, TODAY);
    state = suggestion.evolve(state, one);
  };
  receipts.forEach(then);
  for (let on = '2021-08-01'; on <= TODAY; on = addDays(on, 1)) {
    standing.filter((one) => !receipts.includes(one) && placeOf(one, suggestionContracts) === on).forEach(then);
  }
  return state;
}

describe('any life, recorded in any order, corrected and voided', () => {
  it('is one that is allowed day by day, folded so; what is refused says why and leaves it as it was', () => {
    let [refusals, late, inTheWay] = [0, 0, 0];
    fc.assert(
      fc.property(fc.array(anAct(FIRST, 11), { maxLength: 25 }), (acts) => {
        let stream = KnownStream.EMPTY.followedBy(
          entered([entry('SuggestionReceived', { ...onSite, meetingId: OTHER })]),
        );
        for (const act of acts) {
          const { raw } = stream;
          let events: readonly Event[] = [];
          try {
            events = decide(raw, act, TODAY);
          } catch (error) {
            if (!(error instanceof RuleBroken)) throw error;
            refusals++;
            if (error.entry) {
              inTheWay++;
              expect(raw.map(({ id }) => id)).toContain(error.entry.id);
            }
          }
          const days = raw.map((one) => placeOf(one, suggestionContracts) ?? '');
          if (act.does === 'record' && events.some((one) => days.some((on) => on > placeOf(one, suggestionContracts)!)))
            late++;
          stream = stream.followedBy(entered(events, raw));
          expect(stream.state(suggestion)).toEqual(naively(stream.raw));
        }
      }),
      { numRuns: 400 },
    );
    expect(Math.min(refusals, late, inTheWay)).toBeGreaterThan(50);
  });
});
