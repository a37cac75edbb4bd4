import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { html, type Html } from '../http/html.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';

export type Listed = SuggestionList['suggestions'][number];

/** A column of a table of suggestions. */
export interface Column {
  readonly header: Html | string;
  readonly cell: (one: Listed) => Html;
}

/** Suggestions as rows of a table. */
export function suggestionTable(suggestions: readonly Listed[], columns: readonly Column[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${columns.map(({ header }) => html`<th scope="col">${header}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${suggestions.map(
          (one) =>
            html`<tr>
              ${columns.map(({ cell }) => cell(one))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The columns that there are, by their names; `moment` is kept by the links to each. */
export function columnsOf(language: Language, moment = '') {
  const { t, say } = language;
  return {
    number: {
      header: t('접수번호', 'Number'),
      cell: (one) => html`<td class="number"><a href="/suggestions/${one.id}${moment}">${one.number ?? '–'}</a></td>`,
    },
    head: {
      header: t('건의', 'Suggestion'),
      cell: (one) =>
        html`<td lang="ko">
          ${headOf(one)}${one.late ? html` <span class="badge">${t('마감 후', 'late')}</span>` : null}${one.ahead ? html` <span class="badge">${t('예정', 'ahead')}</span>` : null}
        </td>`,
    },
    dong: {
      header: t('동', 'Dong'),
      cell: ({ names }) => html`<td lang="ko">${names.dong ?? names.district ?? '–'}</td>`,
    },
    raisedOn: { header: t('건의일', 'Raised'), cell: ({ raisedOn }) => html`<td>${raisedOn}</td>` },
    department: {
      header: t('소관부서', 'Department'),
      cell: ({ names, department }) =>
        html`<td lang="ko">
          ${names.department ?? department ?? html`<span class="soft">${t('없음', 'none')}</span>`}
        </td>`,
    },
    status: {
      header: t('처리현황', 'Status'),
      cell: ({ status }) => html`<td>${say(labelOf(STATUSES, status))}</td>`,
    },
    due: { header: t('처리기한', 'Due'), cell: (one) => html`<td>${dueOf(language, one)}</td>` },
    done: {
      header: t('추진상황', 'Done so far'),
      cell: ({ standing }) => html`<td lang="ko">${standing?.done ?? '–'}</td>`,
    },
    next: {
      header: t('향후계획', 'What comes next'),
      cell: ({ standing, target }) =>
        html`<td lang="ko">${standing?.next ?? (target ? t(`${target.by}까지`, `by ${target.by}`) : '–')}</td>`,
    },
  } as const satisfies Readonly<Record<string, Column>>;
}

/** What a list shows of each unless it says otherwise. */
export function usualColumns(language: Language, moment = ''): readonly Column[] {
  const { number, head, dong, raisedOn, department, status, due } = columnsOf(language, moment);
  return [number, head, dong, raisedOn, department, status, due];
}

/** The title, or the beginning of what was said. */
export function headOf({ title, text }: Pick<Listed, 'title' | 'text'>): string {
  return title ?? (text.length > 60 ? `${text.slice(0, 60)}…` : text);
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
