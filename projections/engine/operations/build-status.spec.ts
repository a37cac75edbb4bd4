import { Pace } from './build-status.js';

describe('the pace of a build', () => {
  it('is what was done over the last ten seconds or so', () => {
    const pace = new Pace();
    expect(pace.note(1, 0, 0)).toBeNull();
    expect(pace.note(1, 4_000, 4_000)).toBe(1_000);
    expect(pace.note(1, 8_000, 8_000)).toBe(1_000);
    expect(pace.note(1, 38_000, 18_000)).toBe(3_000);
  });

  it('is told also to who looks more seldom than that', () => {
    const pace = new Pace();
    pace.note(1, 0, 0);
    expect(pace.note(1, 30_000, 15_000)).toBe(2_000);
    expect(pace.note(1, 90_000, 75_000)).toBe(1_000);
    // Somebody else looks just before.
    expect(pace.note(1, 120_000, 105_000)).toBe(1_000);
    expect(pace.note(1, 120_010, 105_010)).toBe(1_000);
  });

  it('is each build’s own', () => {
    const pace = new Pace();
    pace.note(1, 0, 0);
    pace.note(2, 500, 0);
    expect([pace.note(1, 1_000, 1_000), pace.note(2, 1_500, 2_000)]).toEqual([1_000, 500]);
  });
});
