import { onLastOfSpan } from '../history/facts.js';
import { about, useCase } from '../http/use-case.js';
import { judgeClosure } from '../rounds/round.js';
import { roundNow } from '../rounds/round.stream.js';
import { asHeld } from './meeting.events.js';
import { hold, meetingPlace } from './meeting.js';
import { meetings } from './meeting.stream.js';
import { dongsIn, placesOf, whereSent } from './places.js';

/** A scheduled meeting took place, in its round; where and in which venue, as it was scheduled unless told. */
export const holdMeeting = useCase({
  name: 'HoldMeeting',
  summary: 'Record that a scheduled meeting took place',
  at: about(meetings, 'meetingId', 'holding'),
  body: { ...whereSent, ...asHeld },
  decide: async ({ state, streams, today }, { dong, dongs, ...sent }) => {
    const told = onLastOfSpan(sent, today);
    const { roundId, places: planned, venue } = meetingPlace(state)!;
    judgeClosure(await roundNow(streams, roundId), told.afterClosureReason);
    const codes = dongsIn({ dong, dongs }) ?? planned.map((place) => place.dong);
    const places = await placesOf(streams, codes, told.heldOn);
    return hold(state, { ...told, roundId, places, venue: told.venue ?? venue }, today);
  },
});
