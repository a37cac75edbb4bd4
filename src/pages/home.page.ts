import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import type { BudgetSums } from '../../projections/read-models/suggestion-progress/get-budget.js';
import type { Queues } from '../../projections/read-models/suggestion-progress/get-queues.js';
import type { DistrictList } from '../../projections/read-models/jurisdiction/list-districts.js';
import { html, type Html } from '../http/html.js';
import { queryText } from './api.js';
import { labelOf, QUEUES, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { bar, momentForm, notices } from './layout.js';
import type { Asked, Page } from './page.js';

/** Statuses by what they mean for whoever asked, as bars show them. */
const TONES = {
  done: ['completed', 'partly-completed', 'answered', 'closed'],
  going: ['in-progress', 'planned'],
  waiting: ['pending', 'referred', 'long-term'],
  refused: ['infeasible'],
  else: ['transferred', 'withdrawn', 'merged'],
} as const;

const ALARMS = ['overdue', 'due-today', 'department-gone', 'without-department'];

/** The city at a glance: what waits, and how suggestions stand by district and by half-year. */
export async function homePage({ api, language, query }: Asked): Promise<Page> {
  const { t, say } = language;
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const [queues, districts, months, budget, places] = await Promise.all([
    api.get<Queues>('/v1/queues', moment),
    api.get<SuggestionCounts>('/v1/suggestion-counts', { ...moment, by: 'district,status' }),
    api.get<SuggestionCounts>('/v1/suggestion-counts', { ...moment, by: 'month,status' }),
    api.get<BudgetSums>('/v1/budget', { ...moment, by: 'year,state' }),
    api.get<DistrictList>('/v1/districts', moment),
  ]);
  const names = new Map(places.districts.map(({ code, name }) => [code, name]));
  const nameOf = (code: string | null) => (code === null ? t('구 없음', 'no district') : (names.get(code) ?? code));
  const halves = byHalf(months);
  return {
    title: t('시정 한눈에', 'The city at a glance'),
    body: html`${momentForm(language, moment, districts.moment)} ${notices(language, districts)}
      <ul class="tiles">
        <li>
          <a href="/suggestions${queryText(moment)}"
            ><strong>${districts.total}</strong> ${t('건의사항', 'suggestions')}</a
          >
        </li>
        <li>
          <a href="/tables${queryText({ ...moment, by: 'status' })}"
            ><strong>${districts.reflected.percent === null ? '–' : `${String(districts.reflected.percent)}%`}</strong>
            ${t('반영률', 'reflected')} <span class="soft">${say(districts.reflected.formula)}</span></a
          >
        </li>
        ${queues.queues.map(
          ({ queue, total }) => html`<li${total > 0 && ALARMS.includes(queue) ? html` class="alarm"` : null}>
            <a href="/suggestions${queryText({ ...moment, queue })}"><strong>${total}</strong> ${say(labelOf(QUEUES, queue))}</a>
          </li>`,
        )}
      </ul>
      <h2>${t('구별 처리현황', 'By district and status')}</h2>
      ${crossed(language, districts, 'district', { nameOf, moment, label: t('구', 'District') })}
      <h2>${t('반기별', 'By half-year')}</h2>
      ${crossed(language, halves, 'half', { nameOf: (half) => half ?? '–', label: t('반기(건의일)', 'Half-year raised in') })}
      <h2>${t('소요예산', 'Budget')}</h2>
      ${budgetTable(language, budget)}`,
  };
}

interface Crossed {
  readonly total: number;
  readonly cells: readonly { readonly of: Readonly<Record<string, string | null>>; readonly count: number }[];
}

/** Months put together to halves of years. */
function byHalf({ total, cells }: SuggestionCounts): Crossed {
  const half = (month: string) => `${month.slice(0, 4)} ${month.slice(5) <= '06' ? 'H1' : 'H2'}`;
  return {
    total,
    cells: cells.map(({ of, count }) => ({ of: { half: half(of.month!), status: of.status ?? null }, count })),
  };
}

/** A table of statuses by something else, whose figures open the list behind them where that can be asked for. */
function crossed(
  { t, say }: Language,
  { cells, total }: Crossed,
  by: string,
  of: {
    readonly nameOf: (code: string | null) => string;
    readonly label: string;
    readonly moment?: Readonly<Record<string, string | undefined>>;
  },
): Html {
  const statuses = Object.values(TONES)
    .flat()
    .filter((status) => cells.some((cell) => cell.of.status === status));
  const rows = [...Map.groupBy(cells, (cell) => cell.of[by] ?? null)];
  const sum = (some: Crossed['cells'], among: readonly string[]) =>
    some.reduce((all, cell) => (among.includes(cell.of.status!) ? all + cell.count : all), 0);
  const figure = (count: number, code: string | null, status?: string): Html | string =>
    count === 0 || of.moment === undefined || code === null
      ? String(count)
      : html`<a href="/suggestions${queryText({ ...of.moment, [by]: code, status })}">${count}</a>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${of.label}</th>
          <th scope="col" class="figure">${t('계', 'All')}</th>
          ${statuses.map((status) => html`<th scope="col" class="figure">${say(labelOf(STATUSES, status))}</th>`)}
          <th scope="col">${t('비율', 'Shares')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([code, some]) =>
            html`<tr>
              <th scope="row">${of.nameOf(code)}</th>
              <td class="figure">${figure(sum(some, statuses), code)}</td>
              ${statuses.map((status) => html`<td class="figure">${figure(sum(some, [status]), code, status)}</td>`)}
              <td>
                ${bar(
                  Object.entries(TONES).map(([tone, among]) => ({ tone, count: sum(some, among) })),
                  `${of.nameOf(code)}: ${statuses.map((status) => `${say(labelOf(STATUSES, status))} ${String(sum(some, [status]))}`).join(', ')}`,
                )}
              </td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('계', 'All')}</th>
          <td class="figure">${total}</td>
          ${statuses.map((status) => html`<td class="figure">${sum(cells, [status])}</td>`)}
          <td></td>
        </tr>
      </tfoot>
    </table>
  </div>`;
}

function budgetTable({ t, locale }: Language, { cells, total }: BudgetSums): Html {
  if (cells.length === 0)
    return html`<p class="soft">${t('기록된 예산이 없습니다.', 'No budget lines are recorded.')}</p>`;
  const states: Readonly<Record<string, string>> = {
    asked: t('요구', 'asked'),
    included: t('반영', 'included'),
    cut: t('삭감', 'cut'),
  };
  const won = (sum: number) => sum.toLocaleString(locale);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">${t('연도', 'Year')}</th>
          <th scope="col">${t('상태', 'State')}</th>
          <th scope="col" class="figure">${t('건', 'Lines')}</th>
          <th scope="col" class="figure">${t('금액(원)', 'Won')}</th>
        </tr>
      </thead>
      <tbody>
        ${cells.map(
          ({ of, lines, won: sum }) =>
            html`<tr>
              <th scope="row">${of.year ?? '–'}</th>
              <td>${states[of.state ?? ''] ?? '–'}</td>
              <td class="figure">${lines}</td>
              <td class="figure">${won(sum)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colspan="3">${t('계', 'All')}</th>
          <td class="figure">${won(total.won)}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
}
