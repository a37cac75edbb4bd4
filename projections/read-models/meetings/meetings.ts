import type { Subject } from '../../asking/subject.js';
import { getMeeting } from './get-meeting.js';
import { listMeetings } from './list-meetings.js';
import { meetingsModel } from './meeting.tables.js';

export const meetings: Subject = { models: [meetingsModel], questions: [listMeetings, getMeeting] };
