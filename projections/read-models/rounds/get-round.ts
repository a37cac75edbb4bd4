import type { Kysely } from 'kysely';
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
    async (db: Kysely<RoundTables>, known) => ({
      ...known,
      round: viewOf(await roundNamed(db, asked, known), known.moment),
    }),
});
