import type { DataOf } from '../../history/fields.js';
import type { Slice } from '../../recording/aggregate.js';
import { judgeDay, mustBeUnderWay, type There } from '../life.js';
import { broken, PHASES } from '../suggestion.rules.js';
import type { EndingEvent, resolved } from './ending.events.js';

/** How the handling ends, and begins again. Resolving is allowed from every phase that is not final. */
export const ending: Slice<There, EndingEvent> = {
  SuggestionResolved: {
    evolve: (state, { resolvedOn }) => ({ ...state, phase: 'resolved', since: resolvedOn }),
    admit: (state, data, today) => {
      mustBeUnderWay(state);
      admitOutcome(data);
      judgeDay(state, data.resolvedOn, today);
    },
  },
  SuggestionReopened: {
    evolve: (state, { reopenedOn }) => ({ ...state, phase: 'received', since: reopenedOn }),
    admit: (state, { reopenedOn }, today) => {
      if (state.phase !== 'resolved') throw broken('suggestion-not-resolved', { phase: PHASES[state.phase] });
      judgeDay(state, reopenedOn, today);
    },
  },
  // Taken back by the proposer before it is closed (민원처리법 제22조제2항).
  SuggestionWithdrawn: {
    evolve: (state, { withdrawnOn }) => ({ ...state, phase: 'withdrawn', since: withdrawnOn }),
    admit: (state, { withdrawnOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, withdrawnOn, today);
    },
  },
};

function admitOutcome({ outcome, explanation, remedy, article }: DataOf<typeof resolved>): void {
  if (outcome === 'infeasible' && explanation === null) throw broken('explanation-required');
  if (outcome === 'infeasible' && remedy === null) throw broken('remedy-required');
  if (outcome === 'closed' && article === null) throw broken('article-required');
}
