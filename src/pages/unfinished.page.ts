import { html, type Html } from '../http/html.js';
import { allListed } from './all-listed.js';
import { type Api, pinned, queryText } from './api.js';
import { OPEN } from './decisions.js';
import type { Language } from './language.js';
import { momentForm, notices, select } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { columnsOf, type Listed, suggestionTable } from './suggestion-row.js';

/** The phases in which something is still to be done, here or elsewhere. */
const UNFINISHED = [...OPEN, 'transferred'];

/** What is not finished, by department, and whose standing nobody has reported since a day. */
export async function unfinishedPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const [department, round, since] = [query.department, query.round, query.since].map((one) =>
    one === '' ? undefined : one,
  );
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const [names, { lists, first }] = await Promise.all([
    Names.at(api, language, moment),
    unfinished(api, { ...moment, round, department, predecessors: department && 'true' }),
  ]);
  const all = lists.flatMap((list) => list.all).toSorted(byDueDay);
  const silent = since === undefined ? undefined : ({ standing }: Listed) => (standing?.asOf ?? '') < since;
  const any = t('모두', 'All');
  return {
    title: t('미완료 현황', 'Unfinished'),
    body: html`<form class="filters" method="get">
        ${select(t('소관부서', 'Department'), 'department', names.departmentsByCode(), { chosen: department, empty: any })}
        ${select(t('회차', 'Round'), 'round', names.roundsByCode(), { chosen: round, empty: any })}
        <label
          >${t('이날부터 보고가 없는 것', 'Not reported since')} <input type="date" name="since" value="${since ?? ''}"
        /></label>
        <button>${t('보기', 'Show')}</button>
      </form>
      ${momentForm(language, moment, first.moment, { department, round, since })} ${notices(language, first)}
      ${lists.some(({ more }) => more) ? html`<p class="notice" role="status">${t('너무 많아 일부만 보입니다. 부서나 회차를 고르십시오.', 'Too many: only some are shown. Choose a department or a round.')}</p>` : null}
      <p>
        ${t('모두', 'In all')}
        <strong>${all.length}</strong
        >${t('건', '')}${silent === undefined ? null : html` · ${t('보고 없음', 'not reported')} <strong>${all.filter(silent).length}</strong>`}
      </p>
      ${
        all.length === 0
          ? html`<p class="notice">${t('미완료 건의사항이 없습니다.', 'Nothing is unfinished.')}</p>`
          : department === undefined
            ? byDepartment(language, all, { names, silent, kept: { ...moment, round, since } })
            : oneByOne(language, all, { silent, moment: queryText(moment) })
      }`,
  };
}

/** Each phase's, all of one moment: none is told twice, or left out, that goes from one to another meanwhile. */
async function unfinished(api: Api, query: Readonly<Record<string, string | undefined>>) {
  const inPhase = (phase: string, more: object = {}) => allListed(api, { ...query, ...more, phase, sort: 'due' });
  const [phase, ...others] = UNFINISHED;
  const one = await inPhase(phase!);
  const lists = [one, ...(await Promise.all(others.map((other) => inPhase(other, pinned(one.first)))))];
  return { lists, first: one.first };
}

/** The first due day first; what has none comes last. */
function byDueDay(one: Listed, other: Listed): number {
  const [day, otherDay] = [one, other].map(({ clock }) => clock?.dueOn ?? '9999');
  return day! < otherDay! ? -1 : day! > otherDay! ? 1 : 0;
}

/** Each department with how much it has, and of how much nobody has heard. */
function byDepartment(
  { t }: Language,
  all: readonly Listed[],
  of: {
    readonly names: Names;
    readonly silent: ((one: Listed) => boolean) | undefined;
    readonly kept: Readonly<Record<string, string | undefined>>;
  },
): Html {
  const { names, silent, kept } = of;
  const groups = [...Map.groupBy(all, ({ department }) => department)].toSorted(
    ([, some], [, others]) => others.length - some.length,
  );
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t('소관부서', 'Department')}</th>
          <th scope="col" class="figure">${t('미완료', 'Unfinished')}</th>
          <th scope="col" class="figure">${t('기한 지남', 'Overdue')}</th>
          <th scope="col" class="figure">${t('보고 없음', 'Not reported')}</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(
          ([department, some]) =>
            html`<tr>
              <th scope="row" lang="ko">
                ${
                  department === null
                    ? html`<a
                        href="/suggestions${queryText({ asOf: kept.asOf, knownAt: kept.knownAt, round: kept.round, queue: 'without-department' })}"
                        >${t('부서 없음', 'No department')}</a
                      >`
                    : html`<a href="/unfinished${queryText({ ...kept, department })}"
                        >${names.of('department', department)}</a
                      >`
                }
              </th>
              <td class="figure">${some.length}</td>
              <td class="figure">${some.filter(({ clock }) => clock?.state === 'overdue').length}</td>
              <td class="figure">${silent === undefined ? '–' : some.filter(silent).length}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function oneByOne(
  language: Language,
  all: readonly Listed[],
  { silent, moment }: { readonly silent: ((one: Listed) => boolean) | undefined; readonly moment: string },
): Html {
  const { t } = language;
  const { number, head, status, due, done, next } = columnsOf(language, moment);
  const reported = {
    header: t('보고 기준일', 'Reported as of'),
    cell: (one: Listed) =>
      html`<td>
        ${one.standing?.asOf ?? '–'}
        ${silent?.(one) ? html`<span class="badge alarm">${t('보고 없음', 'not reported')}</span>` : null}
      </td>`,
  };
  return suggestionTable(all, [number, head, status, due, done, next, reported]);
}
