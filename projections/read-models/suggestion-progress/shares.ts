/**
 * What parts are of their whole, in per cent with one decimal, rounded by largest remainder so that they add up to 100;
 * of parts whose remainders are equal the earlier ones get more. All 0 where there is nothing.
 */
export function sharesOf(parts: readonly number[]): readonly number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const floors = parts.map((part) => Math.floor((part * 1_000) / whole));
  const left = 1_000 - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: (part * 1_000) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const more = new Set(byRemainder.slice(0, left).map(({ index }) => index));
  return floors.map((floor, index) => (floor + (more.has(index) ? 1 : 0)) / 10);
}
