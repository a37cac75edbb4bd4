import type { LocalDate } from '../history/days.js';
import type { StreamKind, Streams } from '../recording/recorder.js';
import { dongOn, jurisdiction, type Jurisdiction } from './jurisdiction.js';
import { type DistrictCode, type DongCode, jurisdictionStream, type JurisdictionEvent } from './jurisdiction.events.js';

/** A city's stream obeys no rules but its own. */
export const jurisdictionKind: StreamKind<Jurisdiction, JurisdictionEvent> = {
  aggregate: jurisdiction,
  judgeAcross: () => Promise.resolve(),
};

/** The city as it stands now. */
export function cityNow(streams: Streams, city: string): Promise<Jurisdiction> {
  return streams.state(jurisdiction, jurisdictionStream(city));
}

/** The district in which a dong is on that day; throws RuleBroken `dong-not-valid`. */
export async function districtOf(
  streams: Streams,
  city: string,
  dong: DongCode,
  day: LocalDate,
): Promise<DistrictCode> {
  return dongOn(await cityNow(streams, city), dong, day).district;
}
