import type { Kysely } from 'kysely';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsCursor, FitsLimit, pageOf } from '../../../src/http/paging/page.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import {
  DISAGREEMENT_MODELS,
  disagreementsNow,
  type DisagreementsPage,
  type DisagreementTables,
} from './disagreement.queries.js';

class DisagreementsAsked extends AfterQuery {
  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

export interface DisagreementList extends Stated, DisagreementsPage {}

export const listDisagreements = question({
  name: 'ListDisagreements',
  summary: 'What was recorded and other records no longer bear out, a page at a time',
  description:
    'What one record disagrees with is on one page, and so are all of the sheets: it may hold more than its limit.',
  tag: 'history and corrections',
  path: 'v1/disagreements',
  asks: DisagreementsAsked,
  reads: DISAGREEMENT_MODELS,
  answer: (asked) => {
    const page = pageOf('disagreements', asked);
    return async (db: Kysely<DisagreementTables>, stated): Promise<DisagreementList> => ({
      ...stated,
      ...(await disagreementsNow(db, stated, page)),
    });
  },
});
