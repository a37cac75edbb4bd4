import type { Subject } from '../../asking/subject.js';
import { listPolicies } from './list-policies.js';
import { policiesModel } from './policy.tables.js';

export const policies: Subject = { models: [policiesModel], questions: [listPolicies] };
