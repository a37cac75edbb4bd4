import type { Recorded } from '../../../src/history/event.js';
import { pledgeItemContracts, type PledgeItemEvent } from '../../../src/pledge-items/pledge-item.events.js';
import { made, type MadeRow, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type PledgeItemRow = Readonly<{
  term: number;
  number: string;
  title: string;
  title_note: string | null;
  department: string;
  /** JSON array of officers as printed. */
  officers: string;
  /** JSON arrays of texts, in the order noted. */
  problems: string;
  improvements: string;
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

const item = { term: 'integer', number: 'text' } as const;

export const pledgeItems = versionedTable<PledgeItemRow>({
  name: 'pledge_items',
  columns: {
    ...item,
    title: 'text',
    title_note: 'text?',
    department: 'text',
    officers: 'text',
    problems: 'text',
    improvements: 'text',
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

/** Pledge items, and how their sheets are laid out. */
export const pledgeItemsModel = versionedRows<PledgeItemEvent>({
  name: 'pledge-items',
  version: 1,
  tables: [pledgeItems, sheetBlocks, placements, participation],
  category: 'pledgeItem',
  contracts: pledgeItemContracts,
  rowsOf: (history) => {
    const registered = history.find((event) => event.type === 'PledgeItemRegistered');
    if (registered?.type !== 'PledgeItemRegistered') return [];
    const { term, number } = registered.data;
    return [
      made(pledgeItems, itemRow(history, registered)),
      ...history.flatMap((event) => layoutRows(event, { term, number })),
    ];
  },
});

function itemRow(
  history: readonly Recorded<PledgeItemEvent>[],
  { data }: Extract<PledgeItemEvent, { type: 'PledgeItemRegistered' }>,
): PledgeItemRow {
  const texts = (type: 'ProblemNoted' | 'ImprovementNoted') =>
    JSON.stringify(history.flatMap((event) => (event.type === type ? [event.data.text] : [])));
  return {
    term: data.term,
    number: data.number,
    title: data.title,
    title_note: data.titleNote,
    department: data.departmentAsPrinted,
    officers: JSON.stringify(data.officers),
    problems: texts('ProblemNoted'),
    improvements: texts('ImprovementNoted'),
  };
}

function layoutRows(event: Recorded<PledgeItemEvent>, of: { term: number; number: string }): readonly MadeRow[] {
  switch (event.type) {
    case 'SheetBlockDefined': {
      const { code, heading, period, order } = event.data;
      return [
        made(sheetBlocks, { ...of, code, heading, period_from: period.from, period_to: period.to, place: order }),
      ];
    }
    case 'RoundPlacedOnSheet': {
      const { roundId, block, order, heading, lines, suggestionHeading, suggestionLine } = event.data;
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
      const { kind, period, count, source } = event.data;
      const [period_from, period_to] = [period?.from ?? null, period?.to ?? null];
      return [
        made(participation, {
          ...of,
          event_id: event.id,
          kind,
          period_from,
          period_to,
          count,
          source: JSON.stringify(source),
        }),
      ];
    }
    default:
      return [];
  }
}
