import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { idOf, SUGGESTION_NAMED } from '../../../src/http/thing-id.js';
import { suggestionStream } from '../../../src/suggestions/suggestion.events.js';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { question } from '../../asking/question.js';
import { notKnown, stated } from '../../asking/stated.js';
import { type DocumentTables, documentsOf, documentsShown } from '../documents/document.queries.js';
import { suggestion, suggestionById, type SuggestionTables } from './suggestion.queries.js';

const suggestionProgress = shown.object({ ...stated, suggestion, ...documentsShown });
export type SuggestionProgress = shown.Of<typeof suggestionProgress>;

/** As it stands at the last event applied. */
export const getSuggestion = question({
  name: 'GetSuggestion',
  summary: "A suggestion's progress (처리현황), with its ETag for If-Match",
  tag: 'suggestions',
  path: 'v1/suggestions/:suggestionId',
  parameters: { suggestionId: { ...idOf({ ko: '건의사항', en: 'suggestion' }), ...SUGGESTION_NAMED } },
  asks: AfterQuery,
  answers: suggestionProgress,
  reads: ['suggestion-progress', 'suggestion-numbers', 'documents'],
  answer:
    ({ suggestionId }) =>
    async (db: Kysely<SuggestionTables & DocumentTables>, stated) => {
      const found = await suggestionById(db, suggestionId, stated.moment.asOf);
      if (found)
        return { ...stated, suggestion: found, ...(await documentsOf(db, suggestionStream(found.id), stated)) };
      throw notKnown(
        { ko: `건의사항 ${suggestionId}이(가) 없습니다.`, en: `There is no suggestion ${suggestionId}.` },
        stated,
      );
    },
  revision: (answer) => answer.suggestion.revision,
});
