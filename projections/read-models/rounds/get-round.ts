import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { roundStream } from '../../../src/rounds/round.events.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { type DocumentTables, documentsOf, documentsShown } from '../documents/document.queries.js';
import { round, ROUND_NAMED, roundNamed, type RoundTables, viewOf } from './round.queries.js';

export const getRound = question({
  name: 'GetRound',
  summary: 'A round, by its code or id',
  tag: 'rounds',
  path: 'v1/rounds/:round',
  parameters: { round: ROUND_NAMED },
  asks: MomentAsked,
  answers: shown.object({ ...stated, round, ...documentsShown }),
  reads: ['rounds', 'documents'],
  answer:
    ({ round: asked }) =>
    async (db: Kysely<RoundTables & DocumentTables>, known) => {
      const row = await roundNamed(db, asked, known);
      const documents = await documentsOf(db, roundStream(row.round_id), known);
      return { ...known, round: viewOf(row, known.moment), ...documents };
    },
});
