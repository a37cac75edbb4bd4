import { recordEntry } from '../record-entry.js';
import { withdraw as decide } from '../suggestion.js';
import { withdrawn } from './ending.events.js';

/** The proposer took it back. */
export const withdrawSuggestion = recordEntry({
  name: 'WithdrawSuggestion',
  summary: 'Record that the proposer took it back (취하)',
  what: 'withdrawal',
  body: withdrawn,
  decide,
});
