import type { Kysely } from 'kysely';
import { idOf } from '../../../src/http/thing-id.js';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { question } from '../../asking/question.js';
import { notKnown, type Stated } from '../../asking/stated.js';
import { suggestionById, type SuggestionTables, type SuggestionView } from './suggestion.queries.js';

export interface SuggestionProgress extends Stated {
  readonly suggestion: SuggestionView;
}

/** As it stands at the last event applied. */
export const getSuggestion = question({
  name: 'GetSuggestion',
  summary: "A suggestion's progress (처리현황), with its ETag for If-Match",
  tag: 'suggestions',
  path: 'v1/suggestions/:suggestionId',
  parameters: { suggestionId: idOf({ ko: '건의사항', en: 'suggestion' }) },
  asks: AfterQuery,
  reads: ['suggestion-progress'],
  answer:
    ({ suggestionId }) =>
    async (db: Kysely<SuggestionTables>, stated): Promise<SuggestionProgress> => {
      const suggestion = await suggestionById(db, suggestionId);
      if (suggestion) return { ...stated, suggestion };
      throw notKnown(`There is no suggestion ${suggestionId}.`, stated);
    },
  revision: ({ suggestion }) => suggestion.revision,
});
