import { about, useCase } from '../http/use-case.js';
import { cancelled } from './meeting.events.js';
import { cancel } from './meeting.js';
import { meetings } from './meeting.stream.js';

export const cancelMeeting = useCase({
  name: 'CancelMeeting',
  summary: 'Say that a scheduled meeting will not take place',
  at: about(meetings, 'meetingId', 'cancellation'),
  body: cancelled,
  decide: ({ state, today }, body) => cancel(state, body, today),
});
