import { recordEntry } from '../record-entry.js';
import { merge as decide } from '../suggestion.js';
import { merged } from './ending.events.js';

/** Handled with another, and counted once. */
export const mergeSuggestion = recordEntry({
  name: 'MergeSuggestion',
  summary: 'Record that it is handled with another (병합)',
  what: 'merger',
  body: merged,
  decide,
});
