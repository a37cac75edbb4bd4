import type { Subject } from '../../asking/subject.js';
import { organisationModel } from './organisation.tables.js';

export const organisation: Subject = {
  models: [organisationModel],
  questions: async () => [(await import('./list-departments.js')).listDepartments],
};
