import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import type { Page } from '../../asking/paging/page.js';
import {
  type Disagreement,
  DISAGREEMENT_MODELS,
  disagreementsNow,
  type DisagreementTables,
} from './disagreement.queries.js';

export interface Disagreements extends Stated {
  readonly disagreements: readonly Disagreement[];
  readonly nextCursor: string | null;
}

/** What was recorded and other streams no longer bear out. */
export class ListDisagreements extends Query<Disagreements> {
  constructor(
    readonly page: Page,
    readonly asked: Pick<Asked, 'after'>,
  ) {
    super();
  }
}

@QueryHandler(ListDisagreements)
export class ListDisagreementsHandler implements IQueryHandler<ListDisagreements> {
  constructor(private readonly reports: Reports) {}

  execute({ page, asked }: ListDisagreements): Promise<Disagreements> {
    return this.reports.read<DisagreementTables, Disagreements>(DISAGREEMENT_MODELS, asked, async (db, stated) => ({
      ...stated,
      ...(await disagreementsNow(db, stated, page)),
    }));
  }
}
