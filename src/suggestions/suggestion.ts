import { onLastOfSpan } from '../history/facts.js';
import type { LocalDate } from '../history/days.js';
import type { Recorded } from '../history/event.js';
import { admittedAtItsPlace, stateBefore } from '../recording/admission.js';
import { type Aggregate, alike, composed, fromThere } from '../recording/aggregate.js';
import { ending } from './ending/ending.js';
import { handling } from './handling/handling.js';
import { moved, type Suggestion, type There } from './life.js';
import { beginning, receipt } from './receipt/receipt.js';
import { type SuggestionEvent, suggestionContracts } from './suggestion.events.js';
import { broken } from './suggestion.rules.js';
import { stepOf } from './suggestion.steps.js';

const slices = composed<Suggestion, SuggestionEvent>({
  ...beginning,
  ...fromThere<Suggestion, There, Exclude<SuggestionEvent, { type: 'SuggestionReceived' }>>(
    { ...receipt, ...handling, ...ending },
    (state) => (state.phase === 'none' ? undefined : state),
    () => broken('suggestion-not-received'),
  ),
});

/**
 * A suggestion's life: it is received, handled by departments and ended, perhaps more than once. Each slice says when
 * its events are allowed, and its steps what phase, status and department come of them.
 */
export const suggestion: Aggregate<Suggestion, SuggestionEvent> = {
  category: 'suggestion',
  contracts: suggestionContracts,
  initial: { phase: 'none' },
  evolve: (before, event) => {
    const state = slices.evolve(before, event);
    const step = state.phase === 'none' ? undefined : stepOf(event);
    return step ? moved(state as There, event.type, step) : state;
  },
  admit: slices.admit,
};

type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

/** The department that leads already, with the same others, is not assigned again. */
export const assign = decided('SuggestionAssigned', ({ phase, assigned }, { assignedOn, ...asked }) => {
  if (phase !== 'assigned' || assigned === null) return false;
  return alike({ ...assigned, assignedOn }, { ...asked, assignedOn });
});
export const receive = decided('SuggestionReceived');
export const resolve = decided('SuggestionResolved');
export const reopen = decided('SuggestionReopened');
export const withdraw = decided('SuggestionWithdrawn');

/**
 * The decision that records one entry at the place of its day, where its slice, and whatever is there for a later day,
 * allow it. Nothing is to be done where it stands so already.
 */
export function decided<T extends SuggestionEvent['type']>(
  type: T,
  standsSo: (state: There, data: DataOf<T>) => boolean = () => false,
) {
  return (raw: readonly Recorded[], given: DataOf<T>, today: LocalDate): SuggestionEvent[] => {
    const data = onLastOfSpan(given, today);
    const event = { type, data } as unknown as SuggestionEvent;
    const before = stateBefore(suggestion, raw, event);
    if (before.phase !== 'none' && standsSo(before, data)) return [];
    return admittedAtItsPlace(suggestion, raw, event, today);
  };
}
