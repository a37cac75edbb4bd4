import { cityNow } from '../jurisdiction/jurisdiction.stream.js';
import type { StreamRules } from '../recording/recorder.js';
import { idNamed, type Things } from '../recording/things.js';
import { roundNow } from '../rounds/round.stream.js';
import { judgeMeetingAcross, meeting, type Meeting } from './meeting.js';
import { type MeetingEvent, meetingStream } from './meeting.events.js';

/** Entries of a meeting are judged by their round and by the city's dongs. */
const rules: StreamRules<Meeting, MeetingEvent> = {
  aggregate: meeting,
  judgeAcross: async (event, streams) => {
    if (event.type === 'MeetingCancelled') return;
    judgeMeetingAcross(event, await roundNow(streams, event.data.roundId), await cityNow(streams));
  },
};

const one = { ko: '간담회', en: 'meeting' };

export const meetings: Things<Meeting, MeetingEvent> = {
  name: 'meetings',
  one,
  rules,
  voidableWhole: true,
  streamOf: (named) => meetingStream(idNamed(named, one)),
  readAt: (stream) => `/v1/meetings/${stream.slice('meeting-'.length)}`,
};
