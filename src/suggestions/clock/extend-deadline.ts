import { recordEntry } from '../record-entry.js';
import { extendDeadline as decide } from '../suggestion.js';
import { deadlineExtended } from './clock.events.js';

/** More time, with a reason, before it has run out (영 제21조). */
export const extendDeadline = recordEntry({
  name: 'ExtendDeadline',
  summary: 'Extend the deadline (처리기간 연장)',
  what: 'deadline-extension',
  body: deadlineExtended,
  decide,
});
