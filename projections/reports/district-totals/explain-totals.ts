import type { Kysely } from 'kysely';
import { pageOf } from '../../../src/http/paging/page.js';
import * as shown from '../../../src/http/shown.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import { placesMustBeKnown } from '../../read-models/suggestion-progress/names-asked.js';
import { cellAsked, type CellTables } from './cell.queries.js';
import { explained, explanation } from './explanation.queries.js';
import { TOTALS_MODELS } from './round-totals.queries.js';
import { cellOf, ExplanationAsked } from './totals-asked.js';

export const explainTotals = question({
  name: 'ExplainTotals',
  summary: 'A figure of the totals, taken apart into what stands behind it',
  tag: 'reports',
  path: 'v1/district-totals/explain',
  asks: ExplanationAsked,
  answers: shown.object({ ...stated, cell: cellAsked, ...explained }),
  reads: TOTALS_MODELS,
  answer: (asked) => {
    const cell = cellOf(asked);
    const page = pageOf(`explanation-of-${cell.figure}`, asked);
    return async (db: Kysely<CellTables>, stated) => {
      await placesMustBeKnown(db, cell, stated);
      const roundIds = await roundsAsked(db, asked.round, stated);
      return { ...stated, cell, ...(await explanation(db, cell, roundIds, stated.moment, page)) };
    };
  },
});
