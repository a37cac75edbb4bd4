import type { Subject } from '../../asking/subject.js';
import { suggestionTextsModel } from './suggestion-text.tables.js';

export const suggestionTexts: Subject = { models: [suggestionTextsModel] };
