import type { Subject } from '../../asking/subject.js';
import { listDisagreements } from './list-disagreements.js';

export const disagreements: Subject = { questions: [listDisagreements] };
