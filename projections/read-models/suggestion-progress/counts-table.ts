import type { Column, TableOf } from '../../../src/http/csv.js';
import { countedName } from './counted-names.js';

interface Cell {
  readonly of: Readonly<Record<string, string | null>>;
  readonly count: number;
  readonly share: number;
}

interface Counts {
  readonly by: readonly string[];
  readonly cells: readonly Cell[];
}

/** A cell a line: what it is counted by, how many, and the share. */
export const countsTable: TableOf<Counts, Cell> = {
  file: { ko: '건의사항 집계', en: 'suggestion-counts' },
  rows: ({ cells }) => cells,
  asked: ({ by }) =>
    by.map((name): Column<Cell> => ({ key: name, header: countedName(name), of: ({ of }) => of[name] })),
  columns: [
    { key: 'count', header: { ko: '건수', en: 'Count' }, of: ({ count }) => count },
    { key: 'share', header: { ko: '비율(%)', en: 'Share (%)' }, of: ({ share }) => share },
  ],
};
