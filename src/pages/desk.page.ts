import type { DepartmentList } from '../../projections/read-models/organisation/list-departments.js';
import type { Queues } from '../../projections/read-models/suggestion-progress/get-queues.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { html } from '../http/html.js';
import { queryText } from './api.js';
import { labelOf, QUEUES } from './labels.js';
import { notices, select } from './layout.js';
import type { Asked, Page } from './page.js';
import { suggestionTable, usualColumns } from './suggestion-row.js';

/** An officer's desk: what waits for a department, or for one account of it. */
export async function deskPage({ api, language, query }: Asked): Promise<Page> {
  const { t, say } = language;
  const whose = { department: query.department, officer: query.officer };
  const { departments } = await api.get<DepartmentList>('/v1/departments');
  const chosen = whose.department !== undefined || whose.officer !== undefined;
  const mine = { ...whose, ...(whose.department !== undefined && { predecessors: 'true' }) };
  const form = html`<form class="filters" method="get">
    ${select(
      t('부서', 'Department'),
      'department',
      departments.map(({ code, name }) => [code, name] as const),
      { chosen: whose.department, empty: t('모두', 'All') },
    )}
    <label>${t('담당자 계정', "Officer's account")} <input name="officer" value="${whose.officer ?? ''}" /></label>
    <button>${t('보기', 'Show')}</button>
  </form>`;
  const title = t('내 업무', 'My desk');
  if (!chosen) {
    return {
      title,
      body: html`${form}
        <p class="soft">${t('부서나 담당자를 고르십시오.', 'Choose a department or an officer.')}</p>`,
    };
  }
  const [queues, open] = await Promise.all([
    api.get<Queues>('/v1/queues', mine),
    api.get<SuggestionList>('/v1/suggestions', { ...mine, sort: 'due', limit: '50', phase: query.phase }),
  ]);
  return {
    title,
    body: html`${form} ${notices(language, open)}
      <ul class="tiles">
        ${queues.queues.map(
          ({ queue, total }) =>
            html`<li${total > 0 && (queue === 'overdue' || queue === 'due-today') ? html` class="alarm"` : null}>
              <a href="/suggestions${queryText({ ...mine, queue })}"><strong>${total}</strong> ${say(labelOf(QUEUES, queue))}</a>
            </li>`,
        )}
      </ul>
      <h2>${t('처리기한이 이른 것부터', 'By due day')}</h2>
      ${open.suggestions.length === 0 ? html`<p class="soft">${t('없습니다.', 'Nothing.')}</p>` : suggestionTable(open.suggestions, usualColumns(language))}
      ${open.nextCursor === null ? null : html`<p><a href="/suggestions${queryText({ ...mine, sort: 'due' })}">${t('모두 보기', 'All of them')}</a></p>`}`,
  };
}
