import type { Subject } from '../../asking/subject.js';

export const sheets: Subject = { questions: async () => [(await import('./get-sheet.js')).getSheet] };
