import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { dongRenamed } from './jurisdiction.events.js';
import { renameDong as rename } from './jurisdiction.js';
import { theDong } from './jurisdiction.stream.js';

export const renameDong = useCase({
  name: 'RenameDong',
  summary: 'Say that a dong has another name from a day on',
  at: theDong('name'),
  body: pick(dongRenamed, 'name', 'romanised', 'renamedOn'),
  decide: ({ state, today }, body, { code }) => rename(state, { code: code!, ...body }, today),
});
