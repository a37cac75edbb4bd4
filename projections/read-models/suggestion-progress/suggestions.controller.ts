import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { aText, aUuid, oneOf } from '../../../src/history/value-checks.js';
import { aDistrictCode, aDongCode } from '../../../src/jurisdiction/jurisdiction.events.js';
import { type Answer, atRevision } from '../../../src/http/answer.js';
import { ThingId } from '../../../src/http/thing-id.js';
import { HANDLING_STATUSES } from '../../../src/suggestions/handling-status.js';
import { FitsIfGiven } from '../../../src/validation/fields.js';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsCursor, FitsLimit, pageOf } from '../../asking/paging/page.js';
import { GetSuggestion, type Suggestion } from './get-suggestion.query.js';
import { ListSuggestions, type Suggestions } from './list-suggestions.query.js';

class SuggestionsQuery extends AfterQuery {
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

  @ApiPropertyOptional({ enum: HANDLING_STATUSES, description: '처리현황' })
  @FitsIfGiven(oneOf(...HANDLING_STATUSES))
  status?: string;

  @ApiPropertyOptional({ description: 'Code of a department (소관부서)' })
  @FitsIfGiven(aText(40))
  department?: string;

  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

@ApiTags('suggestions')
@Controller('v1/suggestions')
export class SuggestionReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Suggestions that count (건의사항), a page at a time' })
  list(@Query() query: SuggestionsQuery): Promise<Suggestions> {
    const { cursor, limit, after, ...filter } = query;
    return this.queries.execute(new ListSuggestions(filter, pageOf('suggestions', { cursor, limit }), { after }));
  }

  @Get(':suggestionId')
  @ApiOperation({ summary: "A suggestion's progress (처리현황), with its ETag for If-Match" })
  async one(
    @Param('suggestionId', new ThingId('suggestion')) id: string,
    @Query() query: AfterQuery,
  ): Promise<Answer<Suggestion>> {
    const answer = await this.queries.execute(new GetSuggestion(id, query));
    return atRevision(answer, answer.suggestion.revision);
  }
}
