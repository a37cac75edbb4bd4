import type { Kysely } from 'kysely';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsCursor, FitsLimit, pageOf } from '../../../src/http/paging/page.js';
import * as shown from '../../../src/http/shown.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import {
  DISAGREEMENT_MODELS,
  disagreementsNow,
  disagreementsPage,
  type DisagreementTables,
} from './disagreement.queries.js';

class DisagreementsAsked extends AfterQuery {
  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

const disagreementList = shown.object({ ...stated, ...disagreementsPage });
export type DisagreementList = shown.Of<typeof disagreementList>;

export const listDisagreements = question({
  name: 'ListDisagreements',
  summary: 'What was recorded and other records no longer bear out, a page at a time',
  description:
    'What one record disagrees with is on one page, and so are all of the sheets: it may hold more than its limit.',
  tag: 'history and corrections',
  path: 'v1/disagreements',
  asks: DisagreementsAsked,
  answers: disagreementList,
  reads: DISAGREEMENT_MODELS,
  answer: (asked) => {
    const page = pageOf('disagreements', asked);
    return async (db: Kysely<DisagreementTables>, stated) => ({
      ...stated,
      ...(await disagreementsNow(db, stated, page)),
    });
  },
});
