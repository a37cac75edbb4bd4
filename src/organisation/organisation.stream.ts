import type { LocalDate } from '../history/days.js';
import type { Site } from '../http/use-case.js';
import { judgeDistrict } from '../jurisdiction/jurisdiction.js';
import { cityNow } from '../jurisdiction/jurisdiction.stream.js';
import type { StreamRules, Streams } from '../recording/recorder.js';
import { NotThere } from '../recording/refusals.js';
import { named, type Things } from '../recording/things.js';
import { judgeDepartment, organisation, type Organisation } from './organisation.js';
import { type OrganisationEvent, organisationStream } from './organisation.events.js';

/** A department's district is one of the city's. */
const rules: StreamRules<Organisation, OrganisationEvent> = {
  aggregate: organisation,
  judgeAcross: async (event, streams) => {
    if (event.type !== 'DepartmentEstablished' || event.data.district === null) return;
    judgeDistrict(await cityNow(streams), event.data.district, event.data.validFrom);
  },
};

const one = { ko: '조직', en: 'organisation' };

export const organisations: Things<Organisation, OrganisationEvent> = {
  name: 'organisations',
  one,
  rules,
  voidableWhole: false,
  streamOf: (name, city) => {
    if (name !== city) throw new NotThere(named(one, name));
    return organisationStream(city);
  },
  readAt: () => '/v1/departments',
};

/** What is recorded in the city's own stream, wherever it is sent to. */
export const inTheOrganisation: Omit<Site<Organisation, OrganisationEvent>, 'path'> = {
  tag: 'organisation',
  find: ({ city }) => ({ rules, stream: organisationStream(city) }),
};

/** What is recorded of a department that is there: `POST /v1/departments/{code}/{what}`. */
export function theDepartment(what: string): Site<Organisation, OrganisationEvent> {
  return {
    ...inTheOrganisation,
    path: `v1/departments/:code/${what}`,
    judge: ({ state }, { code }) => {
      if (!state.departments.has(code!)) throw new NotThere(named({ ko: '부서', en: 'department' }, code!));
    },
  };
}

/** The city's departments as they stand now. */
export function departmentsNow(streams: Streams): Promise<Organisation> {
  return streams.state(organisation, organisationStream(streams.city));
}

/** Judges that each of the departments is there on the day, while the city records departments at all. */
export async function judgeDepartments(streams: Streams, codes: readonly string[], day: LocalDate): Promise<void> {
  const city = await departmentsNow(streams);
  for (const code of codes) judgeDepartment(city, code, day);
}
