import { pick } from '../history/fields.js';
import { making, useCase } from '../http/use-case.js';
import { districtOf } from '../jurisdiction/jurisdiction.stream.js';
import { idFromCommand } from '../recording/command.js';
import { aRoundNamed, roundIdOf } from '../rounds/round.stream.js';
import { held, meetingStream } from './meeting.events.js';
import { hold } from './meeting.js';
import { meetings } from './meeting.stream.js';

/** A meeting that took place and was not scheduled here. */
export const recordMeeting = useCase({
  name: 'RecordMeeting',
  summary: 'Record a meeting that took place (소통 간담회)',
  at: making(meetings, ({ commandId }) => meetingStream(idFromCommand('meeting', commandId))),
  body: { round: aRoundNamed, ...pick(held, 'dong', 'venue', 'heldOn', 'attendees') },
  decide: async ({ state, streams, today }, { round, ...told }) => {
    const district = await districtOf(streams, told.dong, told.heldOn);
    return hold(state, { ...told, roundId: roundIdOf(round), district }, today);
  },
});
