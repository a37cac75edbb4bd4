import { making, useCase } from '../http/use-case.js';
import { pledgeItemStream, registered } from './pledge-item.events.js';
import { register } from './pledge-item.js';
import { pledgeItems } from './pledge-item.stream.js';

export const registerPledgeItem = useCase({
  name: 'RegisterPledgeItem',
  summary: 'Register a pledge item (공약사업)',
  at: making(pledgeItems, ({ body }) => {
    const { term, number } = body as { term: number; number: string };
    return pledgeItemStream(term, number);
  }),
  body: registered,
  decide: ({ state, today }, body) => register(state, body, today),
});
