import { cityNow } from '../jurisdiction/jurisdiction.stream.js';
import type { StreamRules } from '../recording/recorder.js';
import { idNamed, type Things } from '../recording/things.js';
import { roundNow } from '../rounds/round.stream.js';
import { judgeMeetingAcross, meeting, type Meeting, meetingPlace, type PlacedEvent } from './meeting.js';
import { type MeetingEvent, meetingStream } from './meeting.events.js';
import { placesOf } from './places.js';

/** Entries of a meeting are judged by their round and by the city's dongs. */
const rules: StreamRules<Meeting, MeetingEvent> = {
  aggregate: meeting,
  judgeAcross: async (event, streams, _today, stream) => {
    if (!isPlaced(event)) return;
    // One that is postponed stays in its round.
    const { roundId } = 'roundId' in event.data ? event.data : meetingPlace(await streams.state(meeting, stream))!;
    judgeMeetingAcross(event, roundId, await roundNow(streams, roundId), await cityNow(streams));
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
  derived: async (event, streams) => {
    if (!isPlaced(event)) return [];
    const [name, day] =
      event.type === 'MeetingHeld' ? ['heldOn', event.data.heldOn] : ['scheduledOn', event.data.scheduledOn];
    const codes = event.data.places.map(({ dong }) => dong);
    return (await placesOf(streams, codes, day)).map(({ district }, index) => {
      const at = `/places/${String(index)}`;
      return { path: `${at}/district`, from: [`${at}/dong`, `/${name}`], value: district };
    });
  },
};

function isPlaced(event: MeetingEvent): event is PlacedEvent {
  return 'places' in event.data;
}
