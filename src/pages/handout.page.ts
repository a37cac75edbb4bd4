import { html, type Html } from '../http/html.js';
import { allListed } from './all-listed.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentForm, notices, options } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { headOf, type Listed, nextOf } from './suggestion-row.js';

/** What a dong asked for in a round and what became of it: to be taken along to its next meeting. */
export async function handoutPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const { round, dong, ...rest } = query;
  const moment = { asOf: rest.asOf, knownAt: rest.knownAt };
  const names = await Names.at(api, language, moment);
  const rounds = names.rounds.map(({ id, code }) => [code, names.of('round', id)] as const);
  const form = html`<form class="filters" method="get">
    <label
      >${t('회차', 'Round')}
      <select name="round" required>
        ${options(rounds, round, t('고르십시오', 'choose'))}
      </select></label
    >
    <label
      >${t('동', 'Dong')}
      <select name="dong" required>
        ${options(names.dongs(), dong, t('고르십시오', 'choose'))}
      </select></label
    >
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
    ${all.length === 0 ? html`<p class="notice">${t('이 회차에 이 동에서 나온 건의사항이 없습니다.', 'Nothing was asked for there in this round.')}</p>` : table(language, all)}`,
  };
}

function table(language: Language, all: readonly Listed[]): Html {
  const { t, say } = language;
  const byStatus = [...Map.groupBy(all, ({ status }) => status)];
  return html`<p>
      ${t('모두', 'In all')} <strong>${all.length}</strong>${t('건', '')} ·
      ${byStatus.map(([status, some], index) => html`${index > 0 ? ' · ' : null}${say(labelOf(STATUSES, status))} ${some.length}`)}
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('접수번호', 'Number')}</th>
            <th scope="col">${t('건의', 'Suggestion')}</th>
            <th scope="col">${t('소관부서', 'Department')}</th>
            <th scope="col">${t('처리현황', 'Status')}</th>
            <th scope="col">${t('처리 내용·추진상황', 'What was done')}</th>
            <th scope="col">${t('향후계획', 'What comes next')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            (one) =>
              html`<tr>
                <td class="number"><a href="/suggestions/${one.id}">${one.number ?? '–'}</a></td>
                <td lang="ko">${headOf(one)}</td>
                <td lang="ko">${one.names.department ?? one.department ?? '–'}</td>
                <td>${say(labelOf(STATUSES, one.status))}</td>
                <td lang="ko">${one.resolution?.explanation ?? one.standing?.done ?? '–'}</td>
                <td lang="ko">${one.resolution ? null : nextOf(language, one)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
