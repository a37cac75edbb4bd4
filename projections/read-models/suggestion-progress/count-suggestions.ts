import { ApiProperty } from '@nestjs/swagger';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import { aText } from '../../../src/history/value-checks.js';
import { invalidParameter } from '../../../src/http/problem.js';
import * as shown from '../../../src/http/shown.js';
import { Fits } from '../../../src/validation/fields.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { REACTION_MODELS, type ReactionTables, underWay, underWayShown } from '../reactions/reaction.queries.js';
import type { NamedTables } from './names-asked.js';
import { standingAsked } from './standing-asked.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { countsAt } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

/** What suggestions can be counted by, and the columns that say it. */
const COUNTED_BY = {
  round: 'round_id',
  district: 'district',
  dong: 'dong',
  department: 'department',
  officer: 'officer',
  status: 'status',
  phase: 'phase',
  field: 'field_of_work',
  channel: 'channel',
  form: 'form',
  kind: 'statutory_kind',
  proposer: 'proposer_kind',
  month: 'raised_on',
} as const;
type CountedBy = keyof typeof COUNTED_BY;

const MOST = 3;

class CountsAsked extends SuggestionFilter {
  @ApiProperty({
    description: `What to count by: up to ${String(MOST)}, with commas between, of ${Object.keys(COUNTED_BY).join(', ')}`,
    example: 'department,status',
  })
  @Fits(aText(100))
  by!: string;
}

const cell = shown.object({
  of: shown.record(shown.orNull(shown.text()), {
    about: 'The values by which it is counted; null where none is recorded',
  }),
  count: shown.integer(),
});
const suggestionCounts = shown.object({
  ...stated,
  ...underWayShown,
  by: shown.list(shown.choice(Object.keys(COUNTED_BY))),
  total: shown.integer({ about: 'Of all cells: each suggestion is in one' }),
  cells: shown.list(cell),
});
export type SuggestionCounts = shown.Of<typeof suggestionCounts>;

/** Straight from how each suggestion stood: narrowed like the list, and counted by anything that it may be narrowed to. */
export const countSuggestions = question({
  name: 'CountSuggestions',
  summary: 'How many suggestions count, by anything crossed with anything, as of a day, as known at a moment',
  tag: 'suggestions',
  path: 'v1/suggestion-counts',
  asks: CountsAsked,
  answers: suggestionCounts,
  reads: [
    'suggestion-progress',
    'suggestion-numbers',
    'rounds',
    'meetings',
    'jurisdiction',
    'organisation',
    ...REACTION_MODELS,
  ],
  answer: ({ by: named, ...filter }) => {
    const by = namesIn(named);
    return async (db: Kysely<SuggestionTables & NamedTables & ReactionTables>, stated) => {
      const asked = await standingAsked(db, filter, stated);
      const found = await countsAt(db, asked, expressionsOf(by), new Map([['count', sql<SqlBool>`1 = 1`]]));
      const cells = found
        .map(({ of, counts: { count = 0 } }) => ({ of, count }))
        .sort((a, b) =>
          compared(
            by.map((name) => a.of[name]),
            by.map((name) => b.of[name]),
          ),
        );
      return { ...stated, ...(await underWay(db)), by, total: cells.reduce((sum, { count }) => sum + count, 0), cells };
    };
  },
});

function namesIn(named: string): readonly CountedBy[] {
  const names = [...new Set(named.split(','))];
  const [first] = names.filter((name) => !Object.hasOwn(COUNTED_BY, name));
  const known = Object.keys(COUNTED_BY).join(', ');
  if (first !== undefined) {
    throw invalidParameter('by', {
      ko: `${first}: ${known} 가운데 하나여야 합니다`,
      en: `${first} must be one of ${known}`,
    });
  }
  if (names.length > MOST) {
    throw invalidParameter('by', { ko: `${String(MOST)}개까지입니다`, en: `must be at most ${String(MOST)}` });
  }
  return names as CountedBy[];
}

function expressionsOf(by: readonly CountedBy[]): ReadonlyMap<CountedBy, Expression<string | null>> {
  return new Map(
    by.map((name) => {
      const column = sql<string | null>`${sql.ref(`s.${COUNTED_BY[name]}`)}`;
      return [name, name === 'month' ? sql<string>`substr(${column}, 1, 7)` : column];
    }),
  );
}

/** By the first value that differs, by code point; what none is recorded of comes last. */
function compared(one: readonly (string | null | undefined)[], other: readonly (string | null | undefined)[]): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  if (index === -1) return 0;
  const [a, b] = [one[index] ?? null, other[index] ?? null];
  return a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
}
