import type { Subject } from '../../asking/subject.js';
import { listDepartments } from './list-departments.js';
import { organisationModel } from './organisation.tables.js';

export const organisation: Subject = { models: [organisationModel], questions: [listDepartments] };
