import type { Subject } from '../../asking/subject.js';
import { getSheet } from './get-sheet.js';

export const sheets: Subject = { questions: [getSheet] };
