import { recordEntry } from '../record-entry.js';
import { startReview as decide } from '../suggestion.js';
import { reviewStarted } from './handling.events.js';

/** The department looks into it. */
export const startReview = recordEntry({
  name: 'StartReview',
  summary: 'Record that the review has begun (검토 착수)',
  what: 'review',
  body: reviewStarted,
  decide,
});
