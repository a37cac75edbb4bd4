import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { ROUND_NAMED, roundNamed, type RoundTables } from '../rounds/round.queries.js';
import { meetingsTable } from './meetings-table.js';
import { meeting, meetingsAt, type MeetingTables } from './meeting.queries.js';

const meetingList = shown.object({ ...stated, meetings: shown.list(meeting) });
export type MeetingList = shown.Of<typeof meetingList>;

export const listMeetings = question({
  name: 'ListMeetings',
  summary: 'The meetings of a round (소통 간담회)',
  tag: 'rounds',
  path: 'v1/rounds/:round/meetings',
  parameters: { round: ROUND_NAMED },
  asks: MomentAsked,
  answers: meetingList,
  table: meetingsTable,
  reads: ['meetings', 'rounds'],
  answer:
    ({ round }) =>
    async (db: Kysely<MeetingTables & RoundTables>, stated) => {
      const { round_id: roundId } = await roundNamed(db, round, stated);
      return { ...stated, meetings: await meetingsAt(db, { roundId }, stated) };
    },
});
