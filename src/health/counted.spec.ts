import { counted } from './counted.js';

it('one is counted in the singular', () => {
  expect([0, 1, 2].map((n) => counted(n, 'stream'))).toEqual(['0 streams', '1 stream', '2 streams']);
});
