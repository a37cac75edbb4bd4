import { recordEntry } from '../record-entry.js';
import { relate as decide } from '../suggestion.js';
import { related } from './receipt.events.js';

/** The same matter raised again, or another that has to do with it. */
export const relateSuggestion = recordEntry({
  name: 'RelateSuggestion',
  summary: 'Say that a suggestion repeats another, or has to do with it (반복·관련); both count',
  what: 'relation',
  body: related,
  decide,
});
