import type { Subject } from '../../asking/subject.js';

export const disagreements: Subject = {
  questions: async () => [(await import('./list-disagreements.js')).listDisagreements],
};
