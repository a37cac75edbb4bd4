import { recordEntry } from '../record-entry.js';
import { resumeClock as decide } from '../suggestion.js';
import { clockResumed } from './clock.events.js';

/** The clock runs again. */
export const resumeClock = recordEntry({
  name: 'ResumeClock',
  summary: 'Let a stopped clock run again',
  what: 'clock/resumption',
  body: clockResumed,
  decide,
});
