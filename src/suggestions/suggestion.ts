import type { LocalDate } from '../history/days.js';
import { type Aggregate, admitted, composed, fromThere } from '../recording/aggregate.js';
import type { EndingEvent } from './ending/ending.events.js';
import { ending } from './ending/ending.js';
import type { HandlingEvent } from './handling/handling.events.js';
import { handling } from './handling/handling.js';
import type { Suggestion, There } from './life.js';
import { receipt } from './receipt/receipt.js';
import { type SuggestionEvent, suggestionContracts } from './suggestion.events.js';
import { broken } from './suggestion.rules.js';

/**
 * A suggestion's life: it is received, handled by departments and ended, perhaps more than once. Each slice says
 * what its events mean and when they are allowed; all but the receipt need a suggestion that is there.
 */
export const suggestion: Aggregate<Suggestion, SuggestionEvent> = {
  category: 'suggestion',
  contracts: suggestionContracts,
  initial: { phase: 'none' },
  ...composed<Suggestion, SuggestionEvent>({
    ...receipt,
    ...fromThere<Suggestion, There, HandlingEvent | EndingEvent>(
      { ...handling, ...ending },
      (state) => (state.phase === 'none' ? undefined : state),
      () => broken('suggestion-not-received'),
    ),
  }),
};

type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

/** Hands it to a department. The department that has it already changes nothing. */
export function assign(state: Suggestion, assigned: DataOf<'SuggestionAssigned'>, today: LocalDate): SuggestionEvent[] {
  if (state.phase === 'assigned' && state.department === assigned.department) return [];
  return decided('SuggestionAssigned')(state, assigned, today);
}

export const receive = decided('SuggestionReceived');
export const resolve = decided('SuggestionResolved');
export const reopen = decided('SuggestionReopened');
export const withdraw = decided('SuggestionWithdrawn');

/** The decision that records one entry, where its slice allows it. */
function decided<T extends SuggestionEvent['type']>(type: T) {
  return (state: Suggestion, data: DataOf<T>, today: LocalDate): SuggestionEvent[] =>
    admitted(suggestion, state, { type, data } as SuggestionEvent, today);
}
