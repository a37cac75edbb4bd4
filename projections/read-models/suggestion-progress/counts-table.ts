import type { TableOf } from '../../../src/http/csv.js';
import { type CountedCell, countedColumns } from './counted-names.js';

interface Cell extends CountedCell {
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
  asked: countedColumns,
  columns: [
    { key: 'count', header: { ko: '건수', en: 'Count' }, of: ({ count }) => count },
    { key: 'share', header: { ko: '비율(%)', en: 'Share (%)' }, of: ({ share }) => share },
  ],
};
