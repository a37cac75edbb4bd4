import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { html, type Html } from '../http/html.js';
import { queryText } from './api.js';
import { CHANNELS, KINDS, labelOf, PHASES, QUEUES, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentForm, notices, select } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { type Column, suggestionTable, usualColumns } from './suggestion-row.js';

/** What is chosen in the form; all else that the list may be narrowed to comes in the address, and stays in it. */
const CHOSEN = [
  'search',
  'round',
  'district',
  'dong',
  'department',
  'officer',
  'status',
  'phase',
  'channel',
  'kind',
  'queue',
  'dueFrom',
  'dueTo',
] as const;

/** The list that an officer works from. Its address holds all that it is narrowed to. */
export async function suggestionsPage({ api, language, query }: Asked): Promise<Page> {
  const { t, say } = language;
  const { asOf, knownAt, sort: order, cursor, ...asked } = query;
  const moment = { asOf, knownAt };
  const sort = order ?? '-raised';
  const [list, counts, names] = await Promise.all([
    api.get<SuggestionList>('/v1/suggestions', { ...asked, ...moment, sort, cursor, limit: '50' }),
    api.get<SuggestionCounts>('/v1/suggestion-counts', { ...asked, ...moment, by: 'status' }),
    Names.at(api, language, moment),
  ]);
  const choose = (name: (typeof CHOSEN)[number], label: string, values: readonly (readonly [string, string])[]) =>
    select(label, name, values, { chosen: asked[name], empty: t('모두', 'All') });
  const labelled = (labels: Parameters<typeof labelOf>[0]) =>
    Object.keys(labels).map((code) => [code, say(labels[code]!)] as const);
  const sorts = [
    ['-raised', t('건의일 늦은 순', 'latest raised')],
    ['raised', t('건의일 이른 순', 'first raised')],
    ['due', t('처리기한 순', 'by due day')],
    ['-changed', t('최근에 바뀐 순', 'latest changed')],
    ['recorded', t('접수번호 순', 'by number')],
  ] as const;
  return {
    title: t('건의사항', 'Suggestions'),
    scripts: ['keys.js'],
    body: html`${momentForm(language, moment, list.moment, { ...asked, sort: order })} ${notices(language, list)}
      <form class="filters" method="get" role="search">
        <label
          >${t('찾기', 'Search')}
          <input
            type="search"
            name="search"
            value="${asked.search ?? ''}"
            placeholder="${t('두 글자부터', 'from two letters')}"
        /></label>
        ${choose('queue', t('기다리는 일', 'Waiting for'), labelled(QUEUES))}
        ${choose('round', t('회차', 'Round'), names.roundsByCode())}
        ${choose(
          'district',
          t('구', 'District'),
          names.places.districts.map(({ code, name }) => [code, name] as const),
        )}
        ${choose('dong', t('동', 'Dong'), names.dongs())}
        ${choose('department', t('소관부서', 'Department'), names.departmentsByCode())}
        ${choose(
          'status',
          t('처리현황', 'Status'),
          labelled(STATUSES).filter(([code]) => code !== 'split'),
        )}
        ${choose('phase', t('단계', 'Phase'), labelled(PHASES))}
        ${choose('channel', t('접수 경로', 'Channel'), labelled(CHANNELS))}
        ${choose('kind', t('민원 종류', 'Kind'), labelled(KINDS))}
        <label
          >${t('처리기한 부터', 'Due from')} <input type="date" name="dueFrom" value="${asked.dueFrom ?? ''}"
        /></label>
        <label>${t('처리기한 까지', 'Due to')} <input type="date" name="dueTo" value="${asked.dueTo ?? ''}" /></label>
        <label>${t('담당자 계정', 'Officer')} <input name="officer" value="${asked.officer ?? ''}" /></label>
        ${select(t('차례', 'Order'), 'sort', sorts, { chosen: sort, empty: t('건의일 늦은 순', 'latest raised') })}
        ${Object.entries(asked)
          .filter(([name]) => !(CHOSEN as readonly string[]).includes(name))
          .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value ?? ''}" />`)}
        ${moment.asOf === undefined ? null : html`<input type="hidden" name="asOf" value="${moment.asOf}" />`}
        ${moment.knownAt === undefined ? null : html`<input type="hidden" name="knownAt" value="${moment.knownAt}" />`}
        <button>${t('찾기', 'Search')}</button>
        <a href="/suggestions">${t('모두 지우기', 'Clear')}</a>
      </form>
      <p>
        ${t('모두', 'In all')} <strong>${counts.total}</strong>${t('건', '')} ·
        ${counts.cells.map(
          ({ of, count }, index) =>
            html`${index > 0 ? ' · ' : null}<a
                href="/suggestions${queryText({ ...asked, ...moment, status: of.status ?? undefined })}"
                >${say(labelOf(STATUSES, of.status!))} ${count}</a
              >`,
        )}
        ${downloads(language, { ...asked, ...moment, sort })}
      </p>
      ${
        list.suggestions.length === 0
          ? html`<p class="notice">
              ${t('이 조건에 맞는 건의사항이 없습니다. 조건을 줄여 보십시오.', 'No suggestion meets these conditions: try fewer.')}
            </p>`
          : suggestionTable(list.suggestions, [box(language, 'many'), ...usualColumns(language, queryText(moment))])
      }
      ${list.nextCursor === null ? null : html`<p><a rel="next" href="/suggestions${queryText({ ...asked, ...moment, sort: order, cursor: list.nextCursor })}">${t('다음 쪽', 'Next page')}</a></p>`}
      ${list.suggestions.length === 0 ? null : manyForm(language)}`,
  };
}

function downloads({ t }: Language, query: Readonly<Record<string, string | undefined>>): Html {
  return html` ·
    <a href="/v1/suggestions${queryText({ ...query, format: 'csv' })}"
      >${t('표로 내려받기(CSV)', 'Download (CSV)')}</a
    >`;
}

/** Boxes to choose some for a form. */
function box({ t }: Language, form: string): Column {
  return {
    header: html`<span class="soft">${t('고름', 'Choose')}</span>`,
    cell: ({ id, number }) =>
      html`<td><input type="checkbox" form="${form}" name="id" value="${id}" aria-label="${number ?? '–'}" /></td>`,
  };
}

/** Leads to what may be done about all that are chosen. */
function manyForm({ t }: Language): Html {
  return html`<form id="many" method="post" action="/suggestions/many">
    <button>${t('고른 건의사항을 한꺼번에 처리', 'Do the same about all chosen')}</button>
  </form>`;
}
