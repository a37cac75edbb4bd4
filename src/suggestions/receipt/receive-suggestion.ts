import { onLastOfSpan } from '../../history/facts.js';
import { choice, type DataOf, list, nullable, otherwise, pick } from '../../history/fields.js';
import { making, useCase } from '../../http/use-case.js';
import { districtOf } from '../../jurisdiction/jurisdiction.stream.js';
import { meetingStream } from '../../meetings/meeting.events.js';
import { meeting, meetingPlace } from '../../meetings/meeting.js';
import { idFromCommand } from '../../recording/command.js';
import type { Streams } from '../../recording/recorder.js';
import { InvalidInput } from '../../recording/refusals.js';
import { aListCode } from '../../policies/list-code.js';
import { policyNow } from '../../policies/policy.stream.js';
import { line } from '../../privacy/personal-data.js';
import { aRoundNamed, roundIdOf, roundNow } from '../../rounds/round.stream.js';
import { suggestionStream } from '../suggestion.events.js';
import { receive } from '../suggestion.js';
import { broken } from '../suggestion.rules.js';
import { suggestions } from '../suggestion.stream.js';
import { type Chosen, chosenFrom } from './city-lists.js';
import { received } from './receipt.events.js';
import { judgeLate } from './receipt.js';

/** What is left out is as its meeting has it; without a meeting it must be given. */
const body = {
  ...pick(received, 'meetingId', 'channel', 'form', 'outsidePeriodReason', 'afterClosureReason'),
  ...pick(received, 'proposerOrganisation', 'proposerCount', 'title', 'text', 'place', 'placeDong'),
  ...pick(received, 'orderInMeeting', 'sourcePage', 'replyWanted', 'disclosure', 'splitFrom', 'repeats', 'doneBy'),
  ...pick(received, 'raisedOnPrecision', 'acceptedOnPrecision', 'acceptedAt'),
  proposerKind: nullable(
    line(100, {
      about: 'Code or name of the city’s list; 주민자치위원 · 통장 · 주민 while there is none',
      example: 'resident',
    }),
  ),
  fieldOfWork: nullable(
    line(100, { about: '분야: code or name of the city’s list; any while there is none', example: '교통' }),
  ),
  category: nullable({ ...received.fieldOfWork, about: 'The former name of fieldOfWork' }),
  round: nullable({ ...aRoundNamed, about: 'Code or id of the round; null: that of the meeting' }),
  dong: nullable({ ...received.dong, about: 'Null: that of the meeting' }),
  district: nullable({ ...received.district, about: 'Null: that of the dong; to be given where no dong is known' }),
  raisedOn: nullable({ ...received.raisedOn, about: "Null: the meeting's day" }),
  acceptedOn: nullable({
    ...received.acceptedOn,
    about: 'The day the city had it, from which deadlines run; null: the day raised, at the latest today',
  }),
  unknown: otherwise(
    list(choice(['dong', 'acceptedOn']), 2, { about: 'What nobody knows, and is not to be filled in' }),
    [],
  ),
};

/** What one person asked for, at a meeting or before it. */
export const receiveSuggestion = useCase({
  name: 'ReceiveSuggestion',
  summary: 'Record a suggestion (건의사항)',
  at: making(suggestions, ({ commandId }) => suggestionStream(idFromCommand('suggestion', commandId))),
  body,
  decide: async ({ raw, streams, today }, sent) => {
    const { round, dong, raisedOn, acceptedOn, acceptedOnPrecision, district, unknown, category, ...told } = sent;
    const place = onLastOfSpan({ ...(await placeOf(sent, streams)), raisedOnPrecision: told.raisedOnPrecision }, today);
    const accepted =
      acceptedOn !== null || unknown.includes('acceptedOn')
        ? { acceptedOn, acceptedOnPrecision }
        : { acceptedOn: earlier(place.raisedOn, today), acceptedOnPrecision: told.raisedOnPrecision };
    judgeLate(told, await roundNow(streams, place.roundId));
    const named = { fieldOfWork: told.fieldOfWork ?? category, proposerKind: told.proposerKind };
    const chosen =
      told.splitFrom === null ? chosenFrom(await policyNow(streams), place.raisedOn, named) : asInItsWhole(named);
    const data = {
      ...told,
      ...place,
      ...accepted,
      ...chosen,
      district: place.dong === null ? district : await districtOf(streams, place.dong, place.raisedOn),
      proposerSealed: null,
    };
    return receive(raw, data, today);
  },
});

/** A part is of what it was split from, and was judged with it; it says codes. */
function asInItsWhole(named: Chosen): Chosen {
  const { proposerKind } = named;
  const misfits = (proposerKind === null ? undefined : aListCode(proposerKind)) ?? [];
  if (misfits.length > 0) {
    throw new InvalidInput(misfits.map(({ at, problem }) => ({ field: `/proposerKind${at}`, problem })));
  }
  return named;
}

/** Where and when it counts: as told, and what is not told as its meeting has it. */
async function placeOf(
  told: Pick<DataOf<typeof body>, 'round' | 'dong' | 'raisedOn' | 'meetingId' | 'unknown'>,
  streams: Streams,
): Promise<{ roundId: string; dong: string | null; raisedOn: string }> {
  const { meetingId } = told;
  const at = meetingId === null ? undefined : meetingPlace(await streams.state(meeting, meetingStream(meetingId)));
  if (meetingId !== null && !at) throw broken('meeting-unknown', { meeting: meetingId });
  const roundId = told.round === null ? at?.roundId : roundIdOf(told.round);
  // Of several dongs nobody can say which.
  const its = at?.places.length === 1 ? at.places[0]!.dong : undefined;
  const dong = told.unknown.includes('dong') ? null : (told.dong ?? its);
  const raisedOn = told.raisedOn ?? at?.day;
  if (roundId === undefined || dong === undefined || raisedOn === undefined) {
    const missing = Object.entries({ round: roundId, dong, raisedOn }).filter(([, value]) => value === undefined);
    throw new InvalidInput(missing.map(([name]) => ({ field: `/${name}`, problem: MISSING })));
  }
  return { roundId, dong, raisedOn };
}

function earlier(day: string, other: string): string {
  return day < other ? day : other;
}

const MISSING = {
  ko: '빠져 있습니다. 간담회를 적지 않으면 있어야 합니다',
  en: 'is missing; without a meeting it must be given',
};
