import { v7 as newId } from 'uuid';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { html, type Html } from '../http/html.js';
import { type Api, ApiProblem } from './api.js';
import { bodyOf, decisionNamed } from './decisions.js';
import { decisionForm } from './forms.js';
import { labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';
import type { Asked, Page } from './page.js';
import { headOf } from './suggestion-row.js';

/** What may be done about many at once, by the last word of its address in the API. */
const MANY: ReadonlyMap<string, string> = new Map([
  ['assignment', 'assignments'],
  ['reply', 'replies'],
  ['plan', 'plans'],
  ['standing', 'standings'],
]);

type Texts = Readonly<Record<string, string>>;
interface Outcome {
  readonly id: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly problem: string }[];
}

/** Those that were chosen in a list, and what may be done about all of them. */
export async function manyPage({ api, language }: Asked, ids: readonly string[]): Promise<Page> {
  const { t, say } = language;
  const title = t('고른 건의사항을 한꺼번에', 'All that are chosen');
  if (ids.length === 0) return { title, body: noneChosen(language) };
  const chosen = await chosenOf(api, ids);
  const hidden = html`${ids.map((id) => html`<input type="hidden" name="id" value="${id}" />`)}`;
  const { departments } = await api.get<{ departments: readonly { code: string; name: string }[] }>('/v1/departments');
  return {
    title,
    body: html`<ul>
        ${chosen.map((one) => html`<li lang="ko">${linkTo(one)} ${headOf(one)} · ${say(labelOf(STATUSES, one.status))}</li>`)}
      </ul>
      <h2>${t(`${String(ids.length)}건에 같은 것을 기록`, `Record the same about ${String(ids.length)}`)}</h2>
      ${[...MANY.keys()].map((what) => decisionForm(language, decisionNamed(what)!, { action: '/suggestions/many', key: newId(), hidden }))}
      <datalist id="departments">
        ${departments.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
      </datalist>`,
  };
}

/** The same is recorded about each, which has an outcome of its own: what is refused stands beside what is recorded. */
export async function recordMany(
  { api, language }: Asked,
  what: string,
  ids: readonly string[],
  said: Texts,
): Promise<Page> {
  const { t, say } = language;
  const [decision, word] = [decisionNamed(what), MANY.get(what)];
  if (!decision || word === undefined) throw new ApiProblem(404, 'not-found', t('없는 일입니다', 'no such thing'), []);
  const title = t(`한꺼번에: ${decision.name.ko}`, `Together: ${decision.name.en}`);
  if (ids.length === 0) return { title, body: noneChosen(language) };
  const sent = bodyOf(decision.fields, said);
  const items = [...new Set(ids)].map((suggestionId) => ({ suggestionId, ...sent }));
  const { outcomes } = await api.post<{ outcomes: readonly Outcome[] }>(
    `/v1/suggestions/${word}`,
    { items },
    { key: said.key ?? newId() },
  );
  const chosen = new Map((await chosenOf(api, ids)).map((one) => [one.id, one]));
  const refused = outcomes.filter(({ status }) => status >= 400);
  return {
    title,
    status: refused.length === outcomes.length ? 422 : 200,
    body: html`<p class="${refused.length === 0 ? 'done' : 'notice'}" role="status">
        ${t(
          `${String(outcomes.length - refused.length)}건을 기록했고 ${String(refused.length)}건은 기록하지 못했습니다.`,
          `${String(outcomes.length - refused.length)} recorded, ${String(refused.length)} not.`,
        )}
      </p>
      <ul>
        ${outcomes.map((one) => {
          const its = chosen.get(one.id);
          const told =
            one.status < 400
              ? t('기록함', 'recorded')
              : [one.detail, ...(one.errors ?? []).map(({ problem }) => problem)].join(' ');
          return html`<li>${its ? linkTo(its) : one.id}: ${told}</li>`;
        })}
      </ul>
      <p><a href="/suggestions">${say({ ko: '건의사항 목록', en: 'The list' })}</a></p>`,
  };
}

type Chosen = SuggestionProgress['suggestion'];

/** How they stand; those that are not there are left out. */
async function chosenOf(api: Api, ids: readonly string[]): Promise<readonly Chosen[]> {
  const found = await Promise.all(
    ids.map(async (id) => {
      try {
        return [(await api.get<SuggestionProgress>(`/v1/suggestions/${encodeURIComponent(id)}`)).suggestion];
      } catch (error) {
        if (error instanceof ApiProblem && error.status < 500) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

function linkTo({ id, number }: Chosen): Html {
  return html`<a href="/suggestions/${id}">${number ?? id}</a>`;
}

function noneChosen({ t }: Language): Html {
  return html`<p class="notice">
    ${t('고른 것이 없습니다. 목록에서 고르십시오.', 'None was chosen: choose some in the list.')}
    <a href="/suggestions">${t('목록', 'The list')}</a>
  </p>`;
}
