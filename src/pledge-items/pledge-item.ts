import { firstDay, type LocalDate, periodText } from '../history/days.js';
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
      readonly placements: GrowingMap<string, DataOf<'RoundPlacedOnSheet'>>;
      /** By number: two like records are two facts. */
      readonly participation: GrowingMap<number, DataOf<'ParticipationRecorded'>>;
      /** By what they say. */
      readonly problems: GrowingMap<string, DataOf<'ProblemNoted'>>;
      readonly improvements: GrowingMap<string, DataOf<'ImprovementNoted'>>;
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
    case 'ProblemNoted':
    case 'ImprovementNoted':
      return;
    default:
      return unknownType(event, undefined);
  }
}

function admitPlacement(state: Registered, { roundId, block }: DataOf<'RoundPlacedOnSheet'>): void {
  if (state.placements.has(roundId)) throw broken('round-already-placed', { round: roundId });
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
