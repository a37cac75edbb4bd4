import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { dongAbolished } from './jurisdiction.events.js';
import { abolishDong as abolish } from './jurisdiction.js';
import { theDong } from './jurisdiction.stream.js';

export const abolishDong = useCase({
  name: 'AbolishDong',
  summary: 'Say that a dong ended',
  at: theDong('abolition'),
  body: pick(dongAbolished, 'validTo', 'successors'),
  decide: ({ state, today }, body, { code }) => abolish(state, { code: code!, ...body }, today),
});
