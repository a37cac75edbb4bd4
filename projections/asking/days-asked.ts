import { invalidParameter } from '../../src/http/problem.js';

/** Throws Problem where days are asked for that end before they begin: nothing would ever be found. */
export function mustRunForward<Name extends string>(
  asked: Readonly<Partial<Record<Name, string>>>,
  ...[from, to]: readonly [from: Name, to: Name]
): void {
  const [first, last] = [asked[from], asked[to]] as readonly (string | undefined)[];
  if (first === undefined || last === undefined || first <= last) return;
  throw invalidParameter(to, {
    ko: `${last}: ${from}의 ${first}보다 앞섭니다. 같은 날이나 그 뒤여야 합니다`,
    en: `${last} is before ${from} (${first}); it must be that day or a later one`,
  });
}
