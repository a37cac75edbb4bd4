import type { LocalDate } from '../history/days.js';
import { type DataOf, list, nullable, text } from '../history/fields.js';
import { aDongCode } from '../jurisdiction/jurisdiction.events.js';
import { districtOf } from '../jurisdiction/jurisdiction.stream.js';
import type { Streams } from '../recording/recorder.js';
import { InvalidInput } from '../recording/refusals.js';
import { MOST_PLACES, type Place } from './meeting.events.js';

/** Where a meeting is, as it is sent: one dong, several, or none of the two. */
export const whereSent = {
  dong: nullable(
    text(aDongCode, { about: 'Code of its one dong, which must be there on that day', example: '4128157600' }),
  ),
  dongs: nullable(
    list(text(aDongCode), MOST_PLACES, { about: 'Codes of its dongs, where it is held in several (권역)' }),
  ),
};

/** The codes that are sent; undefined where nothing is said. Throws InvalidInput where both are. */
export function dongsIn({ dong, dongs }: DataOf<typeof whereSent>): readonly string[] | undefined {
  if (dong !== null && dongs !== null) throw new InvalidInput([{ field: '/dongs', problem: NOT_BOTH }]);
  return dongs ?? (dong === null ? undefined : [dong]);
}

/** The places of these dongs on a day, each with its district; throws RuleBroken `dong-not-valid`. */
export function placesOf(streams: Streams, dongs: readonly string[], day: LocalDate): Promise<readonly Place[]> {
  return Promise.all(dongs.map(async (dong) => ({ dong, district: await districtOf(streams, dong, day) })));
}

const NOT_BOTH = {
  ko: 'dong과 함께 보낼 수 없습니다. 동이 하나면 dong만, 여럿이면 dongs만 적으십시오',
  en: 'must not be given beside dong: one dong is sent as dong, several as dongs',
};
