import { recordEntry } from '../record-entry.js';
import { answerTransfer as decide } from '../suggestion.js';
import { transferAnswered } from './ending.events.js';

/** What came of it elsewhere. */
export const answerTransfer = recordEntry({
  name: 'AnswerTransfer',
  summary: 'Record what the other agency answered',
  what: 'transfer-answer',
  body: transferAnswered,
  decide,
});
