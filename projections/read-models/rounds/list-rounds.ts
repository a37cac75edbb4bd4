import type { Kysely } from 'kysely';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { roundsAt, type RoundTables, type RoundView } from './round.queries.js';

export interface RoundList extends Stated {
  readonly rounds: readonly RoundView[];
}

export const listRounds = question({
  name: 'ListRounds',
  summary: 'The rounds (간담회 차수)',
  tag: 'rounds',
  path: 'v1/rounds',
  asks: MomentAsked,
  reads: ['rounds'],
  answer:
    () =>
    async (db: Kysely<RoundTables>, stated): Promise<RoundList> => ({ ...stated, rounds: await roundsAt(db, stated) }),
});
