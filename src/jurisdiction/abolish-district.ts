import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { districtAbolished } from './jurisdiction.events.js';
import { abolishDistrict as abolish } from './jurisdiction.js';
import { theDistrict } from './jurisdiction.stream.js';

export const abolishDistrict = useCase({
  name: 'AbolishDistrict',
  summary: 'Say that a district ended, once its dongs have, and which came of it',
  at: theDistrict('abolition'),
  body: pick(districtAbolished, 'validTo', 'successors'),
  decide: ({ state, today }, body, { code }) => abolish(state, { code: code!, ...body }, today),
});
