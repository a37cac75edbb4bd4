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

/** A problem noted of an item, or what is done about it. */
export type NoteRow = Readonly<{
  term: number;
  number: string;
  /** Ordinal of the entry that noted it: notes stand in this order. */
  noted: number;
  /** problem · improvement */
  kind: string;
  text: string;
}>;

const item = { term: 'integer', number: 'text' } as const;

export const pledgeItems = versionedTable<PledgeItemRow>({
  name: 'pledge_items',
  columns: {
    ...item,
    title: 'text',
    title_note: 'text?',
    department: 'text',
    officers: 'text',
  },
  key: ['term', 'number'],
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

/** Pledge items, and how their sheets are laid out. Each entry makes a row of its own. */
export const pledgeItemsModel = versionedRows<PledgeItemEvent, Entry<PledgeItemEvent>>({
  name: 'pledge-items',
  version: 2,
  tables: [pledgeItems, sheetBlocks, placements, participation, pledgeNotes],
  category: 'pledgeItem',
  contracts: pledgeItemContracts,
  partOf: ({ id }) => id,
  evolve: (_before, { type, data, id, ordinal }) => ({ type, data, id, ordinal }) as Entry<PledgeItemEvent>,
  rowsOf: (entry, stream) => [rowOf(entry, pledgeItemOf(stream))],
});

function rowOf(entry: Entry<PledgeItemEvent>, of: { readonly term: number; readonly number: string }): MadeRow {
  switch (entry.type) {
    case 'PledgeItemRegistered': {
      const { title, titleNote, departmentAsPrinted, officers } = entry.data;
      const printed = { title, title_note: titleNote, department: departmentAsPrinted };
      return made(pledgeItems, { ...of, ...printed, officers: JSON.stringify(officers) });
    }
    case 'SheetBlockDefined': {
      const { code, heading, period, order } = entry.data;
      return made(sheetBlocks, { ...of, code, heading, period_from: period.from, period_to: period.to, place: order });
    }
    case 'RoundPlacedOnSheet': {
      const { roundId, block, order, heading, lines, suggestionHeading, suggestionLine } = entry.data;
      return made(placements, {
        ...of,
        round_id: roundId,
        block,
        place: order,
        heading,
        lines: lines && JSON.stringify(lines),
        suggestion_heading: suggestionHeading,
        suggestion_line: suggestionLine && JSON.stringify(suggestionLine),
      });
    }
    case 'ParticipationRecorded': {
      const { kind, period, count, source } = entry.data;
      return made(participation, {
        ...of,
        event_id: entry.id,
        kind,
        period_from: period?.from ?? null,
        period_to: period?.to ?? null,
        count,
        source: JSON.stringify(source),
      });
    }
    case 'ProblemNoted':
      return made(pledgeNotes, { ...of, ...noted(entry), kind: 'problem' });
    case 'ImprovementNoted':
      return made(pledgeNotes, { ...of, ...noted(entry), kind: 'improvement' });
    default:
      return entry satisfies never;
  }
}

function noted({ ordinal, data }: Extract<Entry<PledgeItemEvent>, { readonly data: { readonly text: string } }>) {
  return { noted: ordinal, text: data.text };
}
