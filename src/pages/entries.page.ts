import { THINGS } from '../../projections/read-models/ledger-entries/ledger-entry.queries.js';
import type { EntryList } from '../../projections/read-models/ledger-entries/list-entries.js';
import { html } from '../http/html.js';
import { queryText } from './api.js';
import { FIELDS, labelOf } from './labels.js';
import { momentForm, notices, select } from './layout.js';
import type { Asked, Page } from './page.js';
import { instant } from './timeline.js';

const FILTERS = [
  'actor',
  'type',
  'thing',
  'id',
  'department',
  'recordedFrom',
  'recordedTo',
  'occurredFrom',
  'occurredTo',
  'correlation',
  'cause',
] as const;

/** The auditor's room: every entry of the ledger. */
export async function entriesPage({ api, language, query }: Asked): Promise<Page> {
  const { t, say } = language;
  const asked = Object.fromEntries(FILTERS.map((name) => [name, query[name]])) as Readonly<
    Record<(typeof FILTERS)[number], string | undefined>
  >;
  const moment = { knownAt: query.knownAt };
  const list = await api.get<EntryList>('/v1/entries', {
    ...asked,
    ...moment,
    sort: '-recorded',
    cursor: query.cursor,
    limit: '100',
  });
  const things: Readonly<Record<(typeof THINGS)[number], string>> = {
    suggestion: t('건의사항', 'suggestion'),
    meeting: t('간담회', 'meeting'),
    round: t('회차', 'round'),
    pledgeItem: t('공약사업', 'pledge item'),
    jurisdiction: t('구·동', 'districts and dongs'),
    organisation: t('부서', 'departments'),
    policy: t('시의 기준', 'policy'),
  };
  const input = (name: (typeof FILTERS)[number], label: string, type = 'text') =>
    html`<label>${label} <input type="${type}" name="${name}" value="${asked[name] ?? ''}" /></label>`;
  return {
    title: t('감사 기록', 'Entries of the ledger'),
    body: html`<form class="filters" method="get">
        ${input('actor', t('누가(계정)', 'Who (account)'))} ${input('type', t('기록 종류', 'Type'))}
        ${select(t('무엇의', 'Of what'), 'thing', Object.entries(things), { chosen: asked.thing, empty: t('모두', 'All') })}
        ${input('id', 'id')} ${input('department', t('부서 코드', 'Department'))}
        ${input('recordedFrom', t('입력일부터', 'Recorded from'), 'date')}
        ${input('recordedTo', t('입력일까지', 'to'), 'date')}
        ${input('occurredFrom', t('발생일부터', 'About days from'), 'date')}
        ${input('occurredTo', t('발생일까지', 'to'), 'date')} ${input('correlation', t('묶음 번호', 'Correlation'))}
        ${input('cause', t('원인', 'Cause'))}
        <button>${t('찾기', 'Search')}</button> <a href="/entries">${t('모두 지우기', 'Clear')}</a>
      </form>
      ${notices(language, list)} ${momentForm(language, moment, list.moment, asked)}
      <div class="scroll">
        <table>
          <caption>
            <a href="/v1/entries${queryText({ ...asked, ...moment, format: 'csv' })}"
              >${t('내려받기(CSV)', 'Download (CSV)')}</a
            >
            · ${t('나중에 입력한 것부터', 'The latest first')}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="figure">${t('순번', 'No.')}</th>
              <th scope="col">${t('입력', 'Recorded')}</th>
              <th scope="col">${t('누가', 'Who')}</th>
              <th scope="col">${t('무엇을', 'What')}</th>
              <th scope="col">${t('대상', 'About')}</th>
              <th scope="col">${t('발생일', 'Day')}</th>
              <th scope="col">${t('부서', 'Department')}</th>
            </tr>
          </thead>
          <tbody>
            ${list.entries.map(
              (entry) =>
                html`<tr>
                  <td class="figure">${entry.ordinal}</td>
                  <td>${instant(entry.recordedAt)}</td>
                  <td>
                    ${entry.recordedBy.id}
                    <span class="soft"
                      >${entry.recordedBy.role}${entry.recordedBy.verified ? null : html`, ${t('확인 안 됨', 'not verified')}`}</span
                    >
                    ${entry.doneBy === null ? null : html`<br />${t('행위자', 'by')} ${[entry.doneBy.account, entry.doneBy.department, entry.doneBy.position].filter((one) => one !== null).join(' · ')}`}
                  </td>
                  <td>
                    ${say(entry.name)}${entry.changedFields.length === 0 ? null : html` <span class="soft">${entry.changedFields.map((path) => say(labelOf(FIELDS, path.slice(1)))).join(', ')}</span>`}
                  </td>
                  <td>
                    ${entry.thing === 'suggestion' ? html`<a href="/suggestions/${entry.thingId}">${things.suggestion}</a>` : html`${Object.hasOwn(things, entry.thing) ? things[entry.thing as keyof typeof things] : entry.thing} <span class="soft">${entry.thingId}</span>`}
                  </td>
                  <td>${entry.occurredOn ?? '–'}</td>
                  <td>${entry.department ?? '–'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${list.nextCursor === null ? null : html`<p><a rel="next" href="/entries${queryText({ ...asked, ...moment, cursor: list.nextCursor })}">${t('다음 쪽', 'Next page')}</a></p>`}`,
  };
}
