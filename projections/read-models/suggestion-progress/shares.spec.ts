import { sharesOf } from './shares.js';

describe('shares of a whole', () => {
  it.each([
    [
      [1, 1, 1],
      [33.4, 33.3, 33.3],
    ],
    [
      [251, 88, 103],
      [56.8, 19.9, 23.3],
    ],
    [
      [60, 3],
      [95.2, 4.8],
    ],
    [
      [0, 5],
      [0, 100],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
  ])('of %j are %j', (parts, shares) => {
    expect(sharesOf(parts)).toEqual(shares);
  });
});
