import type { Steps } from '../handling-status.js';
import type { EndingEvent } from './ending.events.js';

const CLEARED = { plan: null, reviewOn: null } as const;

export const endingSteps: Steps<EndingEvent> = {
  SuggestionResolved: ({ resolvedOn, outcome, reviewOn }) => ({
    day: resolvedOn,
    phase: 'resolved',
    status: outcome,
    reviewOn,
  }),
  SuggestionReopened: ({ reopenedOn }) => ({ day: reopenedOn, phase: 'reopened', status: 'pending', ...CLEARED }),
  SuggestionWithdrawn: ({ withdrawnOn }) => ({ day: withdrawnOn, phase: 'withdrawn', status: 'withdrawn' }),
  SuggestionTransferred: ({ transferredOn }) => ({ day: transferredOn, phase: 'transferred', status: 'transferred' }),
  TransferAnswered: null,
  TransferReturned: ({ returnedOn }) => ({ day: returnedOn, phase: 'received', status: 'pending', ...CLEARED }),
  SuggestionMerged: ({ mergedOn }) => ({ day: mergedOn, phase: 'merged', status: 'merged' }),
};
