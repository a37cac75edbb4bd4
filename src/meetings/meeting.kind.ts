import { cityNow } from '../jurisdiction/jurisdiction.kind.js';
import type { StreamKind } from '../recording/recorder.js';
import { roundNow } from '../rounds/round.kind.js';
import { judgeMeetingAcross, meeting, type Meeting } from './meeting.js';
import type { MeetingEvent } from './meeting.events.js';

/** A meeting's stream; its entries are judged by their round and by the city's dongs. */
export function meetingKind(city: string): StreamKind<Meeting, MeetingEvent> {
  return {
    aggregate: meeting,
    judgeAcross: async (event, streams) => {
      if (event.type === 'MeetingCancelled') return;
      judgeMeetingAcross(event, await roundNow(streams, event.data.roundId), await cityNow(streams, city));
    },
  };
}
