import { type Expression, type Kysely, sql } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { inQueue, type Queue, QUEUES } from './queues.js';
import { narrowingModels, type NarrowingTables, standingAsked } from './standing-asked.js';
import { SuggestionFilter } from './suggestion-filter.js';
import { countsAt } from './suggestion-list.queries.js';
import type { SuggestionTables } from './suggestion.queries.js';

const counts = shown.record(shown.integer(), { about: 'By code; those without one under an empty code' });
const queue = shown.object({
  queue: shown.choice(QUEUES),
  total: shown.integer(),
  byBasis: shown.record(shown.integer(), {
    about: 'By what sets the due day, where it is about due days: the two are never added up',
  }),
  byDepartment: counts,
  byDistrict: counts,
  list: shown.text({ about: 'Where they are listed' }),
});
const queues = shown.object({ ...stated, queues: shown.list(queue) });
export type Queues = shown.Of<typeof queues>;

const COUNTED_BY: ReadonlyMap<string, Expression<string | null>> = new Map(
  ['department', 'district', 'basis'].map((name) => [name, sql<string | null>`${sql.ref(`s.${name}`)}`]),
);

/** What waits for somebody, as of a day, as known at a moment; narrowed like the list. */
export const getQueues = question({
  name: 'GetQueues',
  summary: 'What waits for somebody: due, overdue, for review, without a department …, by department and district',
  tag: 'suggestions',
  path: 'v1/queues',
  asks: SuggestionFilter,
  answers: queues,
  reads: narrowingModels,
  answer:
    ({ after: _, ...filter }) =>
    async (db: Kysely<SuggestionTables & NarrowingTables>, stated) => {
      const within = filter.within === undefined ? undefined : Number(filter.within);
      const conditions = QUEUES.map((name) => [name, inQueue(name, stated.moment, within)] as const);
      const asked = await standingAsked(db, filter, stated);
      const found = await countsAt(db, asked, COUNTED_BY, new Map(conditions));
      const asks = Object.entries(filter)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}&`)
        .join('');
      return { ...stated, queues: QUEUES.map((name) => queueOf(name, asks, found)) };
    },
});

function queueOf(name: Queue, asked: string, found: Awaited<ReturnType<typeof countsAt>>): shown.Of<typeof queue> {
  const counts = found.map(({ of, counts: its }) => ({ of, count: its[name] ?? 0 })).filter(({ count }) => count > 0);
  const by = (what: string) => {
    const sums: Record<string, number> = {};
    for (const { of, count } of counts) sums[of[what] ?? ''] = (sums[of[what] ?? ''] ?? 0) + count;
    return sums;
  };
  return {
    queue: name,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    byBasis: by('basis'),
    byDepartment: by('department'),
    byDistrict: by('district'),
    list: `/v1/suggestions?${asked}queue=${name}`,
  };
}
