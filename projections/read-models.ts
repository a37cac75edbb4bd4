import type { Projection } from './engine/read-model/projection.js';
import { jurisdictionModel } from './read-models/jurisdiction/jurisdiction.tables.js';
import { meetingsModel } from './read-models/meetings/meeting.tables.js';
import { pledgeItemsModel } from './read-models/pledge-items/pledge-item.tables.js';
import { recordingTimesModel } from './asking/moment/recording-times.tables.js';
import { roundsModel } from './read-models/rounds/round.tables.js';
import { suggestionProgressModel } from './read-models/suggestion-progress/suggestion-progress.tables.js';

/** Every read model that this program has. Adding one takes a folder and a line here. */
export const readModels: readonly Projection[] = [
  recordingTimesModel,
  jurisdictionModel,
  roundsModel,
  meetingsModel,
  pledgeItemsModel,
  suggestionProgressModel,
];
