import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import { countedName } from '../../projections/read-models/suggestion-progress/counted-names.js';
import { html, type Html } from '../http/html.js';
import { queryText } from './api.js';
import { CHANNELS, FORMS, KINDS, labelOf, PHASES, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentText, notices, select } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';

const BY = [
  'district',
  'dong',
  'department',
  'round',
  'field',
  'status',
  'word',
  'channel',
  'form',
  'kind',
  'proposer',
  'phase',
  'month',
];
const LABELS: Readonly<Record<string, Parameters<typeof labelOf>[0]>> = {
  status: STATUSES,
  channel: CHANNELS,
  form: FORMS,
  kind: KINDS,
  phase: PHASES,
};

/** The planner's table: anything crossed with anything, as of a day, and against an earlier one. */
export async function tablesPage({ api, language, query }: Asked): Promise<Page> {
  const { t } = language;
  const [rowsBy, columnsBy] = [query.by ?? 'district', query.across ?? 'status'];
  const by = columnsBy === '' || columnsBy === rowsBy ? rowsBy : `${rowsBy},${columnsBy}`;
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const asked = { by, set: query.set };
  const [now, before, names] = await Promise.all([
    api.get<SuggestionCounts>('/v1/suggestion-counts', { ...asked, ...moment }),
    query.since === undefined || query.since === ''
      ? undefined
      : api.get<SuggestionCounts>('/v1/suggestion-counts', { ...asked, asOf: query.since, knownAt: query.knownAt }),
    Names.at(api, language, moment),
  ]);
  const nameOf = (dimension: string, code: string | null) => {
    if (code === null) return t('없음', 'none');
    const labels = LABELS[dimension];
    return labels ? language.say(labelOf(labels, code)) : names.of(dimension, code);
  };
  /** As they are counted; rounds, which are counted by their ids, as they are listed. */
  const inOrder = (dimension: string, codes: readonly (string | null)[]) => {
    const listed = names.rounds.map(({ id }): string | null => id);
    return dimension === 'round' ? codes.toSorted((a, b) => listed.indexOf(a) - listed.indexOf(b)) : codes;
  };
  const dimensions = BY.map((name) => [name, language.say(countedName(name))] as const);
  return {
    title: t('집계표', 'Tables'),
    body: html`<form class="filters" method="get">
        ${select(t('행', 'Rows'), 'by', dimensions, { chosen: rowsBy, empty: '–' })}
        ${select(t('열', 'Columns'), 'across', dimensions, { chosen: columnsBy, empty: t('없음', 'none') })}
        <label>${t('용어 묶음', 'Set of words')} <input name="set" value="${query.set ?? ''}" /></label>
        <label>${t('기준일', 'As of')} <input type="date" name="asOf" value="${query.asOf ?? ''}" /></label>
        <label>${t('입력 기준', 'Known at')} <input type="date" name="knownAt" value="${query.knownAt ?? ''}" /></label>
        <label>${t('전회 기준일', 'Against')} <input type="date" name="since" value="${query.since ?? ''}" /></label>
        <button>${t('보기', 'Show')}</button>
      </form>
      ${notices(language, now)}
      <p class="soft">
        ${momentText(language, now.moment)} ·
        <a href="/v1/suggestion-counts${queryText({ ...asked, ...moment, format: 'csv' })}"
          >${t('내려받기(CSV)', 'Download (CSV)')}</a
        >
      </p>
      ${table(language, now, before, { rowsBy, columnsBy: by === rowsBy ? undefined : columnsBy, nameOf, inOrder, kept: { ...moment, set: query.set } })}`,
  };
}

type Cells = SuggestionCounts['cells'];

function table(
  { t, say }: Language,
  now: SuggestionCounts,
  before: SuggestionCounts | undefined,
  of: {
    readonly rowsBy: string;
    readonly columnsBy: string | undefined;
    readonly nameOf: (dimension: string, code: string | null) => string;
    readonly inOrder: (dimension: string, codes: readonly (string | null)[]) => readonly (string | null)[];
    /** What a link to the list keeps of what was asked. */
    readonly kept: Readonly<Record<string, string | undefined>>;
  },
): Html {
  const { rowsBy, columnsBy, nameOf, inOrder, kept } = of;
  const byRow = Map.groupBy(now.cells, (cell) => cell.of[rowsBy] ?? null);
  const rows = inOrder(rowsBy, [...byRow.keys()]).map((row) => [row, byRow.get(row)!] as const);
  const columns =
    columnsBy === undefined
      ? []
      : inOrder(columnsBy, [...new Set(now.cells.map((cell) => cell.of[columnsBy] ?? null))]);
  const sum = (cells: Cells, column?: string | null) =>
    cells.reduce((all, cell) => (column === undefined || cell.of[columnsBy!] === column ? all + cell.count : all), 0);
  const then = (row: string | null) => sum((before?.cells ?? []).filter((cell) => (cell.of[rowsBy] ?? null) === row));
  const difference = (count: number, was: number) => `${count >= was ? '+' : '−'}${String(Math.abs(count - was))}`;
  const listed = (row: string | null, column?: string | null) => {
    const asked = { ...kept, [rowsBy]: row ?? undefined, ...(columnsBy && { [columnsBy]: column ?? undefined }) };
    return row === null || column === null || rowsBy === 'month' || columnsBy === 'month'
      ? undefined
      : `/suggestions${queryText(asked)}`;
  };
  const figure = (count: number, href: string | undefined) =>
    html`<td class="figure">${count === 0 || href === undefined ? count : html`<a href="${href}">${count}</a>`}</td>`;
  return html`<div class="scroll">
    <table>
      <caption>
        ${t('모두', 'In all')}
        ${now.total}${before ? html` · ${t('전회', 'before')} ${before.total} (${difference(now.total, before.total)})` : null}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say(countedName(rowsBy))}</th>
          ${columns.map((column) => html`<th scope="col" class="figure" lang="ko">${nameOf(columnsBy!, column)}</th>`)}
          <th scope="col" class="figure">${t('계', 'All')}</th>
          <th scope="col" class="figure">${t('비율(%)', 'Share (%)')}</th>
          ${
            before
              ? html`<th scope="col" class="figure">${t('전회', 'Before')}</th>
                  <th scope="col" class="figure">${t('증감', 'Change')}</th>`
              : null
          }
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([row, cells]) =>
            html`<tr>
              <th scope="row" lang="ko">${nameOf(rowsBy, row)}</th>
              ${columns.map((column) => figure(sum(cells, column), listed(row, column)))}
              ${figure(sum(cells), listed(row))}
              <td class="figure">${(cells.reduce((all, { share }) => all + share * 10, 0) / 10).toFixed(1)}</td>
              ${
                before
                  ? html`<td class="figure">${then(row)}</td>
                      <td class="figure">${difference(sum(cells), then(row))}</td>`
                  : null
              }
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t('계', 'All')}</th>
          ${columns.map((column) => html`<td class="figure">${sum(now.cells, column)}</td>`)}
          <td class="figure">${now.total}</td>
          <td class="figure">${now.total === 0 ? '–' : '100.0'}</td>
          ${
            before
              ? html`<td class="figure">${before.total}</td>
                  <td class="figure">${difference(now.total, before.total)}</td>`
              : null
          }
        </tr>
      </tfoot>
    </table>
  </div>`;
}
