import type { Steps } from '../handling-status.js';
import type { EndingEvent } from './ending.events.js';

export const endingSteps: Steps<EndingEvent> = {
  SuggestionResolved: ({ resolvedOn, outcome }) => ({ day: resolvedOn, phase: 'resolved', status: outcome }),
  SuggestionReopened: ({ reopenedOn }) => ({ day: reopenedOn, phase: 'reopened', status: 'pending' }),
  SuggestionWithdrawn: ({ withdrawnOn }) => ({ day: withdrawnOn, phase: 'withdrawn', status: 'withdrawn' }),
};
