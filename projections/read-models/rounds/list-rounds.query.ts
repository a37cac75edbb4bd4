import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundsAt, type RoundTables, type RoundView } from './round.queries.js';

export interface Rounds extends Stated {
  readonly rounds: readonly RoundView[];
}

/** The rounds known at a moment. */
export class ListRounds extends Query<Rounds> {
  constructor(readonly asked: Asked) {
    super();
  }
}

@QueryHandler(ListRounds)
export class ListRoundsHandler implements IQueryHandler<ListRounds> {
  constructor(private readonly reports: Reports) {}

  execute({ asked }: ListRounds): Promise<Rounds> {
    return this.reports.read<RoundTables, Rounds>(['rounds'], asked, async (db, stated) => ({
      ...stated,
      rounds: await roundsAt(db, stated),
    }));
  }
}
