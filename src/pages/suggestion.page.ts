import { v7 as newId } from 'uuid';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import type { HistoryPage } from '../amending/entry-history.js';
import { html, type Html } from '../http/html.js';
import { amendment } from './amendment.js';
import { queryText } from './api.js';
import { decisionNamed, decisionsFor } from './decisions.js';
import { decisionForm, type Refused } from './forms.js';
import { CHANNELS, FIELDS, FORMS, KINDS, labelOf, PHASES, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentForm, notices, refusalOf } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { dueOf, headOf } from './suggestion-row.js';
import { timeline } from './timeline.js';

/** One suggestion: what was asked, where it stands, what is next, and all that happened to it. */
export async function suggestionPage(
  { api, language, query }: Asked,
  id: string,
  { refused, done }: { readonly refused?: Refused | undefined; readonly done?: string | undefined } = {},
): Promise<Page> {
  const { t, say } = language;
  const moment = { asOf: query.asOf, knownAt: query.knownAt };
  const at = `/v1/suggestions/${encodeURIComponent(id)}`;
  const [answer, { entries, nextCursor }, names] = await Promise.all([
    api.get<SuggestionProgress>(at, { ...moment, after: query.after }),
    api.get<HistoryPage>(`${at}/history`, { limit: '500' }),
    Names.at(api, language),
  ]);
  const { suggestion } = answer;
  const past = moment.asOf !== undefined || moment.knownAt !== undefined;
  const { next, others } = decisionsFor(suggestion.phase);
  // What the log has by now: the read models may be a moment behind.
  const revision = nextCursor === null ? entries.at(-1)!.revision : suggestion.revision;
  const form = { action: `/suggestions/${suggestion.id}`, key: newId(), revision, refused };
  const number = suggestion.number ?? '–';
  return {
    title: `${number} ${headOf(suggestion)}`,
    status: refused?.problem.status ?? 200,
    body: html`${momentForm(language, moment, answer.moment)} ${notices(language, answer)}
      ${done === undefined ? null : html`<p class="done" role="status">${t('기록했습니다.', 'It is recorded.')}</p>`}
      ${refused?.problem.status === 412 ? changedMeanwhile(language) : null}
      ${refused && !hasForm(refused.what) ? refusalOf(refused.problem) : null}
      ${suggestion.voided ? html`<p class="notice">${t('무효로 한 건의사항입니다(결번). 집계에 들어가지 않습니다.', 'It is voided and counted nowhere.')}</p>` : null}
      <div class="columns">
        <div>
          <p>
            <span class="badge">${say(labelOf(PHASES, suggestion.phase))}</span>
            <span class="badge">${say(labelOf(STATUSES, suggestion.status))}</span> ${dueOf(language, suggestion)}
          </p>
          <blockquote lang="ko">${suggestion.text}</blockquote>
          ${factsOf(language, suggestion, names)}
          <p><a href="/suggestions/${suggestion.id}/card">${t('관리카드(인쇄)', 'Card to print')}</a></p>
          <h2>${t('지나온 길', 'What happened')}</h2>
          ${timeline(language, entries, names, (entry) => amendment(language, suggestion.id, entry, past))}
        </div>
        <div>
          ${
            past
              ? html`<p class="notice">
                  ${t('지난 시점의 모습입니다. 기록하려면 지금의 화면을 여십시오.', 'This is how it stood. Open it as of now to record something.')}
                  <a href="/suggestions/${suggestion.id}">${t('지금', 'Now')}</a>
                </p>`
              : html`<h2>${t('다음에 할 일', 'What is next')}</h2>
                  ${next.length === 0 ? html`<p class="soft">${t('더 할 일이 없습니다.', 'Nothing more is to be done.')}</p>` : next.map((one) => decisionForm(language, one, form))}
                  <details${others.some(({ what }) => what === refused?.what) ? html` open` : null}>
                    <summary>${t('그 밖의 기록', 'Anything else')} (${others.length})</summary>
                    ${others.map((one) => decisionForm(language, one, form))}
                  </details>
                  ${wholeForm(language, suggestion.id, form.key, suggestion.voided, refused)}
                  <datalist id="departments">
                    ${names.departments.departments.map(({ code, name }) => html`<option value="${code}">${name}</option>`)}
                  </datalist>`
          }
        </div>
      </div>`,
  };
}

