import { ApiProperty } from '@nestjs/swagger';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { aText } from '../../../src/history/value-checks.js';
import * as shown from '../../../src/http/shown.js';

import type { Plan } from '../../../src/suggestions/handling-status.js';
import { Fits } from '../../../src/validation/fields.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { budgetTable } from './budget-table.js';
import { COUNTED_BY, inOrderOf, MOST_CROSSED, namesIn, valuesBy } from './counted-by.js';
import { narrowingModels, type NarrowingTables, standingAsked } from './standing-asked.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { countsAt } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

type BudgetLine = Plan['budgetLines'][number];

/** What a budget line itself says. */
const OF_LINES = ['year', 'budget', 'fund', 'state'] as const satisfies readonly (keyof BudgetLine)[];
const NAMES = [...OF_LINES, ...Object.keys(COUNTED_BY)];

class BudgetAsked extends SuggestionFilter {
  @ApiProperty({
    description: `What to add up by: up to ${String(MOST_CROSSED)}, with commas between, of ${NAMES.join(', ')}`,
    example: 'year,state',
  })
  @Fits(aText(100))
  by!: string;
}

const sum = {
  lines: shown.integer({ about: 'Budget lines' }),
  won: shown.integer({ about: 'What they come to, in won' }),
};
const budgetSums = shown.object({
  ...stated,
  by: shown.list(shown.choice(NAMES)),
  suggestions: shown.integer({ about: 'Those that have budget lines' }),
  total: shown.object(sum, { about: 'Asked for, included and cut alike: `by=state` tells them apart' }),
  cells: shown.list(
    shown.object({
      of: shown.record(shown.orNull(shown.text()), {
        about: 'The values by which it is added up; null where none is recorded',
      }),
      ...sum,
    }),
  ),
});
export type BudgetSums = shown.Of<typeof budgetSums>;

/** The budget lines (소요예산) that were last planned or reported of each suggestion, added up. */
export const getBudget = question({
  name: 'GetBudget',
  summary: 'What budget lines (소요예산) come to, by anything crossed with anything, as of a day, as known at a moment',
  tag: 'suggestions',
  path: 'v1/budget',
  asks: BudgetAsked,
  answers: budgetSums,
  table: budgetTable,
  reads: narrowingModels,
  answer: ({ by: named, ...filter }) => {
    const by = namesIn(named, NAMES);
    return async (db: Kysely<SuggestionTables & NarrowingTables>, stated) => {
      const asked = await standingAsked(db, filter, stated);
      const conditions = [...asked.conditions, sql<SqlBool>`s.plan like '%"won":%'`];
      const values = valuesBy([...by, 'plan']);
      const found = await countsAt(db, { ...asked, conditions }, values, new Map([['count', sql<SqlBool>`1 = 1`]]));
      const lines = found.flatMap(({ of: { plan, ...of }, counts: { count = 0 } }) =>
        (JSON.parse(plan!) as Plan).budgetLines.map((line) => ({ of: { ...of, ...ofLine(line, by) }, line, count })),
      );
      const cells = [...Map.groupBy(lines, ({ of }) => JSON.stringify(by.map((name) => of[name]))).values()];
      return {
        ...stated,
        by,
        suggestions: found.reduce((all, { counts: { count = 0 } }) => all + count, 0),
        total: sumOf(lines),
        cells: cells.map((some) => ({ of: some[0]!.of, ...sumOf(some) })).sort(inOrderOf(by)),
      };
    };
  },
});

function ofLine(line: BudgetLine, by: readonly string[]): Record<string, string | null> {
  const asked = OF_LINES.filter((name) => by.includes(name));
  return Object.fromEntries(asked.map((name) => [name, line[name] === null ? null : String(line[name])]));
}

interface Counted {
  readonly line: BudgetLine;
  /** How many suggestions have the same. */
  readonly count: number;
}

function sumOf(lines: readonly Counted[]): shown.Showing<typeof sum> {
  return {
    lines: lines.reduce((all, { count }) => all + count, 0),
    won: lines.reduce((all, { line, count }) => all + line.won * count, 0),
  };
}
