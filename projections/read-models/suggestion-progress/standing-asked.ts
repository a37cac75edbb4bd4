import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { notKnown, type Stated } from '../../asking/stated.js';
import { onlySuccessorsOf } from '../organisation/successors.js';
import { policyKnownAt, type PolicyTables } from '../policies/policy.queries.js';
import { roundsAsked } from '../rounds/round.queries.js';
import { suggestionNumbered } from '../suggestion-numbers/suggestion-number.queries.js';
import { saysAt, wordsOf } from '../suggestion-search/suggestion-search.queries.js';
import type { SuggestionSearchTables } from '../suggestion-search/suggestion-search.tables.js';
import { mustBeKnown, type NamedTables } from './names-asked.js';
import { conditionsOf, type SuggestionFilter } from './suggestion-filter.js';
import type { StandingAsked } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';
import { hasWord, wordsAsked } from './words-asked.js';

/** What is read to narrow suggestions to what is asked for: what they say only where that is searched. */
export function narrowingModels({ search }: Pick<SuggestionFilter, 'search'>): readonly string[] {
  return search === undefined ? ALWAYS : [...ALWAYS, 'suggestion-search'];
}

const ALWAYS = [
  'suggestion-progress',
  'suggestion-numbers',
  'rounds',
  'meetings',
  'jurisdiction',
  'organisation',
  'policies',
] as const;
export type NarrowingTables = NamedTables & PolicyTables & SuggestionSearchTables;

/** What is asked of suggestions, of the moment of an answer. Throws Problem `not-found` for what was never known. */
export async function standingAsked(
  db: Kysely<SuggestionTables & NarrowingTables>,
  asked: SuggestionFilter,
  stated: Stated,
): Promise<StandingAsked> {
  const words = asked.search === undefined ? [] : wordsOf('search', asked.search);
  const [roundId] = (await roundsAsked(db, asked.round, stated)) ?? [];
  await mustBeKnown(db, asked, stated);
  const { moment } = stated;
  const { ordinal } = moment.knownAt;
  return {
    moment,
    past: asked.asOf !== undefined || asked.knownAt !== undefined,
    ahead: asked.ahead === 'true',
    conditions: [
      ...conditionsOf(asked, roundId, moment),
      ...(await ofDepartment(db, asked, stated)),
      ...(asked.number === undefined ? [] : [await numbered(db, asked.number, stated)]),
      ...(asked.word === undefined ? [] : [await worded(db, asked.word, asked.set, stated)]),
      ...(words.length === 0 ? [] : await saysAt(db, words, ordinal)),
    ],
  };
}

/** With those whose department has gone to it. */
async function ofDepartment(
  db: Kysely<NarrowingTables>,
  { department, predecessors }: SuggestionFilter,
  { moment }: Stated,
): Promise<readonly Expression<SqlBool>[]> {
  if (department === undefined || predecessors !== 'true') return [];
  const successors = await onlySuccessorsOf(db, moment);
  const its = [...successors].flatMap(([code, successor]) => (successor === department ? [code] : []));
  return [sql<SqlBool>`s.department in (${sql.join([department, ...its])})`];
}

async function numbered(db: Kysely<SuggestionTables>, number: string, stated: Stated): Promise<Expression<SqlBool>> {
  const id = await suggestionNumbered(db, number);
  const row =
    id &&
    (await db.selectFrom('suggestions').select('first_ordinal').where('suggestion_id', '=', id).executeTakeFirst());
  if (row) return sql<SqlBool>`s.first_ordinal = ${row.first_ordinal}`;
  throw notKnown(
    {
      ko: `number: 접수번호 ${number}을(를) 찾을 수 없습니다.`,
      en: `number: there is no suggestion ${number}; look for a slip in it.`,
    },
    stated,
  );
}

async function worded(
  db: Kysely<PolicyTables>,
  word: string,
  set: string | undefined,
  stated: Stated,
): Promise<Expression<SqlBool>> {
  const { moment } = stated;
  return hasWord(word, wordsAsked(await policyKnownAt(db, moment), set, stated), moment.asOf);
}
