import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import { placeNamed } from '../jurisdiction/jurisdiction.queries.js';
import { departmentNames, type OrganisationTables } from '../organisation/organisation.queries.js';
import type { RoundTables } from '../rounds/round.queries.js';
import type { PlaceTables } from './names-asked.js';
import type { SuggestionView } from './suggestion.queries.js';

/** What the codes of a suggestion stand for, as of the day; null where none is said, and for what no register has. */
export const namesBeside = {
  names: shown.object(
    {
      round: shown.orNull(shown.text({ about: 'Code of its round' })),
      district: shown.orNull(shown.text()),
      dong: shown.orNull(shown.text()),
      department: shown.orNull(shown.text({ about: 'That of the lead department' })),
    },
    { about: 'Names of the day asked for, beside the codes' },
  ),
};

export type NamingTables = PlaceTables & OrganisationTables & Pick<RoundTables, 'rounds'>;

export const NAMING_MODELS = ['rounds', 'jurisdiction', 'organisation'] as const;

/** Suggestions with the names of what their codes stand for. */
export async function withNames<S extends SuggestionView>(
  db: Kysely<NamingTables>,
  moment: Moment,
  suggestions: readonly S[],
): Promise<(S & shown.Showing<typeof namesBeside>)[]> {
  const codes = (of: (one: S) => string | null) => [...new Set(suggestions.map(of))].filter((code) => code !== null);
  const districts = await placeNames(
    db,
    'districts',
    moment,
    codes(({ district }) => district),
  );
  const dongs = await placeNames(
    db,
    'dongs',
    moment,
    codes(({ dong }) => dong),
  );
  const departments = await departmentNames(
    db,
    moment,
    codes(({ department }) => department),
  );
  const rounds = await roundCodes(
    db,
    codes(({ roundId }) => roundId),
  );
  const named = (names: ReadonlyMap<string, string>, code: string | null) =>
    code === null ? null : (names.get(code) ?? null);
  return suggestions.map((one) => ({
    ...one,
    names: {
      round: named(rounds, one.roundId),
      district: named(districts, one.district),
      dong: named(dongs, one.dong),
      department: named(departments, one.department),
    },
  }));
}

async function placeNames(
  db: Kysely<NamingTables>,
  from: 'districts' | 'dongs',
  moment: Moment,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom(from as 'districts')
    .select(['code', 'names'])
    .where(knownAt(moment))
    .where('code', 'in', codes)
    .execute();
  return new Map(rows.map((row) => [row.code, placeNamed(row, moment.asOf).name]));
}

/** A round's code stays as it was opened, voided or not. */
async function roundCodes(db: Kysely<NamingTables>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('rounds').select(['round_id', 'code']).where('round_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.round_id, row.code]));
}
