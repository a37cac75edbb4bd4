import { useCase } from '../http/use-case.js';
import { fieldsOfWorkSet } from './policy.events.js';
import { setPolicy } from './policy.js';
import { inThePolicy } from './policy.stream.js';

/** Which fields of work there are, from a day on. */
export const setFieldsOfWork = useCase({
  name: 'SetFieldsOfWork',
  summary: 'Set the city’s list of fields of work (분야), from a day on',
  at: inThePolicy('fields-of-work'),
  body: fieldsOfWorkSet,
  decide: ({ state, today }, data) => setPolicy(state, { type: 'FieldsOfWorkSet', data }, today),
});
