import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { abolished } from './organisation.events.js';
import { abolishDepartment as abolish } from './organisation.js';
import { theDepartment } from './organisation.stream.js';

export const abolishDepartment = useCase({
  name: 'AbolishDepartment',
  summary: 'Say that a department ended, and which took over',
  at: theDepartment('abolition'),
  body: pick(abolished, 'validTo', 'successors'),
  decide: ({ state, today }, body, { code }) => abolish(state, { code: code!, ...body }, today),
});
