import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { idOf } from '../../../src/http/thing-id.js';
import { meetingStream } from '../../../src/meetings/meeting.events.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { notKnown, stated } from '../../asking/stated.js';
import { type DocumentTables, documentsOf, documentsShown } from '../documents/document.queries.js';
import { meeting, meetingsAt, type MeetingTables } from './meeting.queries.js';

export const getMeeting = question({
  name: 'GetMeeting',
  summary: 'A meeting (소통 간담회)',
  tag: 'meetings',
  path: 'v1/meetings/:meetingId',
  parameters: { meetingId: idOf({ ko: '간담회', en: 'meeting' }) },
  asks: MomentAsked,
  answers: shown.object({ ...stated, meeting, ...documentsShown }),
  reads: ['meetings', 'documents'],
  answer:
    ({ meetingId }) =>
    async (db: Kysely<MeetingTables & DocumentTables>, stated) => {
      const [found] = await meetingsAt(db, { meetingId }, stated);
      if (found) return { ...stated, meeting: found, ...(await documentsOf(db, meetingStream(meetingId), stated)) };
      throw notKnown(
        {
          ko: `그 시점에 알려진 간담회 ${meetingId}이(가) 없습니다.`,
          en: `No meeting ${meetingId} was known at that moment.`,
        },
        stated,
      );
    },
});
