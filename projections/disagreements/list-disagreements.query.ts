import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../moment/reports.queries.js';
import {
  type Disagreement,
  DISAGREEMENT_MODELS,
  disagreementsNow,
  type DisagreementTables,
} from './disagreement.queries.js';

export interface Disagreements extends Stated {
  readonly disagreements: readonly Disagreement[];
}

/** What was recorded and other streams no longer bear out. */
export class ListDisagreements extends Query<Disagreements> {
  constructor(readonly asked: Pick<Asked, 'after'>) {
    super();
  }
}

@QueryHandler(ListDisagreements)
export class ListDisagreementsHandler implements IQueryHandler<ListDisagreements> {
  constructor(private readonly reports: Reports) {}

  execute({ asked }: ListDisagreements): Promise<Disagreements> {
    return this.reports.read<DisagreementTables, Disagreements>(DISAGREEMENT_MODELS, asked, async (db, stated) => ({
      ...stated,
      disagreements: await disagreementsNow(db, stated),
    }));
  }
}
