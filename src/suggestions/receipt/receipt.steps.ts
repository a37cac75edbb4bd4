import type { Steps } from '../handling-status.js';
import type { ReceiptEvent } from './receipt.events.js';

export const receiptSteps: Steps<ReceiptEvent> = {
  SuggestionReceived: ({ raisedOn, acceptedOn }) => ({
    day: raisedOn < acceptedOn ? raisedOn : acceptedOn,
    phase: 'received',
    status: 'pending',
  }),
};
