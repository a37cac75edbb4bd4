import { type DataOf, nullable, pick } from '../../history/fields.js';
import { making, useCase } from '../../http/use-case.js';
import { districtOf } from '../../jurisdiction/jurisdiction.stream.js';
import { meetingStream } from '../../meetings/meeting.events.js';
import { meeting, meetingPlace } from '../../meetings/meeting.js';
import { idFromCommand } from '../../recording/command.js';
import type { Streams } from '../../recording/recorder.js';
import { InvalidInput } from '../../recording/refusals.js';
import { aRoundNamed, roundIdOf } from '../../rounds/round.stream.js';
import { suggestionStream } from '../suggestion.events.js';
import { receive } from '../suggestion.js';
import { broken } from '../suggestion.rules.js';
import { suggestions } from '../suggestion.stream.js';
import { received } from './receipt.events.js';

/** What is left out is as its meeting has it; without a meeting it must be given. */
const body = {
  ...pick(received, 'meetingId', 'channel', 'outsidePeriodReason', 'proposerKind', 'text', 'category'),
  round: nullable({ ...aRoundNamed, about: 'Code or id of the round; null: that of the meeting' }),
  dong: nullable({ ...received.dong, about: 'Null: that of the meeting' }),
  raisedOn: nullable({ ...received.raisedOn, about: "Null: the meeting's day" }),
  acceptedOn: nullable({
    ...received.acceptedOn,
    about: 'The day the city had it, from which deadlines run; null: the day raised, at the latest today',
  }),
};

/** What one person asked for, at a meeting or before it. */
export const receiveSuggestion = useCase({
  name: 'ReceiveSuggestion',
  summary: 'Record a suggestion (건의사항)',
  at: making(suggestions, ({ commandId }) => suggestionStream(idFromCommand('suggestion', commandId))),
  body,
  decide: async ({ state, streams, today }, { round, dong, raisedOn, acceptedOn, ...told }) => {
    const place = await placeOf({ round, dong, raisedOn, meetingId: told.meetingId }, streams);
    const district = await districtOf(streams, place.dong, place.raisedOn);
    const accepted = acceptedOn ?? (place.raisedOn < today ? place.raisedOn : today);
    return receive(state, { ...told, ...place, district, acceptedOn: accepted }, today);
  },
});

/** Where and when it counts: as told, and what is not told as its meeting has it. */
async function placeOf(
  told: Pick<DataOf<typeof body>, 'round' | 'dong' | 'raisedOn' | 'meetingId'>,
  streams: Streams,
): Promise<{ roundId: string; dong: string; raisedOn: string }> {
  const { meetingId } = told;
  const at = meetingId === null ? undefined : meetingPlace(await streams.state(meeting, meetingStream(meetingId)));
  if (meetingId !== null && !at) throw broken('meeting-unknown', { meeting: meetingId });
  const roundId = told.round === null ? at?.roundId : roundIdOf(told.round);
  const dong = told.dong ?? at?.dong;
  const raisedOn = told.raisedOn ?? at?.day;
  if (roundId === undefined || dong === undefined || raisedOn === undefined) {
    const missing = Object.entries({ round: roundId, dong, raisedOn }).filter(([, value]) => value === undefined);
    throw new InvalidInput(missing.map(([name]) => ({ field: `/${name}`, problem: MISSING })));
  }
  return { roundId, dong, raisedOn };
}

const MISSING = {
  ko: '빠져 있습니다. 간담회를 적지 않으면 있어야 합니다',
  en: 'is missing; without a meeting it must be given',
};
