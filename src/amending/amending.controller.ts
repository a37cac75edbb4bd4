import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { EndOfLog } from '../health/end-of-log.js';
import { type Answer, atRevision } from '../http/answer.js';
import { FitsCursor, FitsLimit, pageOf } from '../http/paging/page.js';
import { schemaOf } from '../http/shown.js';
import { AfterQuery } from '../validation/after-query.js';
import { TOLD } from './amendable.js';
import { EntryHistories, historyOf, historyPage, type HistoryPage } from './entry-history.js';

const COLLECTION = { name: 'collection', enum: TOLD };
const ID = {
  name: 'id',
  description:
    "Id; a round's id or code; term and number of a pledge item (7-2-2-4); the code of a district, dong or department; the city's code of a jurisdiction, an organisation or policies",
};

/** The event store itself has seen every position of the log; a moment is refused, for a history is whole. */
class HistoryQuery extends AfterQuery {
  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

/** What was recorded of one thing, entry by entry. */
@ApiTags('history and corrections')
@Controller('v1/:collection/:id')
export class AmendingController {
  constructor(
    private readonly histories: EntryHistories,
    private readonly endOfLog: EndOfLog,
  ) {}

  @Get('history')
  @ApiParam(COLLECTION)
  @ApiParam(ID)
  @ApiOperation({
    operationId: 'readHistory',
    summary: 'Every entry as recorded, corrections and voided entries among them, a page at a time',
  })
  @ApiOkResponse({ description: 'A page of it', schema: schemaOf(historyPage) })
  async history(
    @Query() { cursor, limit, after }: HistoryQuery,
    @Param('collection') collection: string,
    @Param('id') id: string,
  ): Promise<Answer<HistoryPage>> {
    const page = pageOf(historyOf(collection, id), { cursor, ...(limit === undefined ? {} : { limit }) });
    if (after !== undefined) await this.endOfLog.refuseBeyond(after);
    const { revision, ...history } = await this.histories.of(collection, id, page);
    return atRevision(history, revision);
  }
}
