import type { Kysely } from 'kysely';
import { pageOf } from '../../../src/http/paging/page.js';
import { question } from '../../asking/question.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import type { CellTables } from './cell.queries.js';
import { difference } from './difference.queries.js';
import { TOTALS_MODELS } from './round-totals.queries.js';
import { cellOf, DifferenceAsked } from './totals-asked.js';

export const compareTotals = question({
  name: 'CompareTotals',
  summary: 'A figure of the totals at two moments, and the events that made the difference',
  tag: 'reports',
  path: 'v1/district-totals/difference',
  asks: DifferenceAsked,
  reads: TOTALS_MODELS,
  answer: (asked) => {
    const cell = cellOf(asked);
    const page = pageOf(`difference-of-${cell.figure}`, asked);
    return async (db: Kysely<CellTables>, stated, since) => {
      const until = stated.moment;
      // Named by what was known at the later of the two moments.
      const named = since.knownAt.ordinal > until.knownAt.ordinal ? { ...stated, moment: since } : stated;
      const roundIds = await roundsAsked(db, asked.round, named);
      return { ...stated, cell, ...(await difference(db, cell, roundIds, { since, until }, page)) };
    };
  },
});
