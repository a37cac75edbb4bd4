import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { idOf, SUGGESTION_NAMED } from '../../../src/http/thing-id.js';
import { suggestionStream } from '../../../src/suggestions/suggestion.events.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { notKnown, stated } from '../../asking/stated.js';
import { type DocumentTables, documentsOf, documentsShown } from '../documents/document.queries.js';
import type { PolicyTables } from '../policies/policy.queries.js';
import { namesBeside, NAMING_MODELS, type NamingTables, withNames } from './names-beside.js';
import { suggestionAtMoment, suggestionsAt } from './suggestion-at.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

const suggestionProgress = shown.object({
  ...stated,
  suggestion: shown.object({ ...suggestionAtMoment, ...namesBeside }),
  ...documentsShown,
});
export type SuggestionProgress = shown.Of<typeof suggestionProgress>;

/** As of a day, as known at a moment. */
export const getSuggestion = question({
  name: 'GetSuggestion',
  summary: "A suggestion's progress (처리현황) and its clock (답변 기한), with its ETag for If-Match",
  tag: 'suggestions',
  path: 'v1/suggestions/:suggestionId',
  parameters: { suggestionId: { ...idOf({ ko: '건의사항', en: 'suggestion' }), ...SUGGESTION_NAMED } },
  asks: MomentAsked,
  answers: suggestionProgress,
  reads: ['suggestion-progress', 'suggestion-numbers', 'documents', 'policies', ...NAMING_MODELS],
  answer:
    ({ suggestionId }) =>
    async (db: Kysely<SuggestionTables & DocumentTables & PolicyTables & NamingTables>, stated) => {
      const [found] = await withNames(db, stated.moment, await suggestionsAt(db, [suggestionId], stated.moment));
      if (found)
        return { ...stated, suggestion: found, ...(await documentsOf(db, suggestionStream(found.id), stated)) };
      throw notKnown(
        { ko: `건의사항 ${suggestionId}이(가) 없습니다.`, en: `There is no suggestion ${suggestionId}.` },
        stated,
      );
    },
  revision: (answer) => answer.suggestion.revision,
});
