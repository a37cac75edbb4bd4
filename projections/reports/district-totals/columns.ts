import { daysOver, type LocalDate, type Period } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import * as shown from '../../../src/http/shown.js';
import { districtRegistered } from '../../../src/jurisdiction/jurisdiction.events.js';
import { placeNamed } from '../../read-models/jurisdiction/jurisdiction.queries.js';
import type { RoundRow } from '../../read-models/rounds/round.tables.js';
import type { DistrictRow } from '../../read-models/jurisdiction/jurisdiction.tables.js';

export const districtColumn = shown.object(pick(districtRegistered, 'code', 'name', 'romanised'));
export type District = shown.Of<typeof districtColumn>;

/** A district in a round's table. */
export const roundColumn = shown.object({
  ...pick(districtRegistered, 'code', 'name', 'romanised'),
  elsewhere: shown.flag({
    about: "It stood on no day of the round's periods, or is not registered: figures are there all the same",
  }),
});
export type RoundColumn = shown.Of<typeof roundColumn>;

/** The column of what is in no district: of suggestions without a dong. */
const NONE = { code: '0', name: '구 없음', romanised: 'no district' } as const;

/** The days of a round, as far as they have come as of a day. */
export interface RoundDays {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

export function roundDays(meetings: Period, suggestions: Period, asOf: LocalDate): RoundDays {
  const { first, last: end } = daysOver(meetings, suggestions);
  const last = end === null || asOf < end ? asOf : end;
  return { first, last: last < first ? first : last };
}

/**
 * The columns of a round's table: the districts that stood on any of its days, by their names on the last of them, and
 * those in which figures are besides, in the order of their codes; then what is in none.
 */
export function columnsOf(
  districts: readonly DistrictRow[],
  days: RoundDays,
  counted: readonly string[],
): readonly RoundColumn[] {
  const byCode = new Map(districts.map((row) => [row.code, row]));
  const stood = districts.filter((row) => stoodIn(row, days)).map(({ code }) => code);
  const codes = [...new Set([...stood, ...counted])].filter((code) => code !== NONE.code).sort();
  const columns = codes.map((code) => {
    return { code, ...named(byCode.get(code), code, days.last), elsewhere: !stood.includes(code) };
  });
  return counted.includes(NONE.code) ? [...columns, { ...NONE, elsewhere: false }] : columns;
}

/** The columns of a round's table as of a day, with those of the districts that are counted besides. */
export function columnsAt(
  districts: readonly DistrictRow[],
  round: Pick<RoundRow, 'meetings_from' | 'meetings_to' | 'suggestions_from' | 'suggestions_to'>,
  asOf: LocalDate,
  counted: readonly string[],
): readonly RoundColumn[] {
  const meetings = { from: round.meetings_from, to: round.meetings_to };
  const suggestions = { from: round.suggestions_from, to: round.suggestions_to };
  return columnsOf(districts, roundDays(meetings, suggestions, asOf), counted);
}

/** Districts of these codes, by their names on a day; of none, those that are there on it. */
export function districtsOf(
  districts: readonly DistrictRow[],
  codes: readonly string[],
  day: LocalDate,
): readonly District[] {
  if (codes.length === 0) return columnsOf(districts, { first: day, last: day }, []).map(plain);
  const byCode = new Map(districts.map((row) => [row.code, row]));
  const known = [...new Set(codes)].filter((code) => code !== NONE.code).sort();
  return known.map((code) => ({ code, ...named(byCode.get(code), code, day) }));
}

function named(row: DistrictRow | undefined, code: string, day: LocalDate): Omit<District, 'code'> {
  return row ? placeNamed(row, day) : { name: code, romanised: null };
}

function stoodIn({ valid_from, valid_to }: DistrictRow, { first, last }: RoundDays): boolean {
  return (valid_from === null || valid_from <= last) && (valid_to === null || first <= valid_to);
}

function plain({ code, name, romanised }: RoundColumn): District {
  return { code, name, romanised };
}
