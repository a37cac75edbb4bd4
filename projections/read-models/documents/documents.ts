import type { Subject } from '../../asking/subject.js';
import { documentsModel } from './document.tables.js';

export const documents: Subject = { models: [documentsModel] };
