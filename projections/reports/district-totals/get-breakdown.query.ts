import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import { type Breakdown, breakdown, type BreakdownTables, type By } from './breakdown.queries.js';
import type { Span } from './carried-figure.js';
import { TOTALS_MODELS } from './round-totals.queries.js';

/** Totals over rounds by dong, by month of the day raised, or by handling status. */
export interface TotalsBreakdown extends Breakdown, Span, Stated {}

export class GetBreakdown extends Query<TotalsBreakdown> {
  constructor(
    readonly asked: Asked,
    readonly span: Span,
    readonly by: By,
    /** Code or id of one round; undefined: all. */
    readonly round: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetBreakdown)
export class GetBreakdownHandler implements IQueryHandler<GetBreakdown> {
  constructor(private readonly reports: Reports) {}

  execute({ asked, span, by, round }: GetBreakdown): Promise<TotalsBreakdown> {
    return this.reports.read<BreakdownTables, TotalsBreakdown>(TOTALS_MODELS, asked, async (db, stated) => {
      const roundIds = await roundsAsked(db, round, stated);
      return { ...stated, ...span, ...(await breakdown(db, { moment: stated.moment, span, roundIds }, by)) };
    });
  }
}
