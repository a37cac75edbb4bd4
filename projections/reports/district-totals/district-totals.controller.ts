import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { pageOf } from '../../asking/paging/page.js';
import { CompareTotals, type TotalsCompared } from './compare-totals.query.js';
import { cellOf, DifferenceQuery, DistrictTotalsQuery, ExplainQuery, spanOf } from './district-totals.requests.js';
import { ExplainTotals, type TotalsExplained } from './explain-totals.query.js';
import { GetBreakdown, type TotalsBreakdown } from './get-breakdown.query.js';
import { type DistrictTotals, GetDistrictTotals } from './get-district-totals.query.js';

@ApiTags('reports')
@Controller('v1/district-totals')
export class DistrictTotalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({ summary: '추진 동 and 건의사항 by round and district, or by dong, month or status, of any moment' })
  totals(@Query() query: DistrictTotalsQuery): Promise<DistrictTotals | TotalsBreakdown> {
    const { by = 'round', round } = query;
    if (by === 'round') return this.queries.execute(new GetDistrictTotals(query, spanOf(query), round));
    return this.queries.execute(new GetBreakdown(query, spanOf(query), by, round));
  }

  @Get('explain')
  @ApiOperation({ summary: 'A figure of the totals, taken apart into what stands behind it' })
  explain(@Query() query: ExplainQuery): Promise<TotalsExplained> {
    const cell = cellOf(query);
    return this.queries.execute(
      new ExplainTotals(query, cell, query.round, pageOf(`explanation-of-${cell.figure}`, query)),
    );
  }

  @Get('difference')
  @ApiOperation({ summary: 'A figure of the totals at two moments, and the events that made the difference' })
  difference(@Query() query: DifferenceQuery): Promise<TotalsCompared> {
    const cell = cellOf(query);
    return this.queries.execute(
      new CompareTotals(query, cell, query.round, pageOf(`difference-of-${cell.figure}`, query)),
    );
  }
}
