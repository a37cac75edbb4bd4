import { about, useCase } from '../../http/use-case.js';
import { resolve as decide } from '../suggestion.js';
import { suggestions } from '../suggestion.stream.js';
import { resolved } from './ending.events.js';

/** Done, refused, or closed without handling. */
export const resolveSuggestion = useCase({
  name: 'ResolveSuggestion',
  summary: 'End the handling of a suggestion',
  at: about(suggestions, 'suggestionId', 'resolution'),
  body: resolved,
  decide: ({ raw, today }, body) => decide(raw, body, today),
});
