import { recordEntry } from '../record-entry.js';
import { decline as decide } from '../suggestion.js';
import { declined } from './handling.events.js';

/** Not its matter, says the department. */
export const declineAssignment = recordEntry({
  name: 'DeclineAssignment',
  summary: 'Record that the lead department declines it (소관 이의); then nobody has it',
  what: 'declination',
  body: declined,
  decide,
});
