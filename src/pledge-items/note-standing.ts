import { useCase } from '../http/use-case.js';
import { standingNoted } from './pledge-item.events.js';
import { noteStanding as note } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const noteStanding = useCase({
  name: 'NoteStanding',
  summary: 'Note how it stands in a period (이행 상태), and its rate',
  at: onTheItem('standings'),
  body: standingNoted,
  decide: ({ state, today }, body) => note(state, body, today),
});
