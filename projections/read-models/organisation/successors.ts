import type { Kysely } from 'kysely';
import type { Moment } from '../../asking/moment/moment.js';
import { knownAt } from '../../asking/known-at.js';
import type { OrganisationTables } from './organisation.queries.js';

/**
 * Of departments that have gone by a day, the one that has their work on that day, by their codes: along the chain of
 * those that each had one successor alone. One without, or with several, is left out.
 */
export async function onlySuccessorsOf(
  db: Kysely<OrganisationTables>,
  moment: Moment,
): Promise<ReadonlyMap<string, string>> {
  const gone = await db
    .selectFrom('departments')
    .select(['code', 'successors'])
    .where(knownAt(moment))
    .where('valid_to', '<', moment.asOf)
    .execute();
  const next = new Map(gone.map(({ code, successors }) => [code, JSON.parse(successors) as string[]]));
  const endOf = (code: string, seen: ReadonlySet<string>): string | undefined => {
    const successors = next.get(code);
    if (!successors) return code;
    const [only, ...others] = successors;
    if (only === undefined || others.length > 0 || seen.has(only)) return undefined;
    return endOf(only, new Set([...seen, only]));
  };
  const ends = [...next.keys()].map((code) => [code, endOf(code, new Set([code]))] as const);
  return new Map(ends.filter((one): one is readonly [string, string] => one[1] !== undefined));
}
