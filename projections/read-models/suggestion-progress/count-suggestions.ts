import { ApiProperty } from '@nestjs/swagger';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { aText } from '../../../src/history/value-checks.js';
import * as shown from '../../../src/http/shown.js';
import { type StatusWords, wordOf } from '../../../src/policies/in-force.js';
import type { HandlingStatus, Plan } from '../../../src/suggestions/handling-status.js';
import { Fits } from '../../../src/validation/fields.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { policyKnownAt } from '../policies/policy.queries.js';
import { REACTION_MODELS, type ReactionTables, underWay, underWayShown } from '../reactions/reaction.queries.js';
import { countsTable } from './counts-table.js';
import { COUNTED_BY, inOrderOf, MOST_CROSSED, namesIn, valuesBy } from './counted-by.js';
import { sharesOf } from './shares.js';
import { narrowingModels, type NarrowingTables, standingAsked } from './standing-asked.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { countsAt } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';
import { wordsAsked } from './words-asked.js';

/** Besides what is recorded: the city's word for the status. */
const NAMES = [...Object.keys(COUNTED_BY), 'word'];

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
  share: shown.number({ about: 'Of all, in per cent with one decimal; all shares add up to 100 (largest remainder)' }),
});
const suggestionCounts = shown.object({
  ...stated,
  ...underWayShown,
  by: shown.list(shown.choice(NAMES)),
  total: shown.integer({ about: 'Of all cells: each suggestion is in one' }),
  cells: shown.list(cell),
  reflected: shown.object(
    {
      formula: shown.object({ ko: shown.text(), en: shown.text() }),
      percent: shown.orNull(shown.number({ about: 'With one decimal; null where nothing counts' })),
    },
    { about: '반영률' },
  ),
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
  table: countsTable,
  reads: (asked) => [...narrowingModels(asked), ...REACTION_MODELS],
  answer: ({ by: named, ...filter }) => {
    const by = namesIn(named, NAMES);
    return async (db: Kysely<SuggestionTables & NarrowingTables & ReactionTables>, stated) => {
      const asked = await standingAsked(db, filter, stated);
      const words = by.includes('word')
        ? wordsAsked(await policyKnownAt(db, stated.moment), filter.set, stated)
        : undefined;
      const worded = words ? ['status', 'plan'] : [];
      const found = await countsAt(db, asked, valuesBy([...new Set([...by, ...worded])]), COUNTS);
      const named = words ? found.map((one) => withWord(one, words, stated.moment.asOf)) : found;
      const cells = [...Map.groupBy(named, ({ of }) => JSON.stringify(by.map((name) => of[name]))).values()]
        .map((some) => ({ of: picked(some[0]!.of, by), count: sum(some, 'all') }))
        .sort(words && by.length === 1 ? inOrderOfWords(words) : inOrderOf(by));
      const [total, infeasible] = [sum(found, 'all'), sum(found, 'infeasible')];
      const shares = sharesOf(cells.map(({ count }) => count));
      return {
        ...stated,
        ...(await underWay(db)),
        by,
        total,
        cells: cells.map((one, index) => ({ ...one, share: shares[index]! })),
        reflected: { formula: REFLECTED, percent: total === 0 ? null : sharesOf([total - infeasible, infeasible])[0]! },
      };
    };
  },
});

const COUNTS = new Map([
  ['all', sql<SqlBool>`1 = 1`],
  ['infeasible', sql<SqlBool>`s.status = 'infeasible'`],
]);

const REFLECTED = { ko: '(전체 − 추진불가) ÷ 전체', en: '(all − infeasible) / all' };

type Found = Awaited<ReturnType<typeof countsAt>>[number];

function sum(found: readonly Found[], count: string): number {
  return found.reduce((all, { counts }) => all + (counts[count] ?? 0), 0);
}

function picked(of: Found['of'], by: readonly string[]): Found['of'] {
  return Object.fromEntries(by.map((name) => [name, of[name] ?? null]));
}

/** With the word that a report prints for it. */
function withWord({ of: { plan, ...of }, counts }: Found, words: StatusWords, asOf: string): Found {
  const planned = plan ? (JSON.parse(plan) as Plan) : { target: null, budgetLines: [] };
  const word = wordOf(of.status as HandlingStatus, planned, words, asOf);
  return { of: { ...of, word: word?.ko ?? null }, counts };
}

/** As the report prints them. */
function inOrderOfWords({ words }: StatusWords): (one: Pick<Found, 'of'>, other: Pick<Found, 'of'>) => number {
  const place = ({ of }: Pick<Found, 'of'>) => words.findIndex(({ word }) => word.ko === of.word);
  return (one, other) => place(one) - place(other);
}
