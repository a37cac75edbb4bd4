import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import type { Page } from '../../asking/paging/page.js';
import type { Cell, CellTables } from './cell.queries.js';
import { type Difference, difference } from './difference.queries.js';
import { TOTALS_MODELS } from './round-totals.queries.js';

export interface TotalsCompared extends Stated, Difference {
  readonly cell: Cell;
}

/** The same figure at two moments, and the events that made the difference. */
export class CompareTotals extends Query<TotalsCompared> {
  constructor(
    readonly asked: Asked & { readonly sinceAsOf?: string | undefined; readonly sinceKnownAt?: string | undefined },
    readonly cell: Cell,
    /** Code or id of one round; undefined: all. */
    readonly round: string | undefined,
    readonly page: Page,
  ) {
    super();
  }
}

@QueryHandler(CompareTotals)
export class CompareTotalsHandler implements IQueryHandler<CompareTotals> {
  constructor(private readonly reports: Reports) {}

  execute({ asked, cell, round, page }: CompareTotals): Promise<TotalsCompared> {
    return this.reports.between<CellTables, TotalsCompared>(TOTALS_MODELS, asked, async (db, since, stated) => {
      // Named by what was known at the later of the two moments.
      const named = since.knownAt.ordinal > stated.moment.knownAt.ordinal ? { ...stated, moment: since } : stated;
      const roundIds = await roundsAsked(db, round, named);
      const until = stated.moment;
      return { ...stated, cell, ...(await difference(db, cell, roundIds, { since, until }, page)) };
    });
  }
}
