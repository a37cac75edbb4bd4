import { recordEntry } from '../record-entry.js';
import { transfer as decide } from '../suggestion.js';
import { transferred } from './ending.events.js';

/** Another agency has it. */
export const transferSuggestion = recordEntry({
  name: 'TransferSuggestion',
  summary: 'Record that it was transferred to another agency (이첩)',
  what: 'transfer',
  body: transferred,
  decide,
});
