import type { Steps } from '../handling-status.js';
import type { ClockEvent } from './clock.events.js';

export const clockSteps: Steps<ClockEvent> = {
  DeadlineSet: null,
  ClockStopped: null,
  ClockResumed: null,
  DeadlineExtended: null,
};
