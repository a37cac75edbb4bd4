import type { Slice } from '../../recording/aggregate.js';
import { hasEnded, judgeDay, judgeReviewDay, mustBeUnderWay, type There } from '../life.js';
import { broken } from '../suggestion.rules.js';
import type { HandlingEvent } from './handling.events.js';

/** What is done about a suggestion. Which phase and status come of it say its steps. */
export const handling: Slice<There, HandlingEvent> = {
  AnsweredAtMeeting: {
    admit: (state, { answeredOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, answeredOn, today);
    },
  },
  SuggestionAssigned: {
    evolve: (state, assigned) => ({ ...state, assigned }),
    admit: (state, { assignedOn, department, supporting }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, assignedOn, today);
      const named = [department, ...supporting.map((one) => one.department)];
      const twice = named.find((code, index) => named.indexOf(code) < index);
      if (twice !== undefined) throw broken('department-named-twice', { department: twice });
    },
  },
  AssignmentDeclined: {
    admit: (state, { declinedOn, department }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, declinedOn, today);
      const has = state.department;
      if (department !== has) throw broken('declined-by-other-department', { department, has });
    },
  },
  OpinionGiven: {
    admit: (state, { givenOn, department }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, givenOn, today);
      const asked = state.assigned?.supporting.map((one) => one.department) ?? [];
      if (!asked.includes(department)) throw broken('opinion-not-asked', { department });
    },
  },
  ReviewStarted: {
    admit: (state, { startedOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, startedOn, today);
    },
  },
  SiteInspected: {
    admit: (state, { inspectedOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, inspectedOn, today);
    },
  },
  HandlingPlanned: {
    admit: (state, { plannedOn, decision, referredTo, reviewOn }, today) => {
      mustBeUnderWay(state);
      judgeDay(state, plannedOn, today);
      judgeReviewDay(reviewOn, plannedOn);
      if (decision === 'referred' && referredTo === null) throw broken('referred-to-required');
      if (decision !== 'referred' && referredTo !== null) throw broken('not-referred');
    },
  },
  // A department reports rows, not steps: of what has ended it may report the same again, or that nothing changed.
  StandingReported: {
    admit: (state, { asOf, status }, today) => {
      if (status !== null && !(hasEnded(state) && status === state.status)) mustBeUnderWay(state);
      judgeDay(state, asOf, today);
    },
  },
  // What was refused may be looked at again.
  ReviewDaySet: {
    admit: (state, { setOn, reviewOn }, today) => {
      if (state.status !== 'infeasible') mustBeUnderWay(state);
      judgeDay(state, setOn, today);
      judgeReviewDay(reviewOn, setOn);
    },
  },
  ReplySent: {
    admit: (state, { sentOn }, today) => {
      judgeDay(state, sentOn, today);
    },
  },
};
