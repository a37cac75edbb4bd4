import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { firstDay, isDay, isMonth, lastDay } from '../../src/history/days.js';
import { aText } from '../../src/history/value-checks.js';
import { invalidParameter } from '../../src/http/problem.js';
import { FitsIfGiven } from '../../src/validation/fields.js';
import { MomentQuery } from '../moment/moment.query.js';
import { type DistrictTotals, GetDistrictTotals } from './get-district-totals.query.js';

const aBound = (value: unknown) => (isDay(value) || isMonth(value) ? undefined : 'must be a day or a month');

class DistrictTotalsQuery extends MomentQuery {
  @ApiPropertyOptional({ description: 'Code or id of a round; all unless said', example: 'resident-autonomy-2020H2' })
  @FitsIfGiven(aText(60))
  round?: string;

  @ApiPropertyOptional({ description: 'First day (or month) of what is counted', example: '2020-08' })
  @FitsIfGiven(aBound)
  from?: string;

  @ApiPropertyOptional({ description: 'Last day (or month) of what is counted', example: '2020-12' })
  @FitsIfGiven(aBound)
  to?: string;
}

@ApiTags('reports')
@Controller('v1/district-totals')
export class DistrictTotalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: '추진 동 and 건의사항 by round and district, of any moment' })
  totals(@Query() query: DistrictTotalsQuery): Promise<DistrictTotals> {
    const span = {
      from: query.from === undefined ? null : firstDay({ from: query.from, to: null }),
      to: query.to === undefined ? null : lastDay({ from: query.to, to: query.to }),
    };
    if (span.from !== null && span.to !== null && span.to < span.from) {
      throw invalidParameter('to', `must not lie before from: ${span.to} is before ${span.from}`);
    }
    return this.queries.execute(new GetDistrictTotals(query, span, query.round));
  }
}
