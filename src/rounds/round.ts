import { daysOver, firstDay, lastDay, type LocalDate, periodText } from '../history/days.js';
import type { Recorded } from '../history/event.js';
import type { Jurisdiction } from '../jurisdiction/jurisdiction.js';
import { isThereWithin, named } from '../jurisdiction/place.js';
import { inTheWay } from '../recording/admission.js';
import { type Aggregate, admitted, alike, fold, unknownType } from '../recording/aggregate.js';
import { notInFuture } from '../recording/day.rules.js';
import { broken as brokenInCity } from '../jurisdiction/jurisdiction.rules.js';
import { type CarriedFigures, type RoundEvent, roundContracts, type Source } from './round.events.js';
import { broken } from './round.rules.js';

type DataOf<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>['data'];

/** A series of meetings of one kind over a period (간담회 회차). */
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
  throw broken('round-unknown', { round: roundId });
}

/** The round, once it is seen to take meetings and suggestions; throws RuleBroken. */
export function roundForDetails(state: Round, roundId: string): OpenedRound {
  const standing = standingRound(state, roundId);
  if (isCarried(standing)) throw broken('round-is-carried', { round: standing.opened.code });
  return standing;
}

/**
 * Judges the reason of what is recorded in a round: it comes late where the round is closed, and says why then. Judged
 * when recording alone, never of a correction.
 */
export function judgeClosure(state: Round, afterClosureReason: string | null): void {
  if (state.phase === 'none') return;
  const { opened, closedOn } = state;
  if (closedOn !== null && afterClosureReason === null) {
    throw broken('after-closure-reason-required', { round: opened.code, closedOn });
  }
  if (closedOn === null && afterClosureReason !== null) throw broken('round-not-closed', { round: opened.code });
}

/**
 * Judges the carried totals of a history by the city's districts: each stood on a day of the round's periods. The event
 * is what is recorded or corrected of them, the periods or the totals; with other periods the totals are in its way.
 */
export function judgeRoundAcross(
  event: RoundEvent,
  history: readonly Recorded<RoundEvent>[],
  city: Jurisdiction,
): void {
  const state = fold(round, history);
  if (state.phase === 'none' || state.carried === null) return;
  const ofPeriods = event.type === 'RoundOpened' && isCarried(state);
  if (!ofPeriods && event.type !== 'CarriedTotalsRecorded') return;
  const entry = ofPeriods ? history.find(({ type }) => type === 'CarriedTotalsRecorded') : undefined;
  const { districts, splits } = state.carried;
  const codes = [...Object.keys(districts), ...splits.flatMap(({ district }) => (district === null ? [] : [district]))];
  const unknown = [...new Set(codes)].filter((code) => !city.districts.has(code));
  if (unknown.length > 0) throw brokenInCity('district-unknown', { codes: unknown }, entry && inTheWay(entry));
  const days = daysOver(state.opened.meetingPeriod, state.opened.suggestionPeriod);
  const there = [...city.districts.values()].filter((district) => isThereWithin(district, days));
  const elsewhere = [...city.districts.values()].filter(
    ({ code }) => codes.includes(code) && !there.some((one) => one.code === code),
  );
  if (elsewhere.length === 0) return;
  const { first, last } = days;
  const told = { districts: elsewhere.map(named), first, last, there: there.map(named) };
  throw broken('district-not-in-round', told, entry && inTheWay(entry));
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
    if (state.phase !== 'none') throw broken('round-code-taken', { round: event.data.code });
    return;
  }
  if (state.phase === 'none') throw broken('round-unknown', { round: null });
  const { code, meetingPeriod } = state.opened;
  switch (event.type) {
    case 'CarriedTotalsRecorded':
      return admitCarriedTotals(state, event.data, today);
    case 'CarriedTotalsSuperseded':
      if (!isCarried(state) || state.carried === null) throw broken('nothing-carried', { round: code });
      return notInFuture(event.data.supersededOn, today);
    case 'RoundClosed': {
      const { closedOn } = event.data;
      if (state.phase === 'closed') throw broken('round-already-closed', { round: code, closedOn: state.closedOn });
      if (closedOn < firstDay(meetingPeriod)) {
        throw broken('closed-before-start', { closedOn, period: periodText(meetingPeriod) });
      }
      return notInFuture(closedOn, today);
    }
    default:
      return unknownType(event, undefined);
  }
}

function admitCarriedTotals(state: OpenedRound, totals: DataOf<'CarriedTotalsRecorded'>, today: LocalDate): void {
  const { code, counting, meetingPeriod, suggestionPeriod } = state.opened;
  if (counting !== 'carried') throw broken('round-is-live', { round: code });
  if (state.carried !== null) throw broken('carried-totals-recorded', { round: code });
  admitSource(totals.source, today);
  admitFigures(totals);
  for (const period of [meetingPeriod, suggestionPeriod]) {
    const last = lastDay(period);
    if (last === null || last > today) throw broken('carried-period-not-over', { period: periodText(period) });
  }
}

/** What was asked for was asked somewhere: of figures that are not known none is 0. */
function admitFigures({ districts, cityWide }: DataOf<'CarriedTotalsRecorded'>): void {
  if (Object.keys(districts).length === 0 && cityWide === null) throw broken('carried-totals-empty');
  const nowhere = ({ dongs, suggestions }: CarriedFigures) => dongs === 0 && suggestions !== null && suggestions > 0;
  const [odd] = Object.entries(districts).filter(([, figures]) => nowhere(figures));
  if (odd) throw broken('suggestions-without-dongs', { where: odd[0], suggestions: odd[1].suggestions });
  if (cityWide !== null && nowhere(cityWide)) {
    throw broken('suggestions-without-dongs', { where: WHOLE_CITY, suggestions: cityWide.suggestions });
  }
}

const WHOLE_CITY = { ko: '시 전체', en: 'the whole city' };

/** Judges where a figure was published. */
export function admitSource({ publishedOn }: Source, today: LocalDate): void {
  if (publishedOn !== null) notInFuture(publishedOn, today);
}
