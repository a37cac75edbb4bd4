import { refusalOf } from '../../../test/given.js';
import { assigned, entered, onSite, received } from '../../../test/suggestion-samples.js';
import type { Change } from '../../history/corrected-history.js';
import { suggestion } from '../../suggestions/suggestion.js';
import type { RuleBroken } from '../refusals.js';
import { correctEntry } from './correct-entry.js';

const LIFE = entered([received({ ...onSite, meetingId: null, channel: 'pre-submitted' }), assigned('2021-08-12')]);

const correct = (...changes: readonly Change[]) =>
  correctEntry(suggestion, LIFE, { eventId: 'e1', changes, why: 'slip' }, '2021-08-20');

it('a correction with several wrong fields names them all in one refusal', () => {
  const error = refusalOf(() =>
    correct(
      { path: '/department', from: 'roads', to: 'water' },
      { path: '/assignedOn', from: '2021-08-12', to: 'soon' },
      { path: '/remark', from: null, to: 'x' },
    ),
  ) as RuleBroken;
  expect(error.rule).toBe('from-differs');
  expect(error.message).toContain('3 changes are wrong');
  expect(error.fields.map(({ field }) => field)).toEqual(['/changes/0/from', '/changes/1/to', '/changes/2/path']);
  expect(error.fields[1]!.problem.en).toContain('must be a day');
});
