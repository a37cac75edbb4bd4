import type { Subject } from '../../asking/subject.js';
import { meetingsModel } from './meeting.tables.js';

export const meetings: Subject = {
  models: [meetingsModel],
  questions: async () => [
    (await import('./list-meetings.js')).listMeetings,
    (await import('./get-meeting.js')).getMeeting,
  ],
};
