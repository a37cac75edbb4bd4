import { useCase } from '../http/use-case.js';
import { planNoted } from './pledge-item.events.js';
import { notePlan as note } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const notePlan = useCase({
  name: 'NotePlan',
  summary: 'Note a plan (향후 추진계획)',
  at: onTheItem('plans'),
  body: planNoted,
  decide: ({ state, today }, body) => note(state, body, today),
});
