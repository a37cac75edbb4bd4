import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { Problem } from '../../../src/http/problem.js';
import { roundNamed, type RoundTables, type RoundView, viewOf } from './round.queries.js';

export interface Round extends Stated {
  readonly round: RoundView;
}

/** A round by its id or code, as known at a moment. */
export class GetRound extends Query<Round> {
  constructor(
    readonly name: string,
    readonly asked: Asked,
  ) {
    super();
  }
}

@QueryHandler(GetRound)
export class GetRoundHandler implements IQueryHandler<GetRound> {
  constructor(private readonly reports: Reports) {}

  execute({ name, asked }: GetRound): Promise<Round> {
    return this.reports.read<RoundTables, Round>(['rounds'], asked, async (db, stated) => {
      const row = await roundNamed(db, name, stated);
      if (row.known_to > stated.moment.knownAt.ordinal) return { ...stated, round: viewOf(row) };
      throw new Problem({ status: 410, type: 'voided', detail: `Round ${row.code} is voided; its history says why.` });
    });
  }
}
