import type { CycleTold, Moment } from '../../deadlines/cycles.js';
import type { Start } from '../../deadlines/deadline.js';
import type { LocalDate } from '../../history/days.js';
import { PHASE_OF } from '../handling-status.js';
import type { SuggestionEvent } from '../suggestion.events.js';

/** What a suggestion's entries say of its clock, in the order of their days. */
export interface Clock {
  readonly cycles: readonly CycleTold[];
  /** Whether the proposer waits for a reply: until the first of substance, or until there is nothing to be said. */
  readonly runs: boolean;
}

export const NO_CLOCK: Clock = { cycles: [], runs: false };

/** The inputs of the last cycle as they stand. */
export function lastMoment({ cycles }: Clock): Moment | undefined {
  return cycles.at(-1)?.moments.at(-1);
}

/** The clock after an entry: reopening and a return begin a new cycle from their day, as the same kind. */
export function clockAfter(clock: Clock, event: SuggestionEvent): Clock {
  switch (event.type) {
    case 'SuggestionReceived': {
      const { acceptedOn, acceptedOnPrecision: precision, acceptedAt: at, form, raisedOn } = event.data;
      return begun(NO_CLOCK, { on: acceptedOn, precision, at, form }, acceptedOn ?? raisedOn);
    }
    case 'SuggestionReopened':
      return begunAgain(clock, event.data.reopenedOn, event.data.reopenedOnPrecision);
    case 'TransferReturned':
      return begunAgain(clock, event.data.returnedOn, event.data.returnedOnPrecision);
    case 'SuggestionClassified':
      return moved(clock, event.data.classifiedOn, () => ({ kind: event.data.kind }));
    case 'ClockStopped': {
      const { stoppedOn: from, ground } = event.data;
      return moved(clock, from, ({ stops }) => ({ stops: [...stops, { from, to: null, ground }] }));
    }
    case 'ClockResumed': {
      const { resumedOn: to } = event.data;
      return moved(clock, to, ({ stops }) => ({ stops: stops.map((one) => (one.to === null ? { ...one, to } : one)) }));
    }
    case 'DeadlineExtended': {
      const { decidedOn, workingDays, consented } = event.data;
      return moved(clock, decidedOn, ({ extensions }) => ({
        extensions: [...extensions, { decidedOn, workingDays, consented }],
      }));
    }
    default:
      return endsIt(event) ? { ...clock, runs: false } : clock;
  }
}

/** Whether the reply clock ends with an entry (답변): the first reply of substance, or what leaves nothing to be replied. */
function endsIt(event: SuggestionEvent): boolean {
  switch (event.type) {
    case 'ReplySent':
      return event.data.kind !== 'interim';
    case 'AnsweredAtMeeting':
      return event.data.final;
    case 'SuggestionResolved':
      return event.data.outcome === 'answered';
    case 'StandingReported': {
      const { status, reply } = event.data;
      if (status === 'answered' || status === 'transferred') return true;
      return status !== null && PHASE_OF[status] === 'resolved' && reply !== 'not-sent';
    }
    case 'SuggestionSplit':
    case 'SuggestionTransferred':
    case 'SuggestionWithdrawn':
    case 'SuggestionMerged':
      return true;
    default:
      return false;
  }
}

function begunAgain(clock: Clock, on: LocalDate, precision: Start['precision']): Clock {
  const form = clock.cycles.at(-1)?.start.form ?? null;
  return begun(clock, { on, precision, at: null, form }, on);
}

function begun(clock: Clock, start: Start, from: LocalDate): Clock {
  const kind = lastMoment(clock)?.kind ?? null;
  return { cycles: [...clock.cycles, { start, moments: [{ from, kind, stops: [], extensions: [] }] }], runs: true };
}

function moved(clock: Clock, from: LocalDate, changed: (moment: Moment) => Partial<Moment>): Clock {
  const last = clock.cycles.at(-1);
  const before = lastMoment(clock);
  if (!last || !before) return clock;
  const moments = [...last.moments, { ...before, ...changed(before), from }];
  return { ...clock, cycles: [...clock.cycles.slice(0, -1), { ...last, moments }] };
}
