/** All that the read side has. Adding a read model or a report takes its folder and a line here. */
export { recordingTimes } from './asking/moment/recording-times.js';
export { jurisdiction } from './read-models/jurisdiction/jurisdiction.js';
export { organisation } from './read-models/organisation/organisation.js';
export { policies } from './read-models/policies/policies.js';
export { rounds } from './read-models/rounds/rounds.js';
export { meetings } from './read-models/meetings/meetings.js';
export { pledgeItems } from './read-models/pledge-items/pledge-items.js';
export { suggestionNumbers } from './read-models/suggestion-numbers/suggestion-numbers.js';
export { suggestionTexts } from './read-models/suggestion-texts/suggestion-texts.js';
export { suggestionSearch } from './read-models/suggestion-search/suggestion-search.js';
export { suggestionProgress } from './read-models/suggestion-progress/suggestion-progress.js';
export { reactions } from './read-models/reactions/reactions.js';
export { documents } from './read-models/documents/documents.js';
export { districtTotals } from './reports/district-totals/district-totals.js';
export { sheets } from './reports/sheets/sheets.js';
export { disagreements } from './reports/disagreements/disagreements.js';
export { hints } from './reports/hints/hints.js';
