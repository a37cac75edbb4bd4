import type { Projection } from './engine/projection.js';
import { jurisdictionModel } from './jurisdiction/jurisdiction.tables.js';
import { meetingsModel } from './meetings/meeting.tables.js';
import { pledgeItemsModel } from './pledge-items/pledge-item.tables.js';
import { recordingTimesModel } from './recording-times/recording-times.tables.js';
import { roundsModel } from './rounds/round.tables.js';
import { suggestionProgressModel } from './suggestion-progress/suggestion-progress.tables.js';

/** Every read model that this program has. Adding one takes a folder and a line here. */
export const readModels: readonly Projection[] = [
  recordingTimesModel,
  jurisdictionModel,
  roundsModel,
  meetingsModel,
  pledgeItemsModel,
  suggestionProgressModel,
];
