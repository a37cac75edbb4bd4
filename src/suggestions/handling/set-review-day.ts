import { recordEntry } from '../record-entry.js';
import { setReviewDay as decide } from '../suggestion.js';
import { reviewDaySet } from './handling.events.js';

/** When it is looked at again. */
export const setReviewDay = recordEntry({
  name: 'SetReviewDay',
  summary: 'Set or take off the day on which it is looked at again (재검토일)',
  what: 'review-day',
  body: reviewDaySet,
  decide,
});
