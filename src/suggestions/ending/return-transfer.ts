import { recordEntry } from '../record-entry.js';
import { returnTransfer as decide } from '../suggestion.js';
import { transferReturned } from './ending.events.js';

/** It is the city’s again. */
export const returnTransfer = recordEntry({
  name: 'ReturnTransfer',
  summary: 'Record that the other agency sent it back (반송)',
  what: 'transfer-return',
  body: transferReturned,
  decide,
});
