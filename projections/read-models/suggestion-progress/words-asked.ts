import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { invalidParameter } from '../../../src/http/problem.js';
import { allWordsOn, type Policy, type StatusWords } from '../../../src/policies/in-force.js';
import type { Stated } from '../../asking/stated.js';

/** The words of a kind of report as of the day. Throws Problem where there are none of that kind, or several to choose from. */
export function wordsAsked(policy: Policy, set: string | undefined, { moment }: Stated): StatusWords {
  const all = allWordsOn(policy, moment.asOf);
  const found = set === undefined && all.length === 1 ? all[0] : all.find((one) => one.set === set);
  if (found) return found;
  const sets = all.map((one) => one.set).join(', ');
  throw invalidParameter('set', {
    ko: sets === '' ? `${moment.asOf}에 정해진 처리현황 용어가 없습니다` : `${sets} 가운데 하나여야 합니다`,
    en: sets === '' ? `no words for statuses are set on ${moment.asOf}` : `must be one of ${sets}`,
  });
}

/** That a report prints this word for a suggestion `s`. Throws Problem for a word that it does not have. */
export function hasWord(named: string, words: StatusWords, asOf: LocalDate): RawBuilder<SqlBool> {
  const isIt = (word: StatusWords['splits'][number]['rest']) => word.ko === named || word.en === named;
  const all = [
    ...words.words.map(({ word }) => word),
    ...words.splits.flatMap(({ parts, rest }) => [...parts.map(({ word }) => word), rest]),
  ];
  if (!all.some(isIt)) {
    const there = [...new Set(all.map(({ ko }) => ko))].join(', ');
    throw invalidParameter('word', { ko: `${there} 가운데 하나여야 합니다`, en: `must be one of ${there}` });
  }
  const whole = words.words.filter(({ word }) => isIt(word)).flatMap(({ statuses }) => statuses);
  const anyOf: RawBuilder<SqlBool>[] = whole.map((status) => sql`s.status = ${status}`);
  for (const { status, parts, rest } of words.splits) {
    const takes = [...parts.map(({ word }) => word), rest].flatMap((word, place) => (isIt(word) ? [place] : []));
    if (takes.length === 0) continue;
    const first = sql.join(
      parts.map(({ when }, place) => sql`when ${meets(when, asOf)} then ${sql.lit(place)}`),
      sql` `,
    );
    const place = sql`case ${first} else ${sql.lit(parts.length)} end`;
    anyOf.push(sql`(s.status = ${status} and ${place} in (${sql.join(takes.map((one) => sql.lit(one)))}))`);
  }
  return sql<SqlBool>`(${anyOf.length === 0 ? sql`1 = 0` : sql.join(anyOf, sql` or `)})`;
}

type Condition = StatusWords['splits'][number]['parts'][number]['when'];

/** How the plan of a row begins where it has a target: the year stands behind it. */
const TARGET = '{"target":{"by":"';

/** The same as `wordOf` says it, of the plan of a row (JSON, written by this program alone). */
function meets({ targetWithinYears, budgetLine }: Condition, asOf: LocalDate): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (targetWithinYears !== null) {
    const last = String(Number(asOf.slice(0, 4)) + targetWithinYears);
    const year = sql`substr(s.plan, ${sql.lit(TARGET.length + 1)}, 4)`;
    conditions.push(sql`s.plan like ${`${TARGET}%`} and ${year} <= ${last}`);
  }
  if (budgetLine !== null) conditions.push(sql`s.plan like ${`%"state":"${budgetLine}"%`}`);
  return sql<SqlBool>`${conditions.length === 0 ? sql`1 = 0` : sql.join(conditions, sql` and `)}`;
}
