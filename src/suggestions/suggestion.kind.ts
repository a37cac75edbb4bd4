import { cityNow } from '../jurisdiction/jurisdiction.kind.js';
import { meetingStream } from '../meetings/meeting.events.js';
import { meeting } from '../meetings/meeting.js';
import type { StreamKind } from '../recording/recorder.js';
import { roundNow } from '../rounds/round.kind.js';
import { judgeSuggestionAcross, suggestion, type Suggestion } from './suggestion.js';
import type { SuggestionEvent } from './suggestion.events.js';

/** A suggestion's stream; its receipt is judged by its round, its meeting and the city's dongs. */
export function suggestionKind(city: string): StreamKind<Suggestion, SuggestionEvent> {
  return {
    aggregate: suggestion,
    judgeAcross: async (event, streams, today) => {
      if (event.type !== 'SuggestionReceived') return;
      const { roundId, meetingId } = event.data;
      const around = {
        round: await roundNow(streams, roundId),
        meeting: meetingId === null ? undefined : await streams.state(meeting, meetingStream(meetingId)),
        city: await cityNow(streams, city),
      };
      judgeSuggestionAcross(event, around, today);
    },
  };
}
