import type { Kysely } from 'kysely';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import { type Breakdown, breakdown, type BreakdownTables } from './breakdown.queries.js';
import type { Span } from '../../asking/span.js';
import type { FigureState } from './carried-figure.js';
import { type District, districtsAt, type RoundTotals, roundTotals, TOTALS_MODELS } from './round-totals.queries.js';
import { spanOf, TotalsAsked } from './totals-asked.js';

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

/** Totals over rounds by dong, by month of the day raised, or by handling status. */
export interface TotalsBreakdown extends Breakdown, Span, Stated {}

/** A sum over rounds, and the rounds that could not be taken in. */
export interface AddedUp {
  readonly total: number;
  readonly byDistrict: Readonly<Record<string, number>>;
  readonly leftOut: readonly { readonly round: string; readonly why: Exclude<FigureState, 'known'> }[];
}

export const getDistrictTotals = question({
  name: 'GetDistrictTotals',
  summary: '추진 동 and 건의사항 by round and district, or by dong, month or status, of any moment',
  tag: 'reports',
  path: 'v1/district-totals',
  asks: TotalsAsked,
  reads: TOTALS_MODELS,
  answer: ({ by = 'round', round, ...asked }) => {
    const span = spanOf(asked);
    return async (db: Kysely<BreakdownTables>, stated): Promise<DistrictTotals | TotalsBreakdown> => {
      const of = { moment: stated.moment, span, roundIds: await roundsAsked(db, round, stated) };
      const districts = await districtsAt(db, stated);
      if (by !== 'round') return { ...stated, ...span, ...(await breakdown(db, of, districts, by)) };
      const rounds = await roundTotals(db, of, districts);
      const sum = { dongRounds: addedUp(rounds, 'dongs'), suggestions: addedUp(rounds, 'suggestions') };
      return { ...span, ...stated, districts, rounds, sum };
    };
  },
});

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
