import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import type { Page } from '../../asking/paging/page.js';
import type { Cell, CellTables } from './cell.queries.js';
import { type Explanation, explanation } from './explanation.queries.js';
import { TOTALS_MODELS } from './round-totals.queries.js';

export interface TotalsExplained extends Stated, Explanation {
  readonly cell: Cell;
}

/** A figure of the totals taken apart into the suggestions, meetings and events behind it. */
export class ExplainTotals extends Query<TotalsExplained> {
  constructor(
    readonly asked: Asked,
    readonly cell: Cell,
    /** Code or id of one round; undefined: all. */
    readonly round: string | undefined,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(ExplainTotals)
export class ExplainTotalsHandler implements IQueryHandler<ExplainTotals> {
  constructor(private readonly reports: Reports) {}

  execute({ asked, cell, round, page }: ExplainTotals): Promise<TotalsExplained> {
    return this.reports.read<CellTables, TotalsExplained>(TOTALS_MODELS, asked, async (db, stated) => {
      const roundIds = await roundsAsked(db, round, stated);
      return { ...stated, cell, ...(await explanation(db, cell, roundIds, stated.moment, page)) };
    });
  }
}
