import type { BuildStatus } from '../../projections/engine/operations/build-status.js';
import { EXIT } from '../failure.js';
import { outcomeOf } from './rebuild.js';

const build = (of: Partial<BuildStatus>) =>
  ({ name: 'rounds', state: 'live', ordinal: 76, heldBack: 0, error: null, ...of }) as BuildStatus;

describe('what became of a rebuild', () => {
  it('is done where all serve', () => {
    expect(outcomeOf({ serving: [build({}), build({ name: 'meetings', ordinal: 1 })], notServing: [] })).toEqual({
      sentence: 'Built anew, and serving: rounds (76 events), meetings (1 event).',
      exitCode: EXIT.done,
    });
  });

  it('is not well where what serves holds back streams', () => {
    expect(outcomeOf({ serving: [build({ heldBack: 2 })], notServing: [] })).toEqual({
      sentence:
        'Built anew, and serving: rounds (76 events).\n' +
        'Incomplete: rounds holds back 2 streams; GET /v1/read-models/quarantine says why.',
      exitCode: EXIT.failed,
    });
  });

  it('is not well where one does not serve', () => {
    const notServing = [build({ state: 'failed', error: 'event 5 cannot be folded' })];
    expect(outcomeOf({ serving: [], notServing })).toEqual({
      sentence: 'Not serving: rounds is failed: event 5 cannot be folded.',
      exitCode: EXIT.failed,
    });
  });
});
