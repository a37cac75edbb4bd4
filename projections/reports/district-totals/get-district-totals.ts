import type { Kysely } from 'kysely';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import {
  REACTION_MODELS,
  type ReactionTables,
  underWay,
  underWayShown,
} from '../../read-models/reactions/reaction.queries.js';
import { roundsAsked } from '../../read-models/rounds/round.queries.js';
import { breakdown, type BreakdownTables, brokenDown } from './breakdown.queries.js';
import * as shown from '../../../src/http/shown.js';
import { span } from '../../asking/span.js';
import { UNSAID } from './carried-figure.js';
import { districtColumn, districtsOf } from './columns.js';
import { districtsKnown, type RoundTotals, roundTotals, TOTALS_MODELS, totalsOfRound } from './round-totals.queries.js';
import { spanOf, TotalsAsked } from './totals-asked.js';

const addedUpFigure = shown.object(
  {
    total: shown.integer(),
    byDistrict: shown.record(shown.integer()),
    leftOut: shown.list(shown.object({ round: shown.text({ about: 'Code' }), why: shown.choice(UNSAID) })),
  },
  { about: 'A sum over rounds, and the rounds that could not be taken in' },
);
export type AddedUp = shown.Of<typeof addedUpFigure>;

/** Totals of rounds, each by district, and what can be added up over them. */
const districtTotals = shown.object({
  ...stated,
  ...underWayShown,
  ...span,
  districts: shown.list(districtColumn, { about: 'Those of the rounds, by their names as of the day' }),
  rounds: shown.list(totalsOfRound),
  sum: shown.object({
    dongRounds: { ...addedUpFigure, about: '추진 동 added up over rounds, in 동·회: never a number of dongs' },
    suggestions: addedUpFigure,
  }),
});
export type DistrictTotals = shown.Of<typeof districtTotals>;

/** Totals over rounds by dong, by month of the day raised, or by handling status. */
const totalsBreakdown = shown.object({ ...stated, ...underWayShown, ...span, ...brokenDown });
export type TotalsBreakdown = shown.Of<typeof totalsBreakdown>;

export const getDistrictTotals = question({
  name: 'GetDistrictTotals',
  summary: '추진 동 and 건의사항 by round and district, or by dong, month or status, of any moment',
  tag: 'reports',
  path: 'v1/district-totals',
  asks: TotalsAsked,
  answers: shown.either(districtTotals, totalsBreakdown),
  reads: [...TOTALS_MODELS, ...REACTION_MODELS],
  answer: ({ by = 'round', round, ...asked }) => {
    const days = spanOf(asked);
    return async (db: Kysely<BreakdownTables & ReactionTables>, stated): Promise<DistrictTotals | TotalsBreakdown> => {
      const of = { moment: stated.moment, span: days, roundIds: await roundsAsked(db, round, stated) };
      const known = await districtsKnown(db, stated);
      const still = await underWay(db);
      if (by !== 'round') return { ...stated, ...still, ...days, ...(await breakdown(db, of, known, by)) };
      const rounds = await roundTotals(db, of, known);
      const districts = districtsOf(known, codesOf(rounds), stated.moment.asOf);
      const sum = { dongRounds: addedUp(rounds, 'dongs'), suggestions: addedUp(rounds, 'suggestions') };
      return { ...days, ...stated, ...still, districts, rounds, sum };
    };
  },
});

/** Of the districts of some rounds together. */
function codesOf(rounds: readonly RoundTotals[]): readonly string[] {
  return rounds.flatMap(({ districts }) => districts.map(({ code }) => code));
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
