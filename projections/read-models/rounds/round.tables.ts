import { roundContracts, type RoundEvent } from '../../../src/rounds/round.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type RoundRow = Readonly<{
  round_id: string;
  code: string;
  counting: string;
  kind_code: string;
  kind_ko: string;
  kind_en: string;
  participants: string;
  agenda: string;
  /** Bounds as given: days or months. */
  meetings_from: string;
  meetings_to: string | null;
  suggestions_from: string;
  suggestions_to: string | null;
  participation_kind: string | null;
  closed_on: string | null;
  superseded_on: string | null;
  superseded_why: string | null;
  /** JSON of where the carried totals were published; null where none are recorded. */
  source: string | null;
  /** The entry that recorded the carried totals. */
  carried_event_id: string | null;
  /** JSON of the carried figures of the whole city; null where the districts' sum is. */
  city_wide: string | null;
  /** JSON of what was printed besides. */
  splits: string;
}>;

export type CarriedRow = Readonly<{
  round_id: string;
  district: string;
  dongs: number | null;
  suggestions: number | null;
  meetings: number | null;
}>;

export const rounds = versionedTable<RoundRow>({
  name: 'rounds',
  columns: {
    round_id: 'text',
    code: 'text',
    counting: 'text',
    kind_code: 'text',
    kind_ko: 'text',
    kind_en: 'text',
    participants: 'text',
    agenda: 'text',
    meetings_from: 'text',
    meetings_to: 'text?',
    suggestions_from: 'text',
    suggestions_to: 'text?',
    participation_kind: 'text?',
    closed_on: 'text?',
    superseded_on: 'text?',
    superseded_why: 'text?',
    source: 'text?',
    carried_event_id: 'text?',
    city_wide: 'text?',
    splits: 'text',
  },
  key: ['round_id'],
});

export const carriedTotals = versionedTable<CarriedRow>({
  name: 'carried_totals',
  columns: { round_id: 'text', district: 'text', dongs: 'integer?', suggestions: 'integer?', meetings: 'integer?' },
  key: ['round_id', 'district'],
});

/** What a round's stream has come to. */
interface RoundState {
  readonly round: RoundRow;
  readonly carried: readonly CarriedRow[];
}

/** Rounds and the carried totals of past ones. */
export const roundsModel = versionedRows<RoundEvent, RoundState>({
  name: 'rounds',
  version: 3,
  tables: [rounds, carriedTotals],
  category: 'round',
  contracts: roundContracts,
  evolve,
  rowsOf: ({ round, carried }) => [made(rounds, round), ...carried.map((figures) => made(carriedTotals, figures))],
});

function evolve(state: RoundState | undefined, event: Entry<RoundEvent>, stream: string): RoundState | undefined {
  const round_id = stream.slice('round-'.length);
  if (event.type === 'RoundOpened') return { round: openedRow(event, round_id), carried: [] };
  if (!state) return undefined;
  const { round } = state;
  switch (event.type) {
    case 'CarriedTotalsRecorded': {
      const { districts, cityWide, splits, source } = event.data;
      const printed = { city_wide: cityWide && JSON.stringify(cityWide), splits: JSON.stringify(splits) };
      return {
        round: { ...round, ...printed, source: JSON.stringify(source), carried_event_id: event.id },
        carried: Object.entries(districts).map(([district, figures]) => ({ round_id, district, ...figures })),
      };
    }
    case 'CarriedTotalsSuperseded': {
      const { supersededOn, why } = event.data;
      return { ...state, round: { ...round, superseded_on: supersededOn, superseded_why: why } };
    }
    case 'RoundClosed':
      return { ...state, round: { ...round, closed_on: event.data.closedOn } };
    default:
      return event satisfies never;
  }
}

function openedRow({ data }: Extract<RoundEvent, { type: 'RoundOpened' }>, roundId: string): RoundRow {
  return {
    round_id: roundId,
    code: data.code,
    counting: data.counting,
    kind_code: data.kind.code,
    kind_ko: data.kind.ko,
    kind_en: data.kind.en,
    participants: data.participants,
    agenda: data.agenda,
    meetings_from: data.meetingPeriod.from,
    meetings_to: data.meetingPeriod.to,
    suggestions_from: data.suggestionPeriod.from,
    suggestions_to: data.suggestionPeriod.to,
    participation_kind: data.participationKind,
    closed_on: null,
    superseded_on: null,
    superseded_why: null,
    source: null,
    carried_event_id: null,
    city_wide: null,
    splits: '[]',
  };
}
