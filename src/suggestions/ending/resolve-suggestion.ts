import { recordEntry } from '../record-entry.js';
import { resolve as decide } from '../suggestion.js';
import { resolved } from './ending.events.js';

/** Done, in part, answered, refused, or closed without handling. */
export const resolveSuggestion = recordEntry({
  name: 'ResolveSuggestion',
  summary: 'End the handling of a suggestion',
  what: 'resolution',
  body: resolved,
  decide,
});
