import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AfterQuery } from '../../../src/validation/after-query.js';
import { FitsCursor, FitsLimit, pageOf } from '../../asking/paging/page.js';
import { type Disagreements, ListDisagreements } from './list-disagreements.query.js';

class DisagreementsQuery extends AfterQuery {
  @FitsCursor()
  cursor?: string;

  @FitsLimit()
  limit?: string;
}

@ApiTags('history and corrections')
@Controller('v1/disagreements')
export class DisagreementsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'What was recorded and other records no longer bear out, a page at a time',
    description:
      'What one record disagrees with is on one page, and so are all of the sheets: it may hold more than its limit.',
  })
  list(@Query() { after, ...page }: DisagreementsQuery): Promise<Disagreements> {
    return this.queries.execute(new ListDisagreements(pageOf('disagreements', page), { after }));
  }
}
