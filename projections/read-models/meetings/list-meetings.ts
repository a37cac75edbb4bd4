import type { Kysely } from 'kysely';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { ROUND_NAMED, roundNamed, type RoundTables } from '../rounds/round.queries.js';
import { meetingsAt, type MeetingTables, type MeetingView } from './meeting.queries.js';

export interface MeetingList extends Stated {
  readonly meetings: readonly MeetingView[];
}

export const listMeetings = question({
  name: 'ListMeetings',
  summary: 'The meetings of a round (소통 간담회)',
  tag: 'rounds',
  path: 'v1/rounds/:round/meetings',
  parameters: { round: ROUND_NAMED },
  asks: MomentAsked,
  reads: ['meetings', 'rounds'],
  answer:
    ({ round }) =>
    async (db: Kysely<MeetingTables & RoundTables>, stated): Promise<MeetingList> => {
      const { round_id: roundId } = await roundNamed(db, round, stated);
      return { ...stated, meetings: await meetingsAt(db, { roundId }, stated) };
    },
});
