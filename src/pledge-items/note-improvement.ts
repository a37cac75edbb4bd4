import { useCase } from '../http/use-case.js';
import { improvementNoted } from './pledge-item.events.js';
import { noteImprovement as note } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const noteImprovement = useCase({
  name: 'NoteImprovement',
  summary: 'Note an improvement (개선대책)',
  at: onTheItem('improvements'),
  body: improvementNoted,
  decide: ({ state, today }, body) => note(state, body, today),
});
