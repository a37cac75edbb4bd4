import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { aText } from '../../src/history/value-checks.js';
import { FitsIfGiven } from '../../src/validation/fields.js';
import { type Disagreements, ListDisagreements } from './list-disagreements.query.js';

class DisagreementsQuery {
  @ApiPropertyOptional({ description: "A command's position that the answer must have seen; waited for, then 503" })
  @FitsIfGiven(aText(64))
  after?: string;
}

@ApiTags('history and corrections')
@Controller('v1/disagreements')
export class DisagreementsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'What was recorded and other records no longer bear out' })
  list(@Query() query: DisagreementsQuery): Promise<Disagreements> {
    return this.queries.execute(new ListDisagreements(query));
  }
}
