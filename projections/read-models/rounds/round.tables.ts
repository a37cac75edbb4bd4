import type { Recorded } from '../../../src/history/event.js';
import { roundContracts, type RoundEvent } from '../../../src/rounds/round.events.js';
import { made, type MadeRow, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

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
}>;

export type CarriedRow = Readonly<{
  round_id: string;
  district: string;
  dongs: number;
  suggestions: number;
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
  },
  key: ['round_id'],
});

export const carriedTotals = versionedTable<CarriedRow>({
  name: 'carried_totals',
  columns: { round_id: 'text', district: 'text', dongs: 'integer', suggestions: 'integer', meetings: 'integer?' },
  key: ['round_id', 'district'],
});

/** Rounds and the carried totals of past ones. */
export const roundsModel = versionedRows<RoundEvent>({
  name: 'rounds',
  version: 1,
  tables: [rounds, carriedTotals],
  category: 'round',
  contracts: roundContracts,
  rowsOf: (history, stream) => rowsOf(history, stream.slice('round-'.length)),
});

function rowsOf(history: readonly Recorded<RoundEvent>[], roundId: string): readonly MadeRow[] {
  let row: RoundRow | undefined;
  let carried: CarriedRow[] = [];
  for (const event of history) {
    if (event.type === 'RoundOpened') {
      row = openedRow(event, roundId);
      carried = [];
    }
    if (!row) continue;
    if (event.type === 'CarriedTotalsRecorded') {
      carried = Object.entries(event.data.districts).map(([district, figures]) => ({
        round_id: roundId,
        district,
        ...figures,
      }));
      row = { ...row, source: JSON.stringify(event.data.source), carried_event_id: event.id };
    } else if (event.type === 'CarriedTotalsSuperseded') {
      row = { ...row, superseded_on: event.data.supersededOn, superseded_why: event.data.why };
    } else if (event.type === 'RoundClosed') {
      row = { ...row, closed_on: event.data.closedOn };
    }
  }
  return row ? [made(rounds, row), ...carried.map((figures) => made(carriedTotals, figures))] : [];
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
  };
}
