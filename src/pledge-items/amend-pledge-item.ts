import { useCase } from '../http/use-case.js';
import { amended } from './pledge-item.events.js';
import { amend } from './pledge-item.js';
import { onTheItem } from './pledge-item.stream.js';

export const amendPledgeItem = useCase({
  name: 'AmendPledgeItem',
  summary: 'Say what holds of it from a day on: its title, its department, its officers',
  at: onTheItem('amendments'),
  body: amended,
  decide: ({ state, today }, body) => amend(state, body, today),
});
