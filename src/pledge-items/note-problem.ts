import { useCase } from '../http/use-case.js';
import { problemNoted } from './pledge-item.events.js';
import { noteProblem as note } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const noteProblem = useCase({
  name: 'NoteProblem',
  summary: 'Note a problem (문제점)',
  at: onTheItem('problems'),
  body: problemNoted,
  decide: ({ state, today }, body) => note(state, body, today),
});
