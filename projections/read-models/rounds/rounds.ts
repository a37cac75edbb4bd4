import type { Subject } from '../../asking/subject.js';
import { roundsModel } from './round.tables.js';

export const rounds: Subject = {
  models: [roundsModel],
  questions: async () => [(await import('./list-rounds.js')).listRounds, (await import('./get-round.js')).getRound],
};
