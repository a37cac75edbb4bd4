import type { Contracts } from '../history/contract.js';
import { clockContracts, type ClockEvent } from './clock/clock.events.js';
import { endingContracts, type EndingEvent } from './ending/ending.events.js';
import { handlingContracts, type HandlingEvent } from './handling/handling.events.js';
import { receiptContracts, type ReceiptEvent } from './receipt/receipt.events.js';

/** What a suggestion's stream holds, slice by slice. */
export type SuggestionEvent = ReceiptEvent | ClockEvent | HandlingEvent | EndingEvent;

export const suggestionContracts: Contracts<SuggestionEvent> = {
  ...receiptContracts,
  ...clockContracts,
  ...handlingContracts,
  ...endingContracts,
};

export function suggestionStream(suggestionId: string): string {
  return `suggestion-${suggestionId}`;
}
