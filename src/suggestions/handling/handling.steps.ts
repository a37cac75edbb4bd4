import type { Steps } from '../handling-status.js';
import type { HandlingEvent } from './handling.events.js';

export const handlingSteps: Steps<HandlingEvent> = {
  SuggestionAssigned: ({ assignedOn, department }) => ({
    day: assignedOn,
    phase: 'assigned',
    status: 'pending',
    department,
  }),
};
