import { nullable, pick } from '../history/fields.js';
import { about, useCase } from '../http/use-case.js';
import { rescheduled } from './meeting.events.js';
import { meetingPlace, reschedule } from './meeting.js';
import { meetings } from './meeting.stream.js';
import { dongsIn, placesOf, whereSent } from './places.js';

/** A meeting is put on another day; where and in which venue, as it was scheduled unless told. */
export const rescheduleMeeting = useCase({
  name: 'RescheduleMeeting',
  summary: 'Postpone a scheduled meeting, or bring it forward',
  at: about(meetings, 'meetingId', 'rescheduling'),
  body: {
    ...whereSent,
    ...pick(rescheduled, 'scheduledOn', 'venue', 'why', 'doneBy'),
    decidedOn: nullable({ ...rescheduled.decidedOn, about: 'The day this was decided; null: today' }),
  },
  decide: async ({ state, streams, today }, { dong, dongs, ...told }) => {
    const { places: planned, venue } = meetingPlace(state)!;
    const codes = dongsIn({ dong, dongs }) ?? planned.map((place) => place.dong);
    const places = await placesOf(streams, codes, told.scheduledOn);
    const decidedOn = told.decidedOn ?? today;
    return reschedule(state, { ...told, places, decidedOn, venue: told.venue ?? venue }, today);
  },
});
