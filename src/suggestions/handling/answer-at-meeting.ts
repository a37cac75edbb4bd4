import { recordEntry } from '../record-entry.js';
import { answerAtMeeting as decide } from '../suggestion.js';
import { answeredAtMeeting } from './handling.events.js';

/** What was said on the spot. */
export const answerAtMeeting = recordEntry({
  name: 'AnswerAtMeeting',
  summary: 'Record what was answered at the meeting (현장 답변); it ends nothing unless it is final',
  what: 'meeting-answer',
  body: answeredAtMeeting,
  decide,
});
