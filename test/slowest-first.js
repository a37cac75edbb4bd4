/** Specs that start programs and kill them: begun last, one of them would run on alone. */
const SLOWEST = /test\/(torture|guides|example|projections\/taking-over)/;
const rank = ({ path }) => (SLOWEST.test(path) ? 0 : path.includes('/test/') ? 1 : 2);

/** The order in which specs are begun, on a machine that has seen no run yet too. */
export default class SlowestFirst {
  sort(tests) {
    return tests.toSorted((a, b) => rank(a) - rank(b));
  }

  /** What Jest would keep from run to run. */
  cacheResults() {}
}
