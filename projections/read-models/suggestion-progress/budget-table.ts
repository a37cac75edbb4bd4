import type { TableOf } from '../../../src/http/csv.js';
import { type CountedCell, countedColumns } from './counted-names.js';

interface Cell extends CountedCell {
  readonly lines: number;
  readonly won: number;
}

interface Sums {
  readonly by: readonly string[];
  readonly cells: readonly Cell[];
}

/** A cell a line: what it is added up by, how many budget lines, and what they come to. */
export const budgetTable: TableOf<Sums, Cell> = {
  file: { ko: '소요예산', en: 'budget' },
  rows: ({ cells }) => cells,
  asked: countedColumns,
  columns: [
    { key: 'lines', header: { ko: '예산 줄', en: 'Budget lines' }, of: ({ lines }) => lines },
    { key: 'won', header: { ko: '금액(원)', en: 'Won' }, of: ({ won }) => won },
  ],
};
