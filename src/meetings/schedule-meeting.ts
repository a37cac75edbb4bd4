import { pick } from '../history/fields.js';
import { making, useCase } from '../http/use-case.js';
import { idFromCommand } from '../recording/command.js';
import { judgeClosure } from '../rounds/round.js';
import { aRoundNamed, roundIdOf, roundNow } from '../rounds/round.stream.js';
import { meetingStream, scheduled } from './meeting.events.js';
import { schedule } from './meeting.js';
import { meetings } from './meeting.stream.js';
import { dongsIn, placesOf, whereSent } from './places.js';

export const scheduleMeeting = useCase({
  name: 'ScheduleMeeting',
  summary: 'Plan a meeting, so that suggestions can be handed in for it',
  at: {
    ...making(meetings, ({ commandId }) => meetingStream(idFromCommand('meeting', commandId))),
    path: 'v1/meetings/scheduled',
  },
  body: {
    round: aRoundNamed,
    ...whereSent,
    ...pick(scheduled, 'venue', 'scheduledOn', 'afterClosureReason', 'doneBy'),
  },
  decide: async ({ state, streams, today }, { round, dong, dongs, ...told }) => {
    const roundId = roundIdOf(round);
    judgeClosure(await roundNow(streams, roundId), told.afterClosureReason);
    const places = await placesOf(streams, dongsIn({ dong, dongs }) ?? [], told.scheduledOn);
    return schedule(state, { ...told, roundId, places }, today);
  },
});
