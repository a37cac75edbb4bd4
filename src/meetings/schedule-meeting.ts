import { pick } from '../history/fields.js';
import { making, useCase } from '../http/use-case.js';
import { districtOf } from '../jurisdiction/jurisdiction.stream.js';
import { idFromCommand } from '../recording/command.js';
import { aRoundNamed, roundIdOf } from '../rounds/round.stream.js';
import { meetingStream, scheduled } from './meeting.events.js';
import { schedule } from './meeting.js';
import { meetings } from './meeting.stream.js';

export const scheduleMeeting = useCase({
  name: 'ScheduleMeeting',
  summary: 'Plan a meeting, so that suggestions can be handed in for it',
  at: {
    ...making(meetings, ({ commandId }) => meetingStream(idFromCommand('meeting', commandId))),
    path: 'v1/meetings/scheduled',
  },
  body: { round: aRoundNamed, ...pick(scheduled, 'dong', 'venue', 'scheduledOn') },
  decide: async ({ state, streams, today }, { round, ...told }) => {
    const district = await districtOf(streams, told.dong, told.scheduledOn);
    return schedule(state, { ...told, roundId: roundIdOf(round), district }, today);
  },
});
