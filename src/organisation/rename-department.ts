import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { renamed } from './organisation.events.js';
import { renameDepartment as rename } from './organisation.js';
import { theDepartment } from './organisation.stream.js';

export const renameDepartment = useCase({
  name: 'RenameDepartment',
  summary: 'Say that a department has another name from a day on',
  at: theDepartment('name'),
  body: pick(renamed, 'name', 'renamedOn'),
  decide: ({ state, today }, body, { code }) => rename(state, { code: code!, ...body }, today),
});
