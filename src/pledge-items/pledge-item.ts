import { firstDay, type LocalDate, type Period, periodText } from '../history/days.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { GrowingMap } from '../recording/growing-map.js';
import { admitSource, type Round, standingRound } from '../rounds/round.js';
import { type PledgeItemEvent, pledgeItemContracts } from './pledge-item.events.js';
import { broken } from './pledge-item.rules.js';

type DataOf<T extends PledgeItemEvent['type']> = Extract<PledgeItemEvent, { type: T }>['data'];

/** A programme that a sheet reports on (공약사업), and how its sheet is laid out. */
export type PledgeItem =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'registered';
      readonly registered: DataOf<'PledgeItemRegistered'>;
      readonly blocks: GrowingMap<string, DataOf<'SheetBlockDefined'>>;
      /** Null where the round was taken off the sheet again. */
      readonly placements: GrowingMap<string, DataOf<'RoundPlacedOnSheet'> | null>;
      /** By number: two like records are two facts. */
      readonly participation: GrowingMap<number, DataOf<'ParticipationRecorded'>>;
      /** By what they say. */
      readonly problems: GrowingMap<string, DataOf<'ProblemNoted'>>;
      readonly improvements: GrowingMap<string, DataOf<'ImprovementNoted'>>;
      readonly plans: GrowingMap<string, DataOf<'PlanNoted'>>;
      /** By the day from which they hold. */
      readonly amendments: GrowingMap<LocalDate, DataOf<'PledgeItemAmended'>>;
      /** By their period, as printed. */
      readonly standings: GrowingMap<string, DataOf<'PledgeStandingNoted'>>;
      /** By round and row. */
      readonly remarks: GrowingMap<string, DataOf<'RowRemarked'>>;
    };

type Registered = Exclude<PledgeItem, { phase: 'none' }>;

export const pledgeItem: Aggregate<PledgeItem, PledgeItemEvent> = {
  category: 'pledgeItem',
  contracts: pledgeItemContracts,
  initial: { phase: 'none' },
  evolve,
  admit,
};

export function register(state: PledgeItem, registered: DataOf<'PledgeItemRegistered'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.registered, registered)) return [];
  return admitted(pledgeItem, state, { type: 'PledgeItemRegistered', data: registered }, today);
}

export function defineBlock(state: PledgeItem, block: DataOf<'SheetBlockDefined'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.blocks.get(block.code), block)) return [];
  return admitted(pledgeItem, state, { type: 'SheetBlockDefined', data: block }, today);
}

export function placeRound(state: PledgeItem, placed: DataOf<'RoundPlacedOnSheet'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.placements.get(placed.roundId), placed)) return [];
  return admitted(pledgeItem, state, { type: 'RoundPlacedOnSheet', data: placed }, today);
}

/** Adds to what was recorded of a kind: two like records are two facts. */
export function recordParticipation(state: PledgeItem, recorded: DataOf<'ParticipationRecorded'>, today: LocalDate) {
  return admitted(pledgeItem, state, { type: 'ParticipationRecorded', data: recorded }, today);
}

export function noteProblem(state: PledgeItem, noted: DataOf<'ProblemNoted'>, today: LocalDate) {
  if (state.phase === 'registered' && state.problems.has(noted.text)) return [];
  return admitted(pledgeItem, state, { type: 'ProblemNoted', data: noted }, today);
}

export function noteImprovement(state: PledgeItem, noted: DataOf<'ImprovementNoted'>, today: LocalDate) {
  if (state.phase === 'registered' && state.improvements.has(noted.text)) return [];
  return admitted(pledgeItem, state, { type: 'ImprovementNoted', data: noted }, today);
}

export function notePlan(state: PledgeItem, noted: DataOf<'PlanNoted'>, today: LocalDate) {
  if (state.phase === 'registered' && state.plans.has(noted.text)) return [];
  return admitted(pledgeItem, state, { type: 'PlanNoted', data: noted }, today);
}

export function amend(state: PledgeItem, amended: DataOf<'PledgeItemAmended'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.amendments.get(amended.amendedOn), amended)) return [];
  return admitted(pledgeItem, state, { type: 'PledgeItemAmended', data: amended }, today);
}

/** A round that is off the sheet already is left there. */
export function takeRoundOff(state: PledgeItem, taken: DataOf<'RoundTakenOffSheet'>, today: LocalDate) {
  const { roundId } = taken;
  if (state.phase === 'registered' && state.placements.has(roundId) && !state.placements.get(roundId)) return [];
  return admitted(pledgeItem, state, { type: 'RoundTakenOffSheet', data: taken }, today);
}

export function noteStanding(state: PledgeItem, noted: DataOf<'PledgeStandingNoted'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.standings.get(keyOf(noted.period)), noted)) return [];
  return admitted(pledgeItem, state, { type: 'PledgeStandingNoted', data: noted }, today);
}

