import type { Deadline } from '../deadlines/deadline.js';
import { correctedHistory } from '../history/corrected-history.js';
import { onLastOfSpan } from '../history/facts.js';
import type { LocalDate } from '../history/days.js';
import type { Recorded } from '../history/event.js';
import { admittedAtItsPlace, stateBefore } from '../recording/admission.js';
import { type Aggregate, alike, composed, fromThere } from '../recording/aggregate.js';
import { clock, judgeExtension, judgeStopInTime, promisedNow } from './clock/clock.js';
import { clockAfter } from './clock/cycles.steps.js';
import { ending } from './ending/ending.js';
import { handling } from './handling/handling.js';
import { moved, type Suggestion, type There } from './life.js';
import { beginning, receipt } from './receipt/receipt.js';
import { type SuggestionEvent, suggestionContracts } from './suggestion.events.js';
import { broken } from './suggestion.rules.js';
import { stepOf } from './suggestion.steps.js';

const slices = composed<Suggestion, SuggestionEvent>({
  ...beginning,
  // Made of what else stands: it is in nobody's way.
  DeadlineSet: { admit: () => undefined },
  ...fromThere<Suggestion, There, Exclude<SuggestionEvent, { type: 'SuggestionReceived' | 'DeadlineSet' }>>(
    { ...receipt, ...clock, ...handling, ...ending },
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
    if (state.phase === 'none') return state;
    const its = clockAfter(state.clock, event);
    const timed = its === state.clock ? state : { ...state, clock: its };
    const step = stepOf(event);
    return step ? moved(timed, event.type, step) : timed;
  },
  admit: slices.admit,
};

type DataOf<T extends SuggestionEvent['type']> = Extract<SuggestionEvent, { type: T }>['data'];

export const receive = decided('SuggestionReceived');
export const split = decided('SuggestionSplit');
export const relate = decided('SuggestionRelated', ({ related }, { to, how }) =>
  related.some((one) => one.to === to && one.how === how),
);
export const classify = decided('SuggestionClassified', ({ classified }, { kind, article }) =>
  alike(classified && { kind: classified.kind, article: classified.article }, { kind, article }),
);

/** Whether it comes in time is judged when recording alone, by what was promised. */
export const stopClock = inTime('ClockStopped', judgeStopInTime);
export const resumeClock = decided('ClockResumed');
export const extendDeadline = inTime('DeadlineExtended', judgeExtension);

export const answerAtMeeting = decided('AnsweredAtMeeting');
/** Assigned on another day, the department that leads already was told again: a fact of its own. */
export const assign = decided(
  'SuggestionAssigned',
  ({ phase, assigned }, asked) => phase === 'assigned' && alike(assigned, asked),
);
export const decline = decided('AssignmentDeclined');
export const giveOpinion = decided('OpinionGiven');
export const startReview = decided('ReviewStarted', ({ phase }) => phase === 'under-review');
export const inspectSite = decided('SiteInspected');
export const plan = decided('HandlingPlanned');
export const reportStanding = decided('StandingReported');
export const setReviewDay = decided('ReviewDaySet', (state, { reviewOn }) => state.reviewOn === reviewOn);
export const sendReply = decided('ReplySent');

export const resolve = decided('SuggestionResolved');
export const reopen = decided('SuggestionReopened');
export const withdraw = decided('SuggestionWithdrawn');
export const transfer = decided('SuggestionTransferred');
export const answerTransfer = decided('TransferAnswered');
export const returnTransfer = decided('TransferReturned');
export const merge = decided('SuggestionMerged');

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

/** The decision that records an entry of the clock, which what was promised may stand in the way of. */
function inTime<T extends 'ClockStopped' | 'DeadlineExtended'>(
  type: T,
  judge: (promised: Deadline | undefined, data: DataOf<T>) => void,
) {
  const decide = decided(type);
  return (raw: readonly Recorded[], data: DataOf<T>, today: LocalDate): SuggestionEvent[] => {
    const events = decide(raw, data, today);
    judge(promisedNow(correctedHistory(raw, suggestionContracts)), data);
    return events;
  };
}
