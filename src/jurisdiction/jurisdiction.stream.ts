import type { LocalDate } from '../history/days.js';
import type { Site } from '../http/use-case.js';
import type { StreamRules, Streams } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { named as thingNamed, type Things } from '../recording/things.js';
import { dongOn, judgeCodes, jurisdiction, type Jurisdiction } from './jurisdiction.js';
import { type DistrictCode, type DongCode, jurisdictionStream, type JurisdictionEvent } from './jurisdiction.events.js';

/** A city's codes are those of the city that the installation serves. */
const rules: StreamRules<Jurisdiction, JurisdictionEvent> = {
  aggregate: jurisdiction,
  judgeAcross: (event, { city }) => Promise.resolve().then(() => judgeCodes(event, city)),
};

const one = { ko: '관할', en: 'jurisdiction' };

export const jurisdictions: Things<Jurisdiction, JurisdictionEvent> = {
  name: 'jurisdictions',
  one,
  rules,
  voidableWhole: false,
  streamOf: (named, city) => {
    if (named !== city) throw new NotThere(thingNamed(one, named));
    return jurisdictionStream(city);
  },
  readAt: () => '/v1/districts',
};

/** What is recorded in the city's own stream, wherever it is sent to. */
export const inTheCity: Omit<Site<Jurisdiction, JurisdictionEvent>, 'path'> = {
  tag: 'jurisdiction',
  find: ({ city }) => ({ rules, stream: jurisdictionStream(city) }),
};

/** What is recorded of a district that is there: `POST /v1/districts/{code}/{what}`. */
export function theDistrict(what: string): Site<Jurisdiction, JurisdictionEvent> {
  return {
    ...inTheCity,
    path: `v1/districts/:code/${what}`,
    judge: ({ state }, { code }) => {
      if (!state.districts.has(code!)) throw new NotThere(thingNamed({ ko: '구', en: 'district' }, code!));
    },
  };
}

/** What is recorded of a dong that is there: `POST /v1/dongs/{code}/{what}`. */
export function theDong(what: string): Site<Jurisdiction, JurisdictionEvent> {
  return {
    ...inTheCity,
    path: `v1/dongs/:code/${what}`,
    judge: ({ state }, { code }) => {
      if (!state.dongs.has(code!)) throw new NotThere(thingNamed({ ko: '동', en: 'dong' }, code!));
    },
  };
}

/** The city as it stands now. */
export function cityNow(streams: Streams): Promise<Jurisdiction> {
  return streams.state(jurisdiction, jurisdictionStream(streams.city));
}

/** The district in which a dong is on that day; throws RuleBroken `dong-not-valid`. */
export async function districtOf(streams: Streams, dong: DongCode, day: LocalDate): Promise<DistrictCode> {
  return dongOn(await cityNow(streams), dong, day).district;
}
