import { engines } from '../../projections/engine/testing/test-database.js';
import { tortureServer } from './server.js';

describe.each(engines)('a server killed at random under load, its read models on %s', (kind) => {
  it('has lost nothing that it answered, and answers as after a rebuild', async () => {
    const goOn = (kills: number) => kills < (kind === 'sqlite' ? 2 : 1);
    const tortured = await tortureServer({ kind, seed: 20220504, goOn, longestMs: 2_000, atLeast: 60 });
    expect([tortured.lost, tortured.undone]).toEqual([[], []]);
    expect(tortured.calledFor).toBeGreaterThan(5);
    expect(tortured.commands).toBeGreaterThan(50);
    expect(tortured.kept).toEqual(tortured.rebuilt);
    const { '/v1/rounds/live/meetings': held } = tortured.kept as {
      '/v1/rounds/live/meetings': { meetings: unknown[] };
    };
    expect(held.meetings).toHaveLength(tortured.meetings);
  }, 180_000);
});
