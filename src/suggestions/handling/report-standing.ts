import { recordEntry } from '../record-entry.js';
import { reportStanding as decide } from '../suggestion.js';
import { standingReported } from './handling.events.js';

/** A row of a department, as it is handed in. */
export const reportStanding = recordEntry({
  name: 'ReportStanding',
  summary: 'Record what a department reports as of a day (추진상황): a status, or that nothing changed',
  what: 'standing',
  body: standingReported,
  decide,
});
