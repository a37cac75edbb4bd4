import {
  pledgeItemContracts,
  type PledgeItemEvent,
  pledgeItemOf,
} from '../../../src/pledge-items/pledge-item.events.js';
import {
  type Entry,
  made,
  type MadeRow,
  versionedRows,
  versionedTable,
} from '../../engine/read-model/versioned-rows.js';

export type PledgeItemRow = Readonly<{
  term: number;
  number: string;
  /** Ordinal of the entry that said so. */
  said: number;
  /** The day from which it holds; empty from the beginning. */
  valid_from: string;
  title: string;
  title_note: string | null;
  department: string;
  /** JSON array of officers as printed. */
  officers: string;
}>;

export type BlockRow = Readonly<{
  term: number;
  number: string;
  code: string;
  heading: string;
  period_from: string;
  period_to: string | null;
  place: number;
}>;

export type PlacementRow = Readonly<{
  term: number;
  number: string;
  round_id: string;
  block: string;
  place: number;
  heading: string | null;
  /** JSON array of lines; null where they are generated. */
  lines: string | null;
  suggestion_heading: string | null;
  /** JSON of a line; null where it is generated. */
  suggestion_line: string | null;
}>;

export type ParticipationRow = Readonly<{
  term: number;
  number: string;
  /** The entry that recorded it. */
  event_id: string;
  kind: string;
  period_from: string | null;
  period_to: string | null;
  count: number;
  /** JSON of where it was published. */
  source: string;
}>;

export type StandingRow = Readonly<{
  term: number;
  number: string;
  noted: number;
  period_from: string;
  period_to: string | null;
  state: string;
  rate_per_mille: number | null;
}>;

export type RemarkRow = Readonly<{
  term: number;
  number: string;
  round_id: string;
  row_name: string;
  remark: string;
}>;

/** A problem noted of an item, what is done about it, or what is planned. */
export type NoteRow = Readonly<{
  term: number;
  number: string;
  /** Ordinal of the entry that noted it: notes stand in this order. */
  noted: number;
  /** problem · improvement · plan */
  kind: string;
  text: string;
}>;

const item = { term: 'integer', number: 'text' } as const;

export const pledgeItems = versionedTable<PledgeItemRow>({
  name: 'pledge_items',
  columns: {
    ...item,
    said: 'integer',
    valid_from: 'text',
    title: 'text',
    title_note: 'text?',
    department: 'text',
    officers: 'text',
  },
  key: ['term', 'number', 'said'],
});

export const sheetBlocks = versionedTable<BlockRow>({
  name: 'sheet_blocks',
  columns: { ...item, code: 'text', heading: 'text', period_from: 'text', period_to: 'text?', place: 'integer' },
  key: ['term', 'number', 'code'],
});

export const placements = versionedTable<PlacementRow>({
  name: 'placements',
  columns: {
    ...item,
    round_id: 'text',
    block: 'text',
    place: 'integer',
    heading: 'text?',
    lines: 'text?',
    suggestion_heading: 'text?',
    suggestion_line: 'text?',
  },
  key: ['term', 'number', 'round_id'],
});

export const participation = versionedTable<ParticipationRow>({
  name: 'participation',
  columns: {
    ...item,
    event_id: 'text',
    kind: 'text',
    period_from: 'text?',
    period_to: 'text?',
    count: 'integer',
    source: 'text',
  },
  key: ['term', 'number', 'event_id'],
});

export const pledgeNotes = versionedTable<NoteRow>({
  name: 'pledge_notes',
  columns: { ...item, noted: 'integer', kind: 'text', text: 'text' },
  key: ['term', 'number', 'noted'],
});

export const pledgeStandings = versionedTable<StandingRow>({
  name: 'pledge_standings',
  columns: {
    ...item,
    noted: 'integer',
    period_from: 'text',
    period_to: 'text?',
    state: 'text',
    rate_per_mille: 'integer?',
  },
  key: ['term', 'number', 'noted'],
});

export const sheetRemarks = versionedTable<RemarkRow>({
  name: 'sheet_remarks',
  columns: { ...item, round_id: 'text', row_name: 'text', remark: 'text' },
  key: ['term', 'number', 'round_id', 'row_name'],
});

