import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MomentQuery } from '../../asking/moment/moment-asked.js';
import { type Districts, ListDistricts } from './list-districts.query.js';

@ApiTags('jurisdiction')
@Controller('v1/districts')
export class JurisdictionReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: 'Districts (구) and their dongs (동) as of a day' })
  list(@Query() query: MomentQuery): Promise<Districts> {
    return this.queries.execute(new ListDistricts(query));
  }
}
