import { about, useCase } from '../../http/use-case.js';
import { reopen as decide } from '../suggestion.js';
import { suggestions } from '../suggestion.stream.js';
import { reopened } from './ending.events.js';

/** A new cycle begins. */
export const reopenSuggestion = useCase({
  name: 'ReopenSuggestion',
  summary: 'Take up a resolved suggestion again',
  at: about(suggestions, 'suggestionId', 'reopening'),
  body: reopened,
  decide: ({ raw, today }, body) => decide(raw, body, today),
});
