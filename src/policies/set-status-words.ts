import { useCase } from '../http/use-case.js';
import { statusWordsSet } from './policy.events.js';
import { setPolicy } from './policy.js';
import { inThePolicy } from './policy.stream.js';

/** Which words a kind of report prints for the handling statuses, from a day on. */
export const setStatusWords = useCase({
  name: 'SetStatusWords',
  summary: 'Set the words for handling statuses (처리현황) in a kind of report, from a day on',
  at: inThePolicy('status-words'),
  body: statusWordsSet,
  decide: ({ state, today }, data) => setPolicy(state, { type: 'StatusWordsSet', data }, today),
});
