import { column, type TableOf } from '../../../src/http/csv.js';
import type { MeetingView } from './meeting.queries.js';

/** A meeting a line. */
export const meetingsTable: TableOf<{ readonly meetings: readonly MeetingView[] }, MeetingView> = {
  file: { ko: '간담회', en: 'meetings' },
  rows: ({ meetings }) => meetings,
  columns: [
    column('id', 'id', 'id'),
    column('district', '구 코드', 'District'),
    column('dong', '동 코드', 'Dong', ({ places }) => places.map(({ dong }) => dong).join(' ')),
    column('phase', '단계', 'Phase'),
    column('scheduledOn', '예정일', 'Scheduled on'),
    column('heldOn', '개최일', 'Held on'),
    column('cancelledOn', '취소일', 'Cancelled on'),
    column('attendees', '참석 인원', 'Attendees'),
    column('venue', '장소', 'Venue'),
    column('late', '마감 후 입력', 'Recorded after closing'),
  ],
};
