import { pick } from '../history/fields.js';
import { about, useCase } from '../http/use-case.js';
import { districtOf } from '../jurisdiction/jurisdiction.stream.js';
import { held } from './meeting.events.js';
import { hold, meetingPlace } from './meeting.js';
import { meetings } from './meeting.stream.js';

/** A scheduled meeting took place, in its round and dong. */
export const holdMeeting = useCase({
  name: 'HoldMeeting',
  summary: 'Record that a scheduled meeting took place',
  at: about(meetings, 'meetingId', 'holding'),
  body: pick(held, 'heldOn', 'attendees', 'venue'),
  decide: async ({ state, streams, today }, { heldOn, attendees, venue }) => {
    const place = meetingPlace(state)!;
    const { roundId, dong } = place;
    const district = await districtOf(streams, dong, heldOn);
    return hold(state, { roundId, dong, district, heldOn, attendees, venue: venue ?? place.venue }, today);
  },
});
