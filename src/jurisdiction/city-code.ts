/** Provinces whose number changed, by the number of today: 강원 on 2023-06-09, 전북 on 2024-01-18. */
const RENUMBERED: Readonly<Record<string, string>> = { 51: '42', 52: '45' };

/**
 * What the codes of a city's districts and dongs begin with, in the national administrative standard: of 고양시 (41280)
 * 4128, of 서울특별시 (11000) 11; a district whose code is the city's own is among them. What was there before its
 * province was given another number begins with the old one.
 */
export function beginningsOf(city: string): readonly string[] {
  const beginning = city.slice(0, city.endsWith('000') ? 2 : city.endsWith('0') ? 4 : 5);
  const before = RENUMBERED[beginning.slice(0, 2)];
  return before === undefined ? [beginning] : [beginning, before + beginning.slice(2)];
}
