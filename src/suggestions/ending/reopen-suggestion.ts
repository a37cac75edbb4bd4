import { recordEntry } from '../record-entry.js';
import { reopen as decide } from '../suggestion.js';
import { reopened } from './ending.events.js';

/** A new cycle begins. */
export const reopenSuggestion = recordEntry({
  name: 'ReopenSuggestion',
  summary: 'Take up a resolved suggestion again',
  what: 'reopening',
  body: reopened,
  decide,
});
