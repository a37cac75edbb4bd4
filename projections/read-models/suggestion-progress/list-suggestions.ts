import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Kysely } from 'kysely';
import { aText, aUuid, oneOf } from '../../../src/history/value-checks.js';
import { aDistrictCode, aDongCode } from '../../../src/jurisdiction/jurisdiction.events.js';
import { COUNTED_STATUSES } from '../../../src/suggestions/handling-status.js';
import { aDepartmentCode } from '../../../src/organisation/organisation.events.js';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import * as shown from '../../../src/http/shown.js';
import { cursorAfter } from '../../../src/http/paging/cursor.js';
import { FitsCursor, FitsLimit, nextCursor, pageOf } from '../../../src/http/paging/page.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { REACTION_MODELS, type ReactionTables, underWay, underWayShown } from '../reactions/reaction.queries.js';
import { roundsAsked } from '../rounds/round.queries.js';
import { mustBeKnown, type NamedTables } from './names-asked.js';
import { suggestion, suggestionsPage, type SuggestionTables } from './suggestion.queries.js';

class SuggestionsAsked extends AfterQuery {
  @ApiPropertyOptional({ description: 'Code or id of a round' })
  @FitsIfGiven(aText(60))
  round?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @FitsIfGiven(aUuid)
  meetingId?: string;

  @ApiPropertyOptional({ example: '41281' })
  @FitsIfGiven(aDistrictCode)
  district?: string;

  @ApiPropertyOptional({ example: '4128151000' })
  @FitsIfGiven(aDongCode)
  dong?: string;

  @ApiPropertyOptional({ enum: COUNTED_STATUSES, description: '처리현황' })
  @FitsIfGiven(oneOf(...COUNTED_STATUSES))
  status?: string;

  @ApiPropertyOptional({ description: 'Code of a department (소관부서)' })
  @FitsIfGiven(aDepartmentCode)
  department?: string;

  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Those whose day lies ahead too; they are marked' })
  @FitsIfGiven(oneOf('true', 'false'))
  ahead?: string;

  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

const suggestionList = shown.object({ ...stated, ...underWayShown, suggestions: shown.list(suggestion), nextCursor });
export type SuggestionList = shown.Of<typeof suggestionList>;

/** As they stand at the last event applied. */
export const listSuggestions = question({
  name: 'ListSuggestions',
  summary: 'Suggestions that count (건의사항), a page at a time',
  tag: 'suggestions',
  path: 'v1/suggestions',
  asks: SuggestionsAsked,
  answers: suggestionList,
  reads: [
    'suggestion-progress',
    'suggestion-numbers',
    'rounds',
    'meetings',
    'jurisdiction',
    'organisation',
    ...REACTION_MODELS,
  ],
  answer: ({ cursor, limit: most, round, ahead, ...filter }) => {
    const { after, limit } = pageOf('suggestions', { cursor, limit: most });
    return async (db: Kysely<SuggestionTables & NamedTables & ReactionTables>, stated) => {
      const [roundId] = (await roundsAsked(db, round, stated)) ?? [];
      await mustBeKnown(db, filter, stated);
      const wanted = { ...filter, roundId, ahead: ahead === 'true' };
      // One more than asked for says whether there is a next page.
      const found = await suggestionsPage(db, wanted, { after, limit: limit + 1 }, stated.moment.asOf);
      const suggestions = found.slice(0, limit);
      const next = found.length > limit ? cursorAfter('suggestions', suggestions.at(-1)!.firstOrdinal) : null;
      return { ...stated, ...(await underWay(db)), suggestions, nextCursor: next };
    };
  },
});
