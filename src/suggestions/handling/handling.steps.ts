import type { DataOf } from '../../history/fields.js';
import { PHASE_OF, type Step, type Steps } from '../handling-status.js';
import type { HandlingEvent, planned, standingReported } from './handling.events.js';

export const handlingSteps: Steps<HandlingEvent> = {
  AnsweredAtMeeting: ({ answeredOn, final }) =>
    final ? { day: answeredOn, phase: 'resolved', status: 'answered' } : { day: answeredOn },
  SuggestionAssigned: ({ assignedOn, department, officer, supporting }) => ({
    day: assignedOn,
    phase: 'assigned',
    department,
    officer,
    supporting: supporting.map((one) => one.department),
  }),
  AssignmentDeclined: ({ declinedOn }) => ({ day: declinedOn, phase: 'received', department: null, officer: null }),
  OpinionGiven: ({ givenOn, department }) => ({ day: givenOn, opinionOf: department }),
  ReviewStarted: ({ startedOn }) => ({ day: startedOn, phase: 'under-review' }),
  SiteInspected: null,
  HandlingPlanned: stepOfPlan,
  StandingReported: stepOfStanding,
  ReviewDaySet: ({ setOn, reviewOn }) => ({ day: setOn, reviewOn }),
  ReplySent: null,
};

const STATUS_OF = { decided: 'planned', 'under-review': 'long-term', referred: 'referred' } as const;

function stepOfPlan({ plannedOn, decision, target, budgetLines, reviewOn }: DataOf<typeof planned>): Step {
  const status = STATUS_OF[decision];
  return { day: plannedOn, phase: PHASE_OF[status], status, plan: { target, budgetLines }, reviewOn };
}

/** Where nothing changed and nothing is said of target or money, the plan stays too. */
function stepOfStanding({ asOf, status, target, budgetLines }: DataOf<typeof standingReported>): Step {
  const plans = status !== null || target !== null || budgetLines.length > 0;
  return {
    day: asOf,
    ...(status === null ? {} : { phase: PHASE_OF[status], status, reported: true }),
    ...(plans ? { plan: { target, budgetLines } } : {}),
  };
}
