import type { Subject } from '../../asking/subject.js';
import { pledgeItemsModel } from './pledge-item.tables.js';

export const pledgeItems: Subject = { models: [pledgeItemsModel] };
