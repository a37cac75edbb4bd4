import type { Subject } from '../../asking/subject.js';
import { reactionsModel } from './reaction.tables.js';

export const reactions: Subject = { models: [reactionsModel] };
