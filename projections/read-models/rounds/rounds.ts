import type { Subject } from '../../asking/subject.js';
import { getRound } from './get-round.js';
import { listRounds } from './list-rounds.js';
import { roundsModel } from './round.tables.js';

export const rounds: Subject = { models: [roundsModel], questions: [listRounds, getRound] };
