import { recordEntry } from '../record-entry.js';
import { stopClock as decide } from '../suggestion.js';
import { clockStopped } from './clock.events.js';

/** Time that is not counted begins. */
export const stopClock = recordEntry({
  name: 'StopClock',
  summary: 'Stop the clock on a ground of the decree (처리기간 불산입)',
  what: 'clock/stop',
  body: clockStopped,
  decide,
});
