import type { Kysely } from 'kysely';
import { Problem } from '../../../src/http/problem.js';
import * as shown from '../../../src/http/shown.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { round, ROUND_NAMED, roundNamed, type RoundTables, viewOf } from './round.queries.js';

export const getRound = question({
  name: 'GetRound',
  summary: 'A round, by its code or id',
  tag: 'rounds',
  path: 'v1/rounds/:round',
  parameters: { round: ROUND_NAMED },
  asks: MomentAsked,
  answers: shown.object({ ...stated, round }),
  reads: ['rounds'],
  answer:
    ({ round: asked }) =>
    async (db: Kysely<RoundTables>, stated) => {
      const row = await roundNamed(db, asked, stated);
      if (row.known_to > stated.moment.knownAt.ordinal) return { ...stated, round: viewOf(row) };
      throw new Problem({ status: 410, type: 'voided', detail: `Round ${row.code} is voided; its history says why.` });
    },
});
