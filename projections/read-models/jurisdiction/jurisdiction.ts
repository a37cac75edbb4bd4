import type { Subject } from '../../asking/subject.js';
import { jurisdictionModel } from './jurisdiction.tables.js';

export const jurisdiction: Subject = {
  models: [jurisdictionModel],
  questions: async () => [(await import('./list-districts.js')).listDistricts],
};
