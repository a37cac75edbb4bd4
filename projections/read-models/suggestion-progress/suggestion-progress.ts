import type { Subject } from '../../asking/subject.js';
import { getSuggestion } from './get-suggestion.js';
import { listSuggestions } from './list-suggestions.js';
import { suggestionProgressModel } from './suggestion-progress.tables.js';

export const suggestionProgress: Subject = {
  models: [suggestionProgressModel],
  questions: [listSuggestions, getSuggestion],
};
