import { Module } from '@nestjs/common';
import { batchOf } from '../http/batch.js';
import { declared } from '../http/use-case.js';
import { extendDeadline } from './clock/extend-deadline.js';
import { resumeClock } from './clock/resume-clock.js';
import { setDeadline } from './clock/set-deadline.js';
import { stopClock } from './clock/stop-clock.js';
import { answerTransfer } from './ending/answer-transfer.js';
import { mergeSuggestion } from './ending/merge-suggestion.js';
import { reopenSuggestion } from './ending/reopen-suggestion.js';
import { resolveSuggestion } from './ending/resolve-suggestion.js';
import { returnTransfer } from './ending/return-transfer.js';
import { transferSuggestion } from './ending/transfer-suggestion.js';
import { withdrawSuggestion } from './ending/withdraw-suggestion.js';
import { answerAtMeeting } from './handling/answer-at-meeting.js';
import { assignSuggestion } from './handling/assign-suggestion.js';
import { declineAssignment } from './handling/decline-assignment.js';
import { giveOpinion } from './handling/give-opinion.js';
import { inspectSite } from './handling/inspect-site.js';
import { planHandling } from './handling/plan-handling.js';
import { reportStanding } from './handling/report-standing.js';
import { sendReply } from './handling/send-reply.js';
import { setReviewDay } from './handling/set-review-day.js';
import { startReview } from './handling/start-review.js';
import { classifySuggestion } from './receipt/classify-suggestion.js';
import { receiveSuggestion } from './receipt/receive-suggestion.js';
import { relateSuggestion } from './receipt/relate-suggestion.js';
import { splitSuggestion } from './receipt/split-suggestion.js';

const receipt = [receiveSuggestion, splitSuggestion, relateSuggestion, classifySuggestion];

const clock = [stopClock, resumeClock, extendDeadline, setDeadline];

const handling = [
  answerAtMeeting,
  assignSuggestion,
  declineAssignment,
  giveOpinion,
  startReview,
  inspectSite,
  planHandling,
  reportStanding,
  setReviewDay,
  sendReply,
];

const ending = [
  resolveSuggestion,
  reopenSuggestion,
  withdrawSuggestion,
  transferSuggestion,
  answerTransfer,
  returnTransfer,
  mergeSuggestion,
];

/** What is done about many at once, by the last word of its address. */
const MANY = { assignments: assignSuggestion, replies: sendReply, standings: reportStanding, plans: planHandling };

const batches = Object.entries(MANY).map(([word, of]) =>
  batchOf({
    path: `v1/suggestions/${word}`,
    tag: 'suggestions',
    summary: `The same about up to 500 suggestions at once, an outcome each: ${word}`,
    of,
    parameter: 'suggestionId',
  }),
);

const one = declared(...receipt, ...clock, ...handling, ...ending);

@Module({ ...one, controllers: [...one.controllers, ...batches] })
export class SuggestionsModule {}
