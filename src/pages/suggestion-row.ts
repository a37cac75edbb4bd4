import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { html, type Html } from '../http/html.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';

export type Listed = SuggestionList['suggestions'][number];

/** Suggestions as rows of a table; with boxes to choose some where they are in a form. */
export function suggestionTable(
  language: Language,
  suggestions: readonly Listed[],
  { chosen, moment = '' }: { readonly chosen?: string; readonly moment?: string } = {},
): Html {
  const { t } = language;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${chosen === undefined ? null : html`<th scope="col"><span class="soft">${t('고름', 'Choose')}</span></th>`}
          <th scope="col">${t('접수번호', 'Number')}</th>
          <th scope="col">${t('건의', 'Suggestion')}</th>
          <th scope="col">${t('동', 'Dong')}</th>
          <th scope="col">${t('건의일', 'Raised')}</th>
          <th scope="col">${t('소관부서', 'Department')}</th>
          <th scope="col">${t('처리현황', 'Status')}</th>
          <th scope="col">${t('처리기한', 'Due')}</th>
        </tr>
      </thead>
      <tbody>
        ${suggestions.map((one) => row(language, one, chosen, moment))}
      </tbody>
    </table>
  </div>`;
}

function row(language: Language, one: Listed, chosen: string | undefined, moment: string): Html {
  const { t, say } = language;
  const { names } = one;
  const number = one.number ?? '–';
  return html`<tr>
    ${chosen === undefined ? null : html`<td><input type="checkbox" form="${chosen}" name="id" value="${one.id}" aria-label="${number}" /></td>`}
    <td class="number"><a href="/suggestions/${one.id}${moment}">${number}</a></td>
    <td lang="ko">
      ${headOf(one)}${one.late ? html` <span class="badge">${t('마감 후', 'late')}</span>` : null}${one.ahead ? html` <span class="badge">${t('예정', 'ahead')}</span>` : null}
    </td>
    <td lang="ko">${names.dong ?? names.district ?? '–'}</td>
    <td>${one.raisedOn}</td>
    <td lang="ko">${names.department ?? one.department ?? html`<span class="soft">${t('없음', 'none')}</span>`}</td>
    <td>${say(labelOf(STATUSES, one.status))}</td>
    <td>${dueOf(language, one)}</td>
  </tr>`;
}

/** The title, or the beginning of what was said. */
export function headOf({ title, text }: Pick<Listed, 'title' | 'text'>): string {
  return title ?? (text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** What is to come of it, as was last reported; else by when it is planned. */
export function nextOf({ t }: Language, { standing, target }: Pick<Listed, 'standing' | 'target'>): string {
  return standing?.next ?? (target ? t(`${target.by}까지`, `by ${target.by}`) : '–');
}

/** When it is due, and how far that is. */
export function dueOf({ t }: Language, { clock }: Pick<Listed, 'clock'>): Html {
  if (clock === null) return html`<span class="soft">–</span>`;
  const { state, dueOn, workingDaysLeft: left, workingDaysOver: over } = clock;
  switch (state) {
    case 'due':
      return html`${dueOn}
        <span class="badge"
          >${left === 0 ? t('오늘', 'today') : left === null ? null : t(`${String(left)}일 남음`, `${String(left)} days left`)}</span
        >`;
    case 'overdue':
      return html`${dueOn}
        <span class="badge alarm"
          >${over === null ? t('지남', 'overdue') : t(`${String(over)}일 지남`, `${String(over)} days over`)}</span
        >`;
    case 'stopped':
      return html`<span class="badge">${t('정지 중', 'stopped')}</span>`;
    case 'due-unknown':
      return html`<span class="soft">${t('알 수 없음', 'unknown')}</span>`;
    case 'in-time':
      return html`<span class="badge good">${t('기한 내', 'in time')}</span>`;
    case 'answered-late':
      return html`<span class="badge alarm">${t('기한 후 답변', 'answered late')}</span>`;
    case 'lateness-unknown':
      return html`<span class="soft">${t('지연 여부 모름', 'lateness unknown')}</span>`;
    default:
      return html`<span class="soft">${t('없음', 'none')}</span>`;
  }
}
