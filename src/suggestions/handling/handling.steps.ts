import type { Steps } from '../handling-status.js';
import type { SuggestionEvent } from '../suggestion.events.js';

export const handlingSteps: Steps<Extract<SuggestionEvent, { type: 'SuggestionAssigned' }>> = {
  SuggestionAssigned: ({ assignedOn, department }) => ({
    day: assignedOn,
    phase: 'assigned',
    status: 'pending',
    department,
  }),
};
