import { engines } from '../../projections/engine/testing/test-database.js';
import { tortureProjections } from './projections.js';

describe.each(engines)('projectors killed at random on %s', (kind) => {
  it('leave tables that equal a rebuild, row by row', async () => {
    const { kills, events, kept, rebuilt } = await tortureProjections({
      kind,
      seed: 20261122,
      goOn: (done) => done < 6,
    });
    expect(kills).toBe(6);
    expect(events).toBeGreaterThan(300);
    expect(kept).toEqual(rebuilt);
  }, 120_000);
});
