import type { Kysely } from 'kysely';
import { pageOf } from '../../../src/http/paging/page.js';
import * as shown from '../../../src/http/shown.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import { placesMustBeKnown } from '../../read-models/suggestion-progress/names-asked.js';
import { cellAsked, type CellTables } from './cell.queries.js';
import { difference, differing } from './difference.queries.js';
import { TOTALS_MODELS } from './round-totals.queries.js';
import { cellOf, DifferenceAsked } from './totals-asked.js';

export const compareTotals = question({
  name: 'CompareTotals',
  summary: 'A figure of the totals at two moments, and the events that made the difference',
  tag: 'reports',
  path: 'v1/district-totals/difference',
  asks: DifferenceAsked,
  answers: shown.object({ ...stated, cell: cellAsked, ...differing }),
  reads: TOTALS_MODELS,
  answer: (asked) => {
    const cell = cellOf(asked);
    const page = pageOf(`difference-of-${cell.figure}`, asked);
    return async (db: Kysely<CellTables>, until, since) => {
      // Named by what was known at the later of the two moments.
      const named = since.knownAt.ordinal > until.moment.knownAt.ordinal ? { ...until, moment: since } : until;
      await placesMustBeKnown(db, cell, named);
      const roundIds = await roundsAsked(db, asked.round, named);
      return { ...until, cell, ...(await difference(db, cell, roundIds, { since, until: until.moment }, page)) };
    };
  },
});
