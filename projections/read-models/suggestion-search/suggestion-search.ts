import type { Subject } from '../../asking/subject.js';
import { suggestionSearchModel } from './suggestion-search.tables.js';

export const suggestionSearch: Subject = { models: [suggestionSearchModel] };
