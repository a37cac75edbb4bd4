import { type Expression, sql } from 'kysely';
import { invalidParameter } from '../../../src/http/problem.js';

/** What suggestions can be counted by, and the columns of `s` that say it. */
export const COUNTED_BY = {
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

/** More things than these are not crossed. */
export const MOST_CROSSED = 3;

/** The names that a parameter `by` holds, with commas between. Throws Problem for what is none of those known. */
export function namesIn(named: string, known: readonly string[]): readonly string[] {
  const names = [...new Set(named.split(','))];
  const stray = names.find((name) => !known.includes(name));
  const all = known.join(', ');
  if (stray !== undefined) {
    throw invalidParameter('by', {
      ko: `${stray}: ${all} 가운데 하나여야 합니다`,
      en: `${stray} must be one of ${all}`,
    });
  }
  if (names.length > MOST_CROSSED) {
    const most = String(MOST_CROSSED);
    throw invalidParameter('by', { ko: `${most}개까지입니다`, en: `must be at most ${most}` });
  }
  return names;
}

/** The values of `s` that the names stand for, and `plan`; names of something else are left out. */
export function valuesBy(names: readonly string[]): ReadonlyMap<string, Expression<string | null>> {
  const columns: Readonly<Record<string, string>> = { ...COUNTED_BY, plan: 'plan' };
  const own = names.filter((name) => Object.hasOwn(columns, name));
  return new Map(
    own.map((name) => {
      const column = sql<string | null>`${sql.ref(`s.${columns[name]!}`)}`;
      return [name, name === 'month' ? sql<string>`substr(${column}, 1, 7)` : column];
    }),
  );
}

/** By the first value that differs, by code point; what none is recorded of comes last. */
export function inOrderOf<C extends { readonly of: Readonly<Record<string, string | null>> }>(
  names: readonly string[],
): (one: C, other: C) => number {
  return (one, other) => {
    const name = names.find((each) => one.of[each] !== other.of[each]);
    if (name === undefined) return 0;
    const [a, b] = [one.of[name] ?? null, other.of[name] ?? null];
    return a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
  };
}