/** Pledge items, and how their sheets are laid out. Each entry makes a row of its own, or the last about a round does. */
export const pledgeItemsModel = versionedRows<PledgeItemEvent, Entry<PledgeItemEvent>>({
  name: 'pledge-items',
  version: 3,
  tables: [pledgeItems, sheetBlocks, placements, participation, pledgeNotes, pledgeStandings, sheetRemarks],
  category: 'pledgeItem',
  contracts: pledgeItemContracts,
  partOf,
  evolve: (_before, { type, data, id, ordinal }) => ({ type, data, id, ordinal }) as Entry<PledgeItemEvent>,
  rowsOf: (entry, stream) => rowsOf(entry, pledgeItemOf(stream)),
});

function partOf({ type, data, id }: Entry<PledgeItemEvent>): string {
  switch (type) {
    case 'RoundPlacedOnSheet':
    case 'RoundTakenOffSheet':
      return data.roundId;
    case 'RowRemarked':
      return `${data.roundId} ${data.row}`;
    default:
      return id;
  }
}

function rowsOf(
  entry: Entry<PledgeItemEvent>,
  of: { readonly term: number; readonly number: string },
): readonly MadeRow[] {
  switch (entry.type) {
    case 'PledgeItemRegistered': {
      return [made(pledgeItems, { ...of, said: entry.ordinal, valid_from: '', ...printed(entry.data) })];
    }
    case 'PledgeItemAmended': {
      const { amendedOn } = entry.data;
      return [made(pledgeItems, { ...of, said: entry.ordinal, valid_from: amendedOn, ...printed(entry.data) })];
    }
    case 'RoundTakenOffSheet':
      return [];
    case 'PledgeStandingNoted': {
      const { period, state, ratePerMille } = entry.data;
      const span = { period_from: period.from, period_to: period.to };
      return [made(pledgeStandings, { ...of, noted: entry.ordinal, ...span, state, rate_per_mille: ratePerMille })];
    }
    case 'RowRemarked': {
      const { roundId, row, remark } = entry.data;
      return remark === null ? [] : [made(sheetRemarks, { ...of, round_id: roundId, row_name: row, remark })];
    }
    case 'PlanNoted':
      return [made(pledgeNotes, { ...of, ...noted(entry), kind: 'plan' })];
    case 'SheetBlockDefined': {
      const { code, heading, period, order } = entry.data;
      return [
        made(sheetBlocks, { ...of, code, heading, period_from: period.from, period_to: period.to, place: order }),
      ];
    }
    case 'RoundPlacedOnSheet': {
      const { roundId, block, order, heading, lines, suggestionHeading, suggestionLine } = entry.data;
      return [
        made(placements, {
          ...of,
          round_id: roundId,
          block,
          place: order,
          heading,
          lines: lines && JSON.stringify(lines),
          suggestion_heading: suggestionHeading,
          suggestion_line: suggestionLine && JSON.stringify(suggestionLine),
        }),
      ];
    }
    case 'ParticipationRecorded': {
      const { kind, period, count, source } = entry.data;
      return [
        made(participation, {
          ...of,
          event_id: entry.id,
          kind,
          period_from: period?.from ?? null,
          period_to: period?.to ?? null,
          count,
          source: JSON.stringify(source),
        }),
      ];
    }
    case 'ProblemNoted':
      return [made(pledgeNotes, { ...of, ...noted(entry), kind: 'problem' })];
    case 'ImprovementNoted':
      return [made(pledgeNotes, { ...of, ...noted(entry), kind: 'improvement' })];
    default:
      // A type of a later program.
      entry satisfies never;
      return [];
  }
}

function printed({ title, titleNote, departmentAsPrinted, officers }: Printed) {
  return { title, title_note: titleNote, department: departmentAsPrinted, officers: JSON.stringify(officers) };
}

type Printed =
  | Extract<PledgeItemEvent, { type: 'PledgeItemAmended' }>['data']
  | Extract<PledgeItemEvent, { type: 'PledgeItemRegistered' }>['data'];

function noted({ ordinal, data }: Extract<Entry<PledgeItemEvent>, { readonly data: { readonly text: string } }>) {
  return { noted: ordinal, text: data.text };
}
