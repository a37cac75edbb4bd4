import { pick } from '../history/fields.js';
import { useCase } from '../http/use-case.js';
import { dongBoundaryChanged } from './jurisdiction.events.js';
import { changeDongBoundary as change } from './jurisdiction.js';
import { theDong } from './jurisdiction.stream.js';

export const changeDongBoundary = useCase({
  name: 'ChangeDongBoundary',
  summary: "Say that a dong's boundary changed",
  at: theDong('boundary-change'),
  body: pick(dongBoundaryChanged, 'changedOn', 'note'),
  decide: ({ state, today }, body, { code }) => change(state, { code: code!, ...body }, today),
});
