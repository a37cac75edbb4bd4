import type { Slice } from '../../recording/aggregate.js';
import { judgeDay, mustBeUnderWay, type There } from '../life.js';
import type { HandlingEvent } from './handling.events.js';

/** What is done about a suggestion that is under way. */
export const handling: Slice<There, HandlingEvent> = {
  SuggestionAssigned: {
    evolve: (state, { assignedOn, department }) => ({ ...state, phase: 'assigned', since: assignedOn, department }),
    admit: (state, { assignedOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, assignedOn, today);
    },
  },
};
