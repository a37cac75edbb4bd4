import { html, type Html } from '../http/html.js';
import { allListed } from './all-listed.js';
import { queryText } from './api.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentForm, notices, options } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { dueOf, headOf, type Listed, nextOf } from './suggestion-row.js';

/** The phases in which something is still to be done. */
const UNFINISHED = ['received', 'assigned', 'under-review', 'in-progress', 'reopened', 'transferred'];

/** What is not finished, by department, and whose standing nobody has reported since a day. */
export async function unfinishedPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const { department, round, since } = query;
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const predecessors = department === undefined || department === '' ? undefined : 'true';
  const asked = { ...moment, department, predecessors, round, sort: 'due' };
  const [names, ...lists] = await Promise.all([
    Names.at(api, language, moment),
    ...UNFINISHED.map((phase) => allListed(api, { ...asked, phase })),
  ]);
  const { first } = lists[0]!;
  const all = lists.flatMap((list) => list.all).toSorted(byDueDay);
  const silent = (one: Listed) => since !== undefined && since !== '' && (one.standing?.asOf ?? '') < since;
  const departments = names.departments.departments.map(({ code, name }) => [code, name] as const);
  const rounds = names.rounds.map(({ id, code }) => [code, names.of('round', id)] as const);
  return {
    title: t('미완료 현황', 'Unfinished'),
    body: html`<form class="filters" method="get">
        <label
          >${t('소관부서', 'Department')}
          <select name="department">
            ${options(departments, department, t('모두', 'All'))}
          </select></label
        >
        <label
          >${t('회차', 'Round')}
          <select name="round">
            ${options(rounds, round, t('모두', 'All'))}
          </select></label
        >
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
        >${t('건', '')}${since === undefined || since === '' ? null : html` · ${t('보고 없음', 'not reported')} <strong>${all.filter(silent).length}</strong>`}
      </p>
      ${
        all.length === 0
          ? html`<p class="notice">${t('미완료 건의사항이 없습니다.', 'Nothing is unfinished.')}</p>`
          : department === undefined || department === ''
            ? byDepartment(language, all, { names, silent, kept: { ...moment, round, since } })
            : oneByOne(language, all, silent)
      }`,
  };
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
    readonly silent: (one: Listed) => boolean;
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
              <td class="figure">
                ${kept.since === undefined || kept.since === '' ? '–' : some.filter(silent).length}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function oneByOne(language: Language, all: readonly Listed[], silent: (one: Listed) => boolean): Html {
  const { t, say } = language;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t('접수번호', 'Number')}</th>
          <th scope="col">${t('건의', 'Suggestion')}</th>
          <th scope="col">${t('처리현황', 'Status')}</th>
          <th scope="col">${t('처리기한', 'Due')}</th>
          <th scope="col">${t('추진상황', 'Done so far')}</th>
          <th scope="col">${t('향후계획', 'What comes next')}</th>
          <th scope="col">${t('보고 기준일', 'Reported as of')}</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          (one) =>
            html`<tr>
              <td class="number"><a href="/suggestions/${one.id}">${one.number ?? '–'}</a></td>
              <td lang="ko">${headOf(one)}</td>
              <td>${say(labelOf(STATUSES, one.status))}</td>
              <td>${dueOf(language, one)}</td>
              <td lang="ko">${one.standing?.done ?? '–'}</td>
              <td lang="ko">${nextOf(language, one)}</td>
              <td>
                ${one.standing?.asOf ?? '–'}
                ${silent(one) ? html`<span class="badge alarm">${t('보고 없음', 'not reported')}</span>` : null}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
