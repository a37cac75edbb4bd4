import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { round, roundsAt, type RoundTables } from './round.queries.js';

const roundList = shown.object({ ...stated, rounds: shown.list(round) });
export type RoundList = shown.Of<typeof roundList>;

export const listRounds = question({
  name: 'ListRounds',
  summary: 'The rounds (간담회 회차)',
  tag: 'rounds',
  path: 'v1/rounds',
  asks: MomentAsked,
  answers: roundList,
  reads: ['rounds'],
  answer: () => async (db: Kysely<RoundTables>, stated) => ({ ...stated, rounds: await roundsAt(db, stated) }),
});
