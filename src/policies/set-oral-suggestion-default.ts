import { useCase } from '../http/use-case.js';
import { oralDefaultSet } from './policy.events.js';
import { setPolicy } from './policy.js';
import { inThePolicy } from './policy.stream.js';

/** Within how many working days what was raised orally is handled, from a day on; null: no day is set. */
export const setOralSuggestionDefault = useCase({
  name: 'SetOralSuggestionDefault',
  summary: 'Set by when what was raised orally is handled (내부 처리기한), from a day on',
  at: inThePolicy('oral-suggestion-default'),
  body: oralDefaultSet,
  decide: ({ state, today }, data) => setPolicy(state, { type: 'OralSuggestionDefaultSet', data }, today),
});
