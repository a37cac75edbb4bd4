import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { districtRenamed } from './jurisdiction.events.js';
import { renameDistrict as rename } from './jurisdiction.js';
import { theDistrict } from './jurisdiction.stream.js';

export const renameDistrict = useCase({
  name: 'RenameDistrict',
  summary: 'Say that a district has another name from a day on',
  at: theDistrict('name'),
  body: pick(districtRenamed, 'name', 'romanised', 'renamedOn'),
  decide: ({ state, today }, body, { code }) => rename(state, { code: code!, ...body }, today),
});
