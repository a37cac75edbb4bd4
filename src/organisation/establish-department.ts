import { useCase } from '../http/use-case.js';
import { established } from './organisation.events.js';
import { establishDepartment as establish } from './organisation.js';
import { inTheOrganisation, organisations } from './organisation.stream.js';

/** A department is there, from a day on or since before the records. */
export const establishDepartment = useCase({
  name: 'EstablishDepartment',
  summary: 'Establish a department (부서)',
  at: { ...inTheOrganisation, path: 'v1/departments', location: organisations.readAt },
  body: established,
  decide: ({ state, today }, body) => establish(state, body, today),
});
