import { recordEntry } from '../record-entry.js';
import { classify as decide } from '../suggestion.js';
import { classified } from './receipt.events.js';

/** Of which statutory kind it is. */
export const classifySuggestion = recordEntry({
  name: 'ClassifySuggestion',
  summary: 'Say of which statutory kind it is (민원 종류), from which its period follows',
  what: 'classification',
  body: classified,
  decide,
});
