import type { Subject } from '../../asking/subject.js';
import { suggestionNumbersModel } from './suggestion-number.tables.js';

export const suggestionNumbers: Subject = {
  models: [suggestionNumbersModel],
  guards: async () => [(await import('./number-in-address.guard.js')).NumberInAddressGuard],
};
