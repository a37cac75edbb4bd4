import { firstDay, lastDay, type LocalDate, periodText } from '../history/days.js';
import type { Jurisdiction } from '../jurisdiction/jurisdiction.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { RuleBroken } from '../recording/refusals.js';
import { type RoundEvent, roundContracts, type Source } from './round.events.js';

type DataOf<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>['data'];

/** A series of meetings of one kind over a period (간담회 차수). */
export type Round =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'open' | 'closed';
      readonly opened: DataOf<'RoundOpened'>;
      readonly carried: DataOf<'CarriedTotalsRecorded'> | null;
      readonly superseded: DataOf<'CarriedTotalsSuperseded'> | null;
      readonly closedOn: LocalDate | null;
    };

export type OpenedRound = Exclude<Round, { phase: 'none' }>;

export const round: Aggregate<Round, RoundEvent> = {
  category: 'round',
  contracts: roundContracts,
  initial: { phase: 'none' },
  evolve,
  admit,
};

/** Opens a round. Opening it again alike changes nothing. */
export function openRound(state: Round, opened: DataOf<'RoundOpened'>, today: LocalDate) {
  if (state.phase !== 'none' && alike(state.opened, opened)) return [];
  return admitted(round, state, { type: 'RoundOpened', data: opened }, today);
}

/** Records a past round's published figures. The same figures again change nothing. */
export function recordCarriedTotals(state: Round, totals: DataOf<'CarriedTotalsRecorded'>, today: LocalDate) {
  if (state.phase !== 'none' && alike(state.carried, totals)) return [];
  return admitted(round, state, { type: 'CarriedTotalsRecorded', data: totals }, today);
}

/** Says that the details behind carried totals were found; from then on they alone count. */
export function supersedeCarriedTotals(state: Round, superseded: DataOf<'CarriedTotalsSuperseded'>, today: LocalDate) {
  return admitted(round, state, { type: 'CarriedTotalsSuperseded', data: superseded }, today);
}

export function closeRound(state: Round, closed: DataOf<'RoundClosed'>, today: LocalDate) {
  if (state.phase === 'closed' && state.closedOn === closed.closedOn) return [];
  return admitted(round, state, { type: 'RoundClosed', data: closed }, today);
}

/** Whether the round's carried figures alone count now. */
export function isCarried(state: OpenedRound): boolean {
  return state.opened.counting === 'carried' && state.superseded === null;
}

/** The round, once it is seen to stand; throws RuleBroken. */
export function standingRound(state: Round, roundId: string): OpenedRound {
  if (state.phase !== 'none') return state;
  throw new RuleBroken(
    'round-unknown',
    `no round ${roundId} stands: it was never opened, or is voided; GET /v1/rounds lists those that stand`,
  );
}

/** The round, once it is seen to take meetings and suggestions; throws RuleBroken. */
export function roundForDetails(state: Round, roundId: string): OpenedRound {
  const standing = standingRound(state, roundId);
  if (isCarried(standing)) {
    throw new RuleBroken(
      'round-is-carried',
      `round ${standing.opened.code} is carried: its figures are known as totals only, until they are superseded`,
    );
  }
  return standing;
}

/** Judges carried totals by the city's districts. */
export function judgeRoundAcross(event: RoundEvent, city: Jurisdiction): void {
  if (event.type !== 'CarriedTotalsRecorded') return;
  const unknown = Object.keys(event.data.districts).filter((code) => !city.districts.has(code));
  if (unknown.length > 0) {
    throw new RuleBroken('district-unknown', `no district ${unknown.join(', ')} is registered; register it first`);
  }
}

function evolve(state: Round, event: RoundEvent): Round {
  if (event.type === 'RoundOpened') {
    return { phase: 'open', opened: event.data, carried: null, superseded: null, closedOn: null };
  }
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'CarriedTotalsRecorded':
      return { ...state, carried: event.data };
    case 'CarriedTotalsSuperseded':
      return { ...state, superseded: event.data };
    case 'RoundClosed':
      return { ...state, phase: 'closed', closedOn: event.data.closedOn };
    default:
      return unknownType(event, state);
  }
}

function admit(state: Round, event: RoundEvent, today: LocalDate): void {
  if (event.type === 'RoundOpened') {
    if (state.phase !== 'none') {
      throw new RuleBroken('round-code-taken', `round ${event.data.code} is open already; correct that entry`);
    }
    return;
  }
  if (state.phase === 'none') throw new RuleBroken('round-unknown', 'the round was not opened; open it first');
  switch (event.type) {
    case 'CarriedTotalsRecorded':
      return admitCarriedTotals(state, event.data, today);
    case 'CarriedTotalsSuperseded':
      if (!isCarried(state) || state.carried === null) {
        throw new RuleBroken('nothing-carried', `round ${state.opened.code} has no carried totals to supersede`);
      }
      return notInFuture('superseded', event.data.supersededOn, today);
    case 'RoundClosed':
      if (state.phase === 'closed') {
        throw new RuleBroken(
          'round-already-closed',
          `round ${state.opened.code} was closed on ${String(state.closedOn)}`,
        );
      }
      if (event.data.closedOn < firstDay(state.opened.meetingPeriod)) {
        throw new RuleBroken(
          'closed-before-start',
          `closed on ${event.data.closedOn}, before its meetings begin (${periodText(state.opened.meetingPeriod)})`,
        );
      }
      return notInFuture('closed', event.data.closedOn, today);
    default:
      return unknownType(event, undefined);
  }
}

function admitCarriedTotals(state: OpenedRound, totals: DataOf<'CarriedTotalsRecorded'>, today: LocalDate): void {
  if (state.opened.counting !== 'carried') {
    throw new RuleBroken(
      'round-is-live',
      `round ${state.opened.code} is live: its figures come of its meetings and suggestions`,
    );
  }
  if (state.carried !== null) {
    throw new RuleBroken(
      'carried-totals-recorded',
      `round ${state.opened.code} has its carried totals; correct that entry`,
    );
  }
  admitSource(totals.source, today);
  if (Object.keys(totals.districts).length === 0) {
    throw new RuleBroken('carried-totals-empty', 'carried totals name at least one district');
  }
  for (const period of [state.opened.meetingPeriod, state.opened.suggestionPeriod]) {
    const last = lastDay(period);
    if (last === null || last > today) {
      throw new RuleBroken(
        'carried-period-not-over',
        `carried totals are of a past round; its period is ${periodText(period)}`,
      );
    }
  }
}

/** Judges where a figure was published. */
export function admitSource({ publishedOn }: Source, today: LocalDate): void {
  if (publishedOn !== null) notInFuture('published', publishedOn, today);
}

function notInFuture(what: string, day: LocalDate, today: LocalDate): void {
  if (day > today) throw new RuleBroken('in-future', `${what} on ${day}, which is after ${today}`);
}
