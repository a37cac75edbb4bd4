import { ApiProperty } from '@nestjs/swagger';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { aText } from '../../../src/history/value-checks.js';
import * as shown from '../../../src/http/shown.js';
import { Fits } from '../../../src/validation/fields.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { REACTION_MODELS, type ReactionTables, underWay, underWayShown } from '../reactions/reaction.queries.js';
import { COUNTED_BY, inOrderOf, MOST_CROSSED, namesIn, valuesBy } from './counted-by.js';
import type { NamedTables } from './names-asked.js';
import { standingAsked } from './standing-asked.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { countsAt } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

const NAMES = Object.keys(COUNTED_BY);

class CountsAsked extends SuggestionFilter {
  @ApiProperty({
    description: `What to count by: up to ${String(MOST_CROSSED)}, with commas between, of ${NAMES.join(', ')}`,
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
  by: shown.list(shown.choice(NAMES)),
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
    const by = namesIn(named, NAMES);
    return async (db: Kysely<SuggestionTables & NamedTables & ReactionTables>, stated) => {
      const asked = await standingAsked(db, filter, stated);
      const found = await countsAt(db, asked, valuesBy(by), new Map([['count', sql<SqlBool>`1 = 1`]]));
      const cells = found.map(({ of, counts: { count = 0 } }) => ({ of, count })).sort(inOrderOf(by));
      return { ...stated, ...(await underWay(db)), by, total: cells.reduce((sum, { count }) => sum + count, 0), cells };
    };
  },
});
