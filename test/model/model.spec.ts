import { type Driven, drive } from './drive.js';
import { KINDS } from './random-command.js';

describe('the whole program, driven by random commands', () => {
  const seeds = [1, 2, 3];
  let driven: readonly Driven[];
  beforeAll(async () => {
    driven = [];
    for (const seed of seeds) driven = [...driven, await drive(seed, (commands) => commands < 180)];
  }, 120_000);

  it('agrees at random moments with a recount of its log, which holds what was accepted and nothing that was refused', () => {
    expect(driven.map(({ wrong }, index) => ({ seed: seeds[index], wrong }))).toEqual(
      seeds.map((seed) => ({ seed, wrong: [] })),
    );
  });

  it('was driven through every kind of command, and took at least half of them', () => {
    const names = new Set(driven.flatMap(({ accepted }) => [...accepted.keys()]));
    expect([...names].sort()).toEqual([...KINDS].sort());
    const taken = driven.flatMap(({ accepted }) => [...accepted.values()]).reduce((sum, n) => sum + n, 0);
    expect(taken).toBeGreaterThan(driven.reduce((sum, { refused }) => sum + refused, 0));
  });
});
