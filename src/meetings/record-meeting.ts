import { onLastOfSpan } from '../history/facts.js';
import { making, useCase } from '../http/use-case.js';
import { idFromCommand } from '../recording/command.js';
import { judgeClosure } from '../rounds/round.js';
import { aRoundNamed, roundIdOf, roundNow } from '../rounds/round.stream.js';
import { asHeld, meetingStream } from './meeting.events.js';
import { hold } from './meeting.js';
import { meetings } from './meeting.stream.js';
import { dongsIn, placesOf, whereSent } from './places.js';

/** A meeting that took place and was not scheduled here. */
export const recordMeeting = useCase({
  name: 'RecordMeeting',
  summary: 'Record a meeting that took place (소통 간담회)',
  at: making(meetings, ({ commandId }) => meetingStream(idFromCommand('meeting', commandId))),
  body: { round: aRoundNamed, ...whereSent, ...asHeld },
  decide: async ({ state, streams, today }, { round, dong, dongs, ...sent }) => {
    const told = onLastOfSpan(sent, today);
    const roundId = roundIdOf(round);
    judgeClosure(await roundNow(streams, roundId), told.afterClosureReason);
    const places = await placesOf(streams, dongsIn({ dong, dongs }) ?? [], told.heldOn);
    return hold(state, { ...told, roundId, places }, today);
  },
});
