import { engines } from '../../projections/engine/testing/test-database.js';
import { tortureProjections } from './projections.js';

describe.each(engines)('projectors killed at random on %s', (kind) => {
  it('leave tables that equal a rebuild, row by row', async () => {
    const { kills, events, kept, rebuilt } = await tortureProjections({
      kind,
      about: 'tally',
      seed: 20261122,
      goOn: (done) => done < 3,
    });
    expect(kills).toBe(3);
    expect(events).toBeGreaterThan(100);
    expect(kept).toEqual(rebuilt);
  }, 120_000);

  it('leave every read model of the ledger as a rebuild makes it, row by row', async () => {
    const { kept, rebuilt } = await tortureProjections({
      kind,
      about: 'city',
      seed: 20261125,
      goOn: (done) => done < 2,
    });
    for (const [table, rows] of Object.entries(rebuilt.tables)) {
      expect({ table, rows: rows.length }).not.toEqual({ table, rows: 0 });
      expect({ table, rows: kept.tables[table] }).toEqual({ table, rows });
    }
    expect(rebuilt.heldBack).not.toEqual([]);
    expect(kept.heldBack).toEqual(rebuilt.heldBack);
  }, 120_000);
});
