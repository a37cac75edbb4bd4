import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { invalidParameter } from '../../../src/http/problem.js';
import { lettersOf, pairsIn } from './searched-letters.js';
import type { SuggestionSearchTables } from './suggestion-search.tables.js';

/** The words of a search, as letters. Throws Problem where none has the two letters from which parts of words are found. */
export function wordsOf(parameter: string, searched: string): readonly string[] {
  const words = [...new Set(searched.split(/\s+/).map(lettersOf))].filter((word) => word !== '');
  if (words.some((word) => word.length >= 2)) return words;
  throw invalidParameter(parameter, {
    ko: '두 글자 이상의 낱말이 있어야 합니다. 낱말의 일부여도 됩니다',
    en: 'must hold a word, or a part of one, of at least two letters',
  });
}

/** So many are looked up one by one; of what more say, those are taken that come first in the order of the list. */
const FEW = 2_000;

/**
 * The condition that a suggestion `s` says all of the words, parts of words among them, at a moment. Where few have its
 * rarest pair of letters, they are looked up first.
 */
export async function saysAt(
  db: Kysely<SuggestionSearchTables>,
  words: readonly string[],
  ordinal: number,
): Promise<readonly Expression<SqlBool>[]> {
  const says = words.map((word) => sql`said.said like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`);
  const said = sql<SqlBool>`exists (
    select 1 from ${sql.table('suggestion_said')} as said
    where said.ordinal = s.first_ordinal and said.known_from <= ${ordinal} and said.known_to > ${ordinal}
      and ${sql.join(says, sql` and `)})`;
  const few = await fewWithAll(db, [...new Set(words.flatMap(pairsIn))]);
  if (few === undefined) return [said];
  return [few.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`s.first_ordinal in (${sql.join(few)})`, said];
}

/** Those that have all pairs; undefined where there are more than a few. */
async function fewWithAll(
  db: Kysely<SuggestionSearchTables>,
  pairs: readonly number[],
): Promise<readonly number[] | undefined> {
  let found: ReadonlySet<number> | undefined;
  for (const pair of pairs) {
    const rows = await db
      .selectFrom('suggestion_pairs')
      .select('ordinal')
      .where('pair', '=', pair)
      .limit(FEW + 1)
      .execute();
    if (rows.length > FEW) continue;
    const having = new Set(rows.map(({ ordinal }) => ordinal));
    found = found ? having.intersection(found) : having;
    if (found.size < FEW / 20) break;
  }
  return found && [...found];
}