type Told = SuggestionProgress['suggestion'];

function factsOf(language: Language, one: Told, names: Names): Html {
  const { t, say } = language;
  const { names: its, clock } = one;
  const row = (label: string, value: Html | string | null) =>
    value === null || value === ''
      ? null
      : html`<dt>${label}</dt>
          <dd>${value}</dd>`;
  const field = (name: string) => say(labelOf(FIELDS, name));
  return html`<dl class="facts">
    ${row(t('회차', 'Round'), its.round === null ? null : html`<a href="/suggestions${queryText({ round: its.round })}">${its.round}</a>`)}
    ${row(t('동', 'Dong'), [its.district, its.dong].filter((name) => name !== null).join(' '))}
    ${row(field('place'), one.place)}
    ${row(field('raisedOn'), `${one.raisedOn} · ${say(labelOf(CHANNELS, one.channel))}${one.form === null ? '' : ` · ${say(labelOf(FORMS, one.form))}`}`)}
    ${row(field('acceptedOn'), one.acceptedOn)}
    ${row(field('fieldOfWork'), one.fieldOfWork === null ? null : names.of('field', one.fieldOfWork))}
    ${row(field('proposerKind'), [one.proposerKind === null ? null : names.of('proposer', one.proposerKind), one.proposerOrganisation].filter((part) => part !== null).join(' · '))}
    ${row(t('민원 종류', 'Kind'), one.statutoryKind === null ? null : say(labelOf(KINDS, one.statutoryKind)))}
    ${row(t('소관부서', 'Department'), [its.department ?? one.department, one.officer].filter((part) => part !== null).join(' · '))}
    ${row(t('처리기한', 'Due'), clock && say(clock.inWords))}
    ${row(field('target'), one.target === null ? null : one.target.by)} ${row(field('reviewOn'), one.reviewOn)}
    ${row(field('splitFrom'), one.splitFrom === null ? null : html`<a href="/suggestions/${one.splitFrom}">${one.splitFrom}</a>`)}
    ${row(field('repeats'), one.repeats === null ? null : html`<a href="/suggestions/${one.repeats}">${one.repeats}</a>`)}
  </dl>`;
}

/** Whether what was refused is told in a form of its own. */
function hasForm(what: string): boolean {
  return what === 'void' || what === 'restoration' || decisionNamed(what) !== undefined;
}

function changedMeanwhile({ t }: Language): Html {
  return html`<p class="refused" role="alert">
    ${t(
      '이 화면을 연 뒤에 다른 사람이 기록했습니다. 아래는 지금의 모습이며, 적으신 것은 양식에 그대로 있습니다. 살펴보고 다시 기록하십시오.',
      'Somebody recorded something since this page was opened. It is shown as it is now; what you wrote is still in the form. Look at it and record it again.',
    )}
  </p>`;
}

function wholeForm({ t }: Language, id: string, key: string, voided: boolean, refused: Refused | undefined): Html {
  const what = voided ? 'restoration' : 'void';
  return html`<details${refused?.what === what ? html` open` : null}>
    <summary>${voided ? t('무효를 되돌리기', 'Restore') : t('건의사항 전체를 무효로', 'Void the whole suggestion')}</summary>
    <form method="post" action="/suggestions/${id}/${what}">
      <input type="hidden" name="key" value="${key}" />
      ${refused?.what === what ? html`<p class="refused" role="alert">${refused.problem.detail}</p>` : null}
      <label>${t('까닭', 'Why')} <input name="why" required value="${refused?.said.why ?? ''}" /></label>
      <button class="plain">${voided ? t('되돌림', 'Restore') : t('무효', 'Void')}</button>
    </form>
  </details>`;
}
