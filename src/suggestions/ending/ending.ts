import type { DataOf } from '../../history/fields.js';
import type { Slice } from '../../recording/aggregate.js';
import { judgeDay, judgeReviewDay, mustBeUnderWay, type There } from '../life.js';
import { broken, PHASES } from '../suggestion.rules.js';
import type { EndingEvent, resolved } from './ending.events.js';

/** How the handling ends, and begins again. Resolving is allowed from every phase that is not final. */
export const ending: Slice<There, EndingEvent> = {
  SuggestionResolved: {
    admit: (state, data, today) => {
      if (!bringsDetails(state, data.outcome)) mustBeUnderWay(state);
      admitOutcome(state, data);
      judgeDay(state, data.resolvedOn, today);
      judgeReviewDay(data.reviewOn, data.resolvedOn);
    },
  },
  SuggestionReopened: {
    admit: (state, { reopenedOn }, today) => {
      if (state.phase !== 'resolved') throw broken('suggestion-not-resolved', { phase: PHASES[state.phase] });
      judgeDay(state, reopenedOn, today);
    },
  },
  // Taken back by the proposer before it is closed (민원처리법 제22조제2항).
  SuggestionWithdrawn: {
    admit: (state, { withdrawnOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, withdrawnOn, today);
    },
  },
  SuggestionTransferred: {
    admit: (state, { transferredOn }, today) => {
      if (!bringsDetails(state, 'transferred')) mustBeUnderWay(state);
      judgeDay(state, transferredOn, today);
    },
  },
  TransferAnswered: {
    admit: (state, { answeredOn }, today) => {
      mustBeTransferred(state);
      judgeDay(state, answeredOn, today);
    },
  },
  TransferReturned: {
    admit: (state, { returnedOn }, today) => {
      mustBeTransferred(state);
      judgeDay(state, returnedOn, today);
    },
  },
  SuggestionMerged: {
    evolve: (state, { into }) => ({ ...state, mergedInto: into }),
    admit: (state, { mergedOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, mergedOn, today);
    },
  },
};

/** An ending that a department reported, and whose details come later. */
function bringsDetails({ by, status }: There, outcome: string): boolean {
  return by === 'StandingReported' && status === outcome;
}

function mustBeTransferred({ phase }: There): void {
  if (phase !== 'transferred') throw broken('suggestion-not-transferred', { phase: PHASES[phase] });
}

function admitOutcome({ classified }: There, { outcome, explanation, remedy, article }: DataOf<typeof resolved>): void {
  if (outcome === 'infeasible' && explanation === null) throw broken('explanation-required');
  if (outcome === 'partly-completed' && explanation === null) throw broken('what-was-not-done-required');
  if (outcome === 'closed' && article === null) throw broken('article-required');
  const statutory = classified !== null && classified.kind !== 'none';
  if (outcome === 'infeasible' && remedy === null && statutory) throw broken('remedy-required');
}
