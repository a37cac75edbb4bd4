import { givenFor, outcomeOf, refusalOf } from '../../test/given.js';
import {
  assigned,
  entered,
  entry,
  onSite,
  outcome,
  received,
  reopened,
  resolved,
  withdrawn,
} from '../../test/suggestion-samples.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import { fold } from '../recording/aggregate.js';
import { correctEntry } from '../recording/amendment/correct-entry.js';
import * as suggestions from './suggestion.js';

const given = givenFor(suggestions.suggestion);
const TODAY = '2021-08-20';

const stateOf = (raw: readonly Recorded[]) =>
  fold(suggestions.suggestion, correctedHistory(raw, suggestions.suggestion.contracts));

describe('an entry for an earlier day', () => {
  it('is taken in at its day', () => {
    const stream = entered([received(), resolved('2021-08-14')]);
    expect(suggestions.assign(stream, assigned('2021-08-12').data, TODAY)).toEqual([assigned('2021-08-12')]);
    const life = entered([received(), resolved('2021-08-14'), assigned('2021-08-12')]);
    expect(stateOf(life)).toMatchObject({ phase: 'resolved', since: '2021-08-14', department: 'parks' });
  });

  it('is refused where a later one is not allowed any more, which is named', () => {
    given([received(), resolved('2021-08-14')])
      .when((_, raw) => suggestions.withdraw(raw, withdrawn('2021-08-12').data, TODAY))
      .thenRuleBroken('suggestion-withdrawn', 'SuggestionResolved e1 (revision 1)', 'stands in the way');
    expect(
      refusalOf(() =>
        suggestions.withdraw(entered([received(), resolved('2021-08-14')]), withdrawn('2021-08-12').data, TODAY),
      ),
    ).toMatchObject({ entry: { id: 'e1', type: 'SuggestionResolved', revision: 1 } });
  });

  it('is refused itself where it is not allowed at its day, whatever came later', () => {
    given([received(), resolved('2021-08-11'), reopened('2021-08-14')])
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-12').data, TODAY))
      .thenRuleBroken('suggestion-already-resolved', '2021-08-11');
  });

  it('comes after what was recorded before it for the same day', () => {
    given([received(), resolved('2021-08-12')])
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-12').data, TODAY))
      .thenRuleBroken('suggestion-already-resolved');
  });

  it('stands at its place where it is corrected: the entry that is then in the way is named', () => {
    const stream = entered([received(), assigned('2021-08-11'), resolved('2021-08-14')]);
    const moved = (to: string) =>
      correctEntry(
        suggestions.suggestion,
        stream,
        { eventId: 'e1', changes: [{ path: '/assignedOn', from: '2021-08-11', to }], why: '오기' },
        TODAY,
      ).events;
    expect(moved('2021-08-13')).toHaveLength(1);
    outcomeOf(() => moved('2021-08-15')).thenRuleBroken('suggestion-already-resolved');
    const early = (to: string) =>
      correctEntry(
        suggestions.suggestion,
        entered([
          received(),
          entry('SuggestionTransferred', { transferredOn: '2021-08-12', agency: '도' }),
          entry('TransferReturned', { returnedOn: '2021-08-14' }),
        ]),
        { eventId: 'e2', changes: [{ path: '/returnedOn', from: '2021-08-14', to }], why: '오기' },
        TODAY,
      ).events;
    outcomeOf(() => early('2021-08-11')).thenRuleBroken('suggestion-not-transferred');
  });

  it('does not come before the receipt, though the day of that is known by its year alone', () => {
    const year = received({ ...onSite, raisedOn: '2021-12-31', raisedOnPrecision: 'year', acceptedOn: null });
    const stream = entered([year, entry('StandingReported', { asOf: '2021-06-30', status: 'completed' })]);
    expect(stateOf(stream)).toMatchObject({ phase: 'resolved', status: 'completed', since: '2021-06-30' });
    given([year])
      .when((_, raw) => suggestions.resolve(raw, outcome('2021-01-01'), TODAY))
      .then([resolved('2021-01-01')]);
    given([year])
      .when((_, raw) => suggestions.resolve(raw, outcome('2020-12-31'), TODAY))
      .thenRuleBroken('before-first-day', '2021-01-01');
  });
});

describe('a day that is known by its span', () => {
  it.each([
    ['month', '2021-07-03', '2021-07-31'],
    ['half', '2021-02-03', '2021-06-30'],
    ['half', '2020-09-01', '2020-12-31'],
    ['year', '2020-03-01', '2020-12-31'],
    ['month', '2021-08-02', TODAY],
    ['year', '2021-02-02', TODAY],
    ['day', '2021-02-02', '2021-02-02'],
  ] as const)('of a %s that holds %s is stored as %s', (precision, day, stored) => {
    given([received({ ...onSite, raisedOn: '2020-01-01', acceptedOn: '2020-01-01' })])
      .when((_, raw) => suggestions.resolve(raw, outcome(day, { resolvedOnPrecision: precision }), TODAY))
      .then([resolved(stored, { resolvedOnPrecision: precision })]);
  });
});
