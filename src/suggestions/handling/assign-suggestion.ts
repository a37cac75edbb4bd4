import { recordEntry } from '../record-entry.js';
import { assign as decide } from '../suggestion.js';
import { assigned } from './handling.events.js';

/** A department has it from a day on. */
export const assignSuggestion = recordEntry({
  name: 'AssignSuggestion',
  summary: 'Hand a suggestion to a department (주관부서), with others that help',
  what: 'assignment',
  body: assigned,
  decide,
});
