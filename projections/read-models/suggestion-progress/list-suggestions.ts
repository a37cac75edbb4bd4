import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Kysely } from 'kysely';
import { oneOf } from '../../../src/history/value-checks.js';
import { cursorAfter, numbersIn } from '../../../src/http/paging/cursor.js';
import { DEFAULT_LIMIT, FitsCursor, FitsLimit, nextCursor } from '../../../src/http/paging/page.js';
import * as shown from '../../../src/http/shown.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { REACTION_MODELS, type ReactionTables, underWay, underWayShown } from '../reactions/reaction.queries.js';
import { withNames } from './names-beside.js';
import { narrowingModels, type NarrowingTables, standingAsked } from './standing-asked.js';
import { suggestionsAt } from './suggestion-at.queries.js';
import { listed, suggestionTable } from './suggestion-table.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { idsOf, type Place, placesAt, type Sort, SORTS } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

class SuggestionsAsked extends SuggestionFilter {
  @ApiPropertyOptional({ enum: SORTS, description: 'The order; `-` turns it round', default: 'recorded' })
  @FitsIfGiven(oneOf(...SORTS))
  sort?: Sort;

  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

const suggestionList = shown.object({
  ...stated,
  ...underWayShown,
  suggestions: shown.list(listed),
  nextCursor,
});
export type SuggestionList = shown.Of<typeof suggestionList>;

/** Those that counted at a moment, as they stood. */
export const listSuggestions = question({
  name: 'ListSuggestions',
  summary: 'Suggestions that count (건의사항), a page at a time, as of a day, as known at a moment',
  tag: 'suggestions',
  path: 'v1/suggestions',
  asks: SuggestionsAsked,
  answers: suggestionList,
  table: suggestionTable,
  reads: (asked) => [...narrowingModels(asked), ...REACTION_MODELS],
  answer: ({ cursor, limit: most = String(DEFAULT_LIMIT), sort = 'recorded', ...filter }) => {
    const [list, limit] = [`suggestions-${sort}`, Number(most)] as const;
    const after = cursor === undefined ? undefined : (numbersIn(list, cursor, 2) as Place);
    return async (db: Kysely<SuggestionTables & NarrowingTables & ReactionTables>, stated) => {
      const asked = await standingAsked(db, filter, stated);
      // One more than asked for says whether there is a next page.
      const found = await placesAt(db, asked, { sort, after, limit: limit + 1 });
      const places = found.slice(0, limit);
      const shownAt = await suggestionsAt(db, await idsOf(db, places), stated.moment);
      const suggestions = await withNames(db, stated.moment, shownAt);
      const next = found.length > limit ? cursorAfter(list, ...places.at(-1)!) : null;
      return { ...stated, ...(await underWay(db)), suggestions, nextCursor: next };
    };
  },
});
