import type { Subject } from '../../asking/subject.js';
import { policiesModel } from './policy.tables.js';

export const policies: Subject = {
  models: [policiesModel],
  questions: async () => [(await import('./list-policies.js')).listPolicies],
};
