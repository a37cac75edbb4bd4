import { html, type Html } from '../http/html.js';
import { allListed } from './all-listed.js';
import { queryText } from './api.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentForm, notices, select } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { columnsOf, type Listed, suggestionTable } from './suggestion-row.js';

/** What a dong asked for in a round and what became of it: to be taken along to its next meeting. */
export async function handoutPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const { round, dong, ...rest } = query;
  const moment = { asOf: rest.asOf, knownAt: rest.knownAt };
  const names = await Names.at(api, language, moment);
  const choose = { empty: t('고르십시오', 'choose'), required: true };
  const form = html`<form class="filters" method="get">
    ${select(t('회차', 'Round'), 'round', names.roundsByCode(), { ...choose, chosen: round })}
    ${select(t('동', 'Dong'), 'dong', names.dongs(), { ...choose, chosen: dong })}
    <button>${t('보기', 'Show')}</button>
  </form>`;
  const title = t('지난 건의의 처리 결과', 'What became of what was asked for');
  if (round === undefined || dong === undefined || round === '' || dong === '') {
    return {
      title,
      body: html`${form}
        <p class="soft">${t('회차와 동을 고르십시오.', 'Choose a round and a dong.')}</p>`,
    };
  }
  const { all, first } = await allListed(api, { ...moment, round, dong });
  const place = names.dongs().find(([code]) => code === dong)?.[1] ?? dong;
  return {
    title: `${title} · ${place}`,
    body: html`${form} ${momentForm(language, moment, first.moment, { round, dong })} ${notices(language, first)}
    ${all.length === 0 ? html`<p class="notice">${t('이 회차에 이 동에서 나온 건의사항이 없습니다.', 'Nothing was asked for there in this round.')}</p>` : table(language, all, queryText(moment))}`,
  };
}

function table(language: Language, all: readonly Listed[], moment: string): Html {
  const { t, say } = language;
  const { number, head, department, status, next: planned } = columnsOf(language, moment);
  const result = {
    header: t('처리 내용·추진상황', 'What was done'),
    cell: ({ resolution, standing }: Listed) =>
      html`<td lang="ko">${resolution?.explanation ?? standing?.done ?? '–'}</td>`,
  };
  const next = { ...planned, cell: (one: Listed) => (one.resolution ? html`<td></td>` : planned.cell(one)) };
  const byStatus = [...Map.groupBy(all, ({ status }) => status)];
  return html`<p>
      ${t('모두', 'In all')} <strong>${all.length}</strong>${t('건', '')} ·
      ${byStatus.map(([status, some], index) => html`${index > 0 ? ' · ' : null}${say(labelOf(STATUSES, status))} ${some.length}`)}
    </p>
    ${suggestionTable(all, [number, head, department, status, result, next])}`;
}
