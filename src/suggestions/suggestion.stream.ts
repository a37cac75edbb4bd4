import { cityNow } from '../jurisdiction/jurisdiction.stream.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { meeting } from '../meetings/meeting.js';
import type { StreamRules } from '../recording/recorder.js';
import { idNamed, type Things } from '../recording/things.js';
import { roundNow } from '../rounds/round.stream.js';
import type { Suggestion } from './life.js';
import { judgeReceiptAcross } from './receipt/receipt.js';
import { suggestion } from './suggestion.js';
import { type SuggestionEvent, suggestionStream } from './suggestion.events.js';

/** A suggestion's receipt is judged by its round, its meeting and the city's dongs. */
const rules: StreamRules<Suggestion, SuggestionEvent> = {
  aggregate: suggestion,
  judgeAcross: async (event, streams, today) => {
    if (event.type !== 'SuggestionReceived') return;
    const { roundId, meetingId } = event.data;
    const around = {
      round: await roundNow(streams, roundId),
      meeting: meetingId === null ? undefined : await streams.state(meeting, meetingStream(meetingId)),
      city: await cityNow(streams),
    };
    judgeReceiptAcross(event.data, around, today);
  },
};

const one = { ko: '건의사항', en: 'suggestion' };

export const suggestions: Things<Suggestion, SuggestionEvent> = {
  name: 'suggestions',
  one,
  rules,
  voidableWhole: true,
  streamOf: (named) => suggestionStream(idNamed(named, one)),
  readAt: (stream) => `/v1/suggestions/${stream.slice('suggestion-'.length)}`,
};
