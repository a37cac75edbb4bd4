/** So many letters apart, two long names are taken for one and the same. */
const APART = 2;
/** Shorter names are near to too many that mean something else. */
const LONG_ENOUGH = 6;

/** Of the names that are set, those that are none of the known and nearly one; each with the one that is nearest. */
export function misspelt(set: readonly string[], known: readonly string[]): { name: string; meant: string }[] {
  const long = known.filter((name) => name.length >= LONG_ENOUGH);
  return set.flatMap((name) => {
    if (known.includes(name)) return [];
    const upper = name.toUpperCase();
    const [nearest] = long
      .map((meant) => ({ name, meant, apart: lettersApart(upper, meant) }))
      .filter(({ apart }) => apart <= APART)
      .sort((a, b) => a.apart - b.apart);
    return nearest ? [{ name, meant: nearest.meant }] : [];
  });
}

/** How many letters are to be put in, taken out or exchanged (Levenshtein); no more than a few are counted. */
function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > APART) return APART + 1;
  let above = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    above = row;
  }
  return above[b.length]!;
}
