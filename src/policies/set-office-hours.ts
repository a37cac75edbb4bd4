import { useCase } from '../http/use-case.js';
import { officeHoursSet } from './policy.events.js';
import { setPolicy } from './policy.js';
import { inThePolicy } from './policy.stream.js';

/** The hours that count in a working day, from a day on. */
export const setOfficeHours = useCase({
  name: 'SetOfficeHours',
  summary: 'Set the office hours, from a day on',
  at: inThePolicy('office-hours'),
  body: officeHoursSet,
  decide: ({ state, today }, data) => setPolicy(state, { type: 'OfficeHoursSet', data }, today),
});
