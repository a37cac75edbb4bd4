import type { EntryList } from '../../projections/read-models/ledger-entries/list-entries.js';
import { html } from '../http/html.js';
import { queryText } from './api.js';
import type { Asked, Page } from './page.js';

/** Which sheets there are; each opens as it is published, as of a day. */
export async function sheetsPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const { entries } = await api.get<EntryList>('/v1/entries', { type: 'PledgeItemRegistered', limit: '500' });
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const items = entries
    .map(({ thingId }) => /^(\d+)-(.+)$/.exec(thingId)!)
    .map(([, term, number]) => ({ term, number }));
  return {
    title: t('추진실적 보고서', 'Sheets'),
    body: html`<form class="filters" method="get">
        <label>${t('기준일', 'As of')} <input type="date" name="asOf" value="${query.asOf ?? ''}" /></label>
        <label>${t('입력 기준', 'Known at')} <input type="date" name="knownAt" value="${query.knownAt ?? ''}" /></label>
        <button>${t('고르기', 'Choose')}</button>
      </form>
      ${
        items.length === 0
          ? html`<p class="notice">${t('등록한 공약사업이 없습니다.', 'No pledge item is registered.')}</p>`
          : html`<ul>
              ${items.map(
                ({ term, number }) =>
                  html`<li>
                    <a href="/v1/sheets/${number!}${queryText({ ...moment, term })}"
                      >${t(`민선${term!}기`, `Term ${term!}`)} ${number!}</a
                    >
                  </li>`,
              )}
            </ul>`
      }`,
  };
}