export function remarkRow(state: PledgeItem, remarked: DataOf<'RowRemarked'>, today: LocalDate) {
  if (state.phase === 'registered' && alike(state.remarks.get(rowOf(remarked)), remarked)) return [];
  return admitted(pledgeItem, state, { type: 'RowRemarked', data: remarked }, today);
}

function rowOf({ roundId, row }: DataOf<'RowRemarked'>): string {
  return `${roundId} ${row}`;
}

/** Judges that a placed round stands. */
export function judgePlacement(round: Round, roundId: string): void {
  standingRound(round, roundId);
}

function evolve(state: PledgeItem, event: PledgeItemEvent): PledgeItem {
  if (event.type === 'PledgeItemRegistered') {
    return {
      phase: 'registered',
      registered: event.data,
      blocks: GrowingMap.empty(),
      placements: GrowingMap.empty(),
      participation: GrowingMap.empty(),
      problems: GrowingMap.empty(),
      improvements: GrowingMap.empty(),
      plans: GrowingMap.empty(),
      amendments: GrowingMap.empty(),
      standings: GrowingMap.empty(),
      remarks: GrowingMap.empty(),
    };
  }
  if (state.phase === 'none') return state;
  switch (event.type) {
    case 'SheetBlockDefined':
      return { ...state, blocks: state.blocks.with(event.data.code, event.data) };
    case 'RoundPlacedOnSheet':
      return { ...state, placements: state.placements.with(event.data.roundId, event.data) };
    case 'ParticipationRecorded':
      return { ...state, participation: state.participation.with(state.participation.size, event.data) };
    case 'ProblemNoted':
      return { ...state, problems: state.problems.with(event.data.text, event.data) };
    case 'ImprovementNoted':
      return { ...state, improvements: state.improvements.with(event.data.text, event.data) };
    case 'PlanNoted':
      return { ...state, plans: state.plans.with(event.data.text, event.data) };
    case 'PledgeItemAmended':
      return { ...state, amendments: state.amendments.with(event.data.amendedOn, event.data) };
    case 'RoundTakenOffSheet':
      return { ...state, placements: state.placements.with(event.data.roundId, null) };
    case 'PledgeStandingNoted':
      return { ...state, standings: state.standings.with(keyOf(event.data.period), event.data) };
    case 'RowRemarked':
      return { ...state, remarks: state.remarks.with(rowOf(event.data), event.data) };
    default:
      return unknownType(event, state);
  }
}

function admit(state: PledgeItem, event: PledgeItemEvent, today: LocalDate): void {
  if (event.type === 'PledgeItemRegistered') {
    const { term, number } = event.data;
    if (state.phase === 'registered') throw broken('pledge-item-registered', { number, term });
    return;
  }
  if (state.phase === 'none') throw broken('pledge-item-unknown');
  switch (event.type) {
    case 'SheetBlockDefined':
      if (state.blocks.has(event.data.code)) throw broken('block-code-taken', { code: event.data.code });
      return;
    case 'RoundPlacedOnSheet':
      return admitPlacement(state, event.data);
    case 'ParticipationRecorded':
      return admitParticipation(event.data, today);
    case 'RoundTakenOffSheet':
    case 'RowRemarked':
      return mustBePlaced(state, event.data.roundId);
    case 'PledgeItemAmended':
      return admitAmendment(state, event.data);
    case 'PledgeStandingNoted':
      return admitStanding(state, event.data, today);
    case 'ProblemNoted':
    case 'ImprovementNoted':
    case 'PlanNoted':
      return;
    default:
      return unknownType(event, undefined);
  }
}

function admitPlacement(state: Registered, { roundId, block }: DataOf<'RoundPlacedOnSheet'>): void {
  if (state.placements.get(roundId)) throw broken('round-already-placed', { round: roundId });
  if (!state.blocks.has(block)) {
    const known = [...state.blocks.keys()];
    throw broken('block-unknown', { code: block, known: known.length === 0 ? null : known });
  }
}

function admitParticipation({ period, source }: DataOf<'ParticipationRecorded'>, today: LocalDate): void {
  admitSource(source, today);
  if (period !== null && firstDay(period) > today) {
    throw broken('in-future', { period: periodText(period), today });
  }
}

function mustBePlaced({ placements }: Registered, round: string): void {
  if (!placements.get(round)) throw broken('round-not-placed', { round });
}

function admitAmendment({ amendments }: Registered, { amendedOn }: DataOf<'PledgeItemAmended'>): void {
  if (amendments.has(amendedOn)) throw broken('amended-that-day', { day: amendedOn });
}

function keyOf(period: Period): string {
  return periodText(period).en;
}

function admitStanding({ standings }: Registered, { period }: DataOf<'PledgeStandingNoted'>, today: LocalDate): void {
  const said = periodText(period);
  if (standings.has(keyOf(period))) throw broken('standing-of-period', { period: said });
  if (firstDay(period) > today) throw broken('standing-in-future', { period: said, today });
}
