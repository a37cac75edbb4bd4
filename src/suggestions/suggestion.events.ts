import type { Contracts } from '../history/contract.js';
import { endingContracts, type EndingEvent } from './ending/ending.events.js';
import { handlingContracts, type HandlingEvent } from './handling/handling.events.js';
import { receiptContracts, type ReceiptEvent } from './receipt/receipt.events.js';

/** What a suggestion's stream holds, slice by slice. */
export type SuggestionEvent = ReceiptEvent | HandlingEvent | EndingEvent;

export const suggestionContracts: Contracts<SuggestionEvent> = {
  ...receiptContracts,
  ...handlingContracts,
  ...endingContracts,
};

export function suggestionStream(suggestionId: string): string {
  return `suggestion-${suggestionId}`;
}
