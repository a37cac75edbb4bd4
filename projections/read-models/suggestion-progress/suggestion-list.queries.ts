import { type Expression, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import type { Moment } from '../../asking/moment/moment.js';
import { dayNumber, dayOf } from '../day-number.js';
import { FOR_GOOD, type Stood } from './suggestion-span.tables.js';
import type { SuggestionTables } from './suggestion.queries.js';

/** A suggestion as it stood at a moment. */
type Standing = Stood & { readonly first_ordinal: number; readonly holds_from: LocalDate; readonly known_from: number };
type Query<O = object> = SelectQueryBuilder<{ s: Standing }, 's', O>;

export interface StandingAsked {
  readonly moment: Moment;
  /** Whether it is another moment than now: what stood before is looked at, too. */
  readonly past: boolean;
  /** Those whose day lies ahead, too. */
  readonly ahead: boolean;
  /** On `s`. */
  readonly conditions: readonly Expression<SqlBool>[];
}

/**
 * The suggestions that counted at a moment, as `s`, each once: as they stand now, and, for another moment, as they
 * stood before. What several queries answer is to be put together.
 */
function stoodAt(db: Kysely<SuggestionTables>, { moment, past, ahead, conditions }: StandingAsked): readonly Query[] {
  const { asOf } = moment;
  const { ordinal } = moment.knownAt;
  // One of a day ahead is shown as it will stand on that day.
  const on = ahead
    ? sql<string>`case when s.raised_on > ${asOf} then s.raised_on else ${asOf} end`
    : sql<string>`${asOf}`;
  const all = (query: Query) => conditions.reduce((narrowed, one) => narrowed.where(one), query);
  const now = db
    .selectFrom('suggestions as s')
    .where('s.standing', '=', 1)
    .where('s.status', '<>', 'split')
    .where('s.known_from', '<=', ordinal)
    .where('s.holds_from', '<=', on) as unknown as Query;
  if (!past) return [all(now)];
  const before = db
    .selectFrom('suggestion_spans as s')
    .where('s.holds_from', '<=', on)
    .where('s.known_from', '<=', ordinal)
    .where('s.gone_by', '>', ordinal)
    .where((where) => where.or([where('s.ended_on', '>', on), where('s.ended_by', '>', ordinal)])) as unknown as Query;
  return [all(now), all(before)];
}

/** In the order recorded, raised, due or last changed; with `-` the other way round. */
export const SORTS = ['recorded', '-recorded', 'raised', '-raised', 'due', '-due', 'changed', '-changed'] as const;
export type Sort = (typeof SORTS)[number];

const KEYS = {
  recorded: sql<number>`s.first_ordinal`,
  raised: sql<LocalDate>`s.raised_on`,
  due: sql<LocalDate>`coalesce(s.due_on, ${FOR_GOOD})`,
  changed: sql<number>`s.known_from`,
} as const satisfies Record<string, RawBuilder<number> | RawBuilder<LocalDate>>;

/** A place in a sorted list: the number that it is sorted by (20221231 for a day), and the suggestion's first ordinal. */
export type Place = readonly [key: number, firstOrdinal: number];

/** The places of a page, after a place. */
export async function placesAt(
  db: Kysely<SuggestionTables>,
  asked: StandingAsked,
  page: { readonly sort: Sort; readonly after: Place | undefined; readonly limit: number },
): Promise<readonly Place[]> {
  const name = page.sort.replace('-', '') as keyof typeof KEYS;
  const [key, down] = [KEYS[name] as RawBuilder<number | LocalDate>, page.sort.startsWith('-')];
  const isDay = name === 'raised' || name === 'due';
  const found = await Promise.all(
    stoodAt(db, asked).map((query) => {
      let sorted = query.select([key.as('key'), 's.first_ordinal as ordinal']);
      if (page.after) {
        const [at, ordinal] = page.after;
        const than = sql.raw(down ? '<' : '>');
        sorted = sorted.where(sql<SqlBool>`(${key}, s.first_ordinal) ${than} (${isDay ? dayOf(at) : at}, ${ordinal})`);
      }
      return sorted
        .orderBy(key, down ? 'desc' : 'asc')
        .orderBy('s.first_ordinal', down ? 'desc' : 'asc')
        .limit(page.limit)
        .execute();
    }),
  );
  const places = found
    .flat()
    .map(({ key: at, ordinal }): Place => [typeof at === 'string' ? dayNumber(at) : at, ordinal]);
  const sign = down ? -1 : 1;
  return places.sort((a, b) => sign * (a[0] - b[0] || a[1] - b[1])).slice(0, page.limit);
}

/** Ids of suggestions, by their first ordinals. */
export async function idsOf(db: Kysely<SuggestionTables>, places: readonly Place[]): Promise<readonly string[]> {
  if (places.length === 0) return [];
  const ordinals = places.map(([, ordinal]) => ordinal);
  const rows = await db
    .selectFrom('suggestions')
    .select(['suggestion_id', 'first_ordinal'])
    .where('first_ordinal', 'in', ordinals)
    .execute();
  const ids = new Map(rows.map((row) => [row.first_ordinal, row.suggestion_id]));
  return ordinals.map((ordinal) => ids.get(ordinal)!);
}

/** How many stood that have the same values, and meet each of some conditions. */
interface Counted {
  readonly of: Readonly<Record<string, string | null>>;
  readonly counts: Readonly<Record<string, number>>;
}

/** How many stood, by the values of expressions on `s`, and how many of them meet each condition. */
export async function countsAt(
  db: Kysely<SuggestionTables>,
  asked: StandingAsked,
  by: ReadonlyMap<string, Expression<string | null>>,
  conditions: ReadonlyMap<string, Expression<SqlBool>>,
): Promise<readonly Counted[]> {
  const cells = new Map<string, Counted>();
  for (const query of stoodAt(db, asked)) {
    const rows = await query
      .select([...by].map(([name, value]) => sql<string | null>`${value}`.as(name)))
      .select([...conditions].map(([name, met]) => sql<number>`sum(case when ${met} then 1 else 0 end)`.as(name)))
      .groupBy([...by.values()].map((value) => sql`${value}`))
      .execute();
    for (const row of rows as Readonly<Record<string, string | number | null>>[]) {
      const of = Object.fromEntries([...by.keys()].map((name) => [name, row[name] as string | null]));
      const key = JSON.stringify(of);
      const before = cells.get(key)?.counts;
      const counts = [...conditions.keys()].map((name) => [name, (before?.[name] ?? 0) + Number(row[name])]);
      cells.set(key, { of, counts: Object.fromEntries(counts) as Record<string, number> });
    }
  }
  return [...cells.values()];
}
