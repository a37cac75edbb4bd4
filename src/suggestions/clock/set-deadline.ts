import { useCase } from '../../http/use-case.js';
import { aboutSuggestion } from '../record-entry.js';
import { correctedHistory } from '../../history/corrected-history.js';
import { suggestionContracts, type SuggestionEvent } from '../suggestion.events.js';
import { countedBy } from '../suggestion.stream.js';
import { deadlinesToSet } from './clock.js';

/** What a newer calendar, or office hours that were set since, answer; what was promised stays. */
export const setDeadline = useCase({
  name: 'SetDeadline',
  summary: 'Set due days that were unknown when they were to be set, by the calendar and the rules of now',
  at: aboutSuggestion('deadline'),
  body: {},
  decide: async ({ raw, streams }) =>
    deadlinesToSet(correctedHistory<SuggestionEvent>(raw, suggestionContracts), await countedBy(streams)),
});
