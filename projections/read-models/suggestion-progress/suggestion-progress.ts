import type { Subject } from '../../asking/subject.js';
import { suggestionProgressModel } from './suggestion-progress.tables.js';

export const suggestionProgress: Subject = {
  models: [suggestionProgressModel],
  questions: async () => [
    (await import('./list-suggestions.js')).listSuggestions,
    (await import('./get-suggestion.js')).getSuggestion,
    (await import('./count-suggestions.js')).countSuggestions,
    (await import('./get-queues.js')).getQueues,
    (await import('./get-budget.js')).getBudget,
  ],
};
