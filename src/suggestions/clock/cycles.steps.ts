import type { CycleTold, Moment } from '../../deadlines/cycles.js';
import type { Start } from '../../deadlines/deadline.js';
import type { CycleEnd } from '../../deadlines/lateness.js';
import type { LocalDate } from '../../history/days.js';
import { type Precision, spanOf } from '../../history/facts.js';
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
      return endBy(event) ? { ...clock, runs: false } : clock;
  }
}

/** What ends the reply clock (답변): the first reply of substance, or what leaves nothing to be replied. */
export function endBy(event: SuggestionEvent): CycleEnd | undefined {
  switch (event.type) {
    case 'ReplySent': {
      const { kind, sentOn, sentOnPrecision } = event.data;
      return kind === 'interim' ? undefined : ended(event, sentOn, sentOnPrecision);
    }
    case 'AnsweredAtMeeting': {
      const { final, answeredOn, answeredOnPrecision } = event.data;
      return final ? ended(event, answeredOn, answeredOnPrecision) : undefined;
    }
    case 'SuggestionResolved': {
      const { outcome, resolvedOn, resolvedOnPrecision } = event.data;
      return outcome === 'answered' ? ended(event, resolvedOn, resolvedOnPrecision) : undefined;
    }
    case 'StandingReported':
      return endOfReported(event);
    case 'SuggestionSplit':
      return ended(event, event.data.splitOn, event.data.splitOnPrecision);
    case 'SuggestionTransferred':
      return ended(event, event.data.transferredOn, event.data.transferredOnPrecision);
    case 'SuggestionWithdrawn':
      return ended(event, event.data.withdrawnOn, event.data.withdrawnOnPrecision);
    case 'SuggestionMerged':
      return ended(event, event.data.mergedOn, event.data.mergedOnPrecision);
    default:
      return undefined;
  }
}

/** A reported ending says whether the proposer was told, or that nobody knows. */
function endOfReported(event: Extract<SuggestionEvent, { type: 'StandingReported' }>): CycleEnd | undefined {
  const { status, reply, asOf, asOfPrecision } = event.data;
  if (status === 'answered' || status === 'transferred') return ended(event, asOf, asOfPrecision);
  if (status === null || PHASE_OF[status] !== 'resolved' || reply === 'not-sent') return undefined;
  return ended(event, asOf, asOfPrecision, reply === 'sent' ? true : null);
}

function ended(
  { type: by }: SuggestionEvent,
  on: LocalDate,
  precision: Precision,
  replied: CycleEnd['replied'] = true,
): CycleEnd {
  return { on, from: spanOf(on, precision).from, by, replied };
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
