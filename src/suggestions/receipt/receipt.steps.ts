import type { Steps } from '../handling-status.js';
import type { SuggestionEvent } from '../suggestion.events.js';

export const receiptSteps: Steps<Extract<SuggestionEvent, { type: 'SuggestionReceived' }>> = {
  SuggestionReceived: ({ raisedOn, acceptedOn }) => ({
    day: raisedOn < acceptedOn ? raisedOn : acceptedOn,
    phase: 'received',
    status: 'pending',
  }),
};
