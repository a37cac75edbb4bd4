import type { Subject } from '../../asking/subject.js';
import { jurisdictionModel } from './jurisdiction.tables.js';
import { listDistricts } from './list-districts.js';

export const jurisdiction: Subject = { models: [jurisdictionModel], questions: [listDistricts] };
