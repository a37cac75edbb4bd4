import { about, useCase } from '../../http/use-case.js';
import { assign as decide } from '../suggestion.js';
import { suggestions } from '../suggestion.stream.js';
import { assigned } from './handling.events.js';

/** A department has it from a day on. */
export const assignSuggestion = useCase({
  name: 'AssignSuggestion',
  summary: 'Hand a suggestion to a department (소관부서)',
  at: about(suggestions, 'suggestionId', 'assignment'),
  body: assigned,
  decide: ({ raw, today }, body) => decide(raw, body, today),
});
