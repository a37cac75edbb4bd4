import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Asked, Reports, type Stated } from '../../asking/reports.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import type { FigureState, Span } from './carried-figure.js';
import {
  type District,
  districtsAt,
  type RoundTotals,
  roundTotals,
  TOTALS_MODELS,
  type TotalsTables,
} from './round-totals.queries.js';

/** Totals of rounds, each by district, and what can be added up over them. */
export interface DistrictTotals extends Span, Stated {
  readonly districts: readonly District[];
  readonly rounds: readonly RoundTotals[];
  readonly sum: {
    /** 추진 동 added up over rounds, in 동·회: never a number of dongs. */
    readonly dongRounds: AddedUp;
    readonly suggestions: AddedUp;
  };
}

/** A sum over rounds, and the rounds that could not be taken in. */
export interface AddedUp {
  readonly total: number;
  readonly byDistrict: Readonly<Record<string, number>>;
  readonly leftOut: readonly { readonly round: string; readonly why: Exclude<FigureState, 'known'> }[];
}

export class GetDistrictTotals extends Query<DistrictTotals> {
  constructor(
    readonly asked: Asked,
    readonly span: Span,
    /** Code or id of one round; undefined: all. */
    readonly round: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(GetDistrictTotals)
export class GetDistrictTotalsHandler implements IQueryHandler<GetDistrictTotals> {
  constructor(private readonly reports: Reports) {}

  execute({ asked, span, round }: GetDistrictTotals): Promise<DistrictTotals> {
    return this.reports.read<TotalsTables, DistrictTotals>(TOTALS_MODELS, asked, async (db, stated) => {
      const roundIds = await roundsAsked(db, round, stated);
      const rounds = await roundTotals(db, { moment: stated.moment, span, roundIds });
      return {
        ...span,
        ...stated,
        districts: await districtsAt(db, stated),
        rounds,
        sum: { dongRounds: addedUp(rounds, 'dongs'), suggestions: addedUp(rounds, 'suggestions') },
      };
    });
  }
}

function addedUp(rounds: readonly RoundTotals[], figure: 'dongs' | 'suggestions'): AddedUp {
  const byDistrict: Record<string, number> = {};
  const leftOut: AddedUp['leftOut'][number][] = [];
  let total = 0;
  for (const one of rounds) {
    const { state, total: its, byDistrict: parts } = one[figure];
    if (state !== 'known') {
      leftOut.push({ round: one.round.code, why: state });
      continue;
    }
    total += its;
    for (const [code, value] of Object.entries(parts)) byDistrict[code] = (byDistrict[code] ?? 0) + (value ?? 0);
  }
  return { total, byDistrict, leftOut };
}
