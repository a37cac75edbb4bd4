import type { Subject } from '../subject.js';
import { recordingTimesModel } from './recording-times.tables.js';

export const recordingTimes: Subject = { models: [recordingTimesModel] };
