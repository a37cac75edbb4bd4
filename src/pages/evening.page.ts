import { v5 as uuidv5, v7 as newId } from 'uuid';
import type { DistrictList } from '../../projections/read-models/jurisdiction/list-districts.js';
import type { PolicyList } from '../../projections/read-models/policies/list-policies.js';
import type { RoundList } from '../../projections/read-models/rounds/list-rounds.js';
import { html, type Html } from '../http/html.js';
import { ApiProblem } from './api.js';
import { CHANNELS, labelOf } from './labels.js';
import type { Language } from './language.js';
import { select } from './layout.js';
import type { Asked, Page } from './page.js';

type Said = Readonly<Record<string, string>>;

/** So many lines are there without script. */
const LINES = 10;
const MOST_LINES = 60;

interface Made {
  readonly id: string;
  readonly position: string | null;
}

interface Outcome {
  readonly line: number;
  readonly id?: string;
  readonly problem?: ApiProblem;
}

/** One page to record a meeting with the suggestions raised there. Sent twice, it is recorded once. */
export async function eveningPage(
  { api, language }: Asked,
  said: Said = {},
  { outcomes = [], problem }: { readonly outcomes?: readonly Outcome[]; readonly problem?: ApiProblem } = {},
): Promise<Page> {
  const { t, say } = language;
  const [rounds, districts, policies] = await Promise.all([
    api.get<RoundList>('/v1/rounds'),
    api.get<DistrictList>('/v1/districts'),
    api.get<PolicyList>('/v1/policies'),
  ]);
  const open = rounds.rounds.filter(
    ({ counting, closedOn, voided }) => counting === 'live' && closedOn === null && !voided,
  );
  const dongs = districts.districts.flatMap(({ name, dongs: its }) =>
    its.map((dong) => `${dong.name} (${name}) ${dong.code}`),
  );
  const count = Math.min(
    MOST_LINES,
    Math.max(LINES, ...Object.keys(said).map((name) => Number(/^text-(\d+)$/.exec(name)?.[1] ?? 0))),
  );
  const kinds = policies.proposerKinds.kinds.map(({ code, ko, en }) => [code, t(ko, en ?? ko)] as const);
  const field = (name: string, label: string, type = 'text', more: Html | null = null) =>
    html`<label>${label} <input type="${type}" name="${name}" value="${said[name] ?? ''}" ${more} /></label>`;
  const recorded = outcomes.filter(({ id }) => id !== undefined);
  return {
    title: t('간담회 입력', 'Record a meeting'),
    scripts: ['evening.js'],
    status: problem?.status ?? 200,
    body: html`${problem ? html`<p class="refused" role="alert">${problem.detail} ${problem.errors.map((error) => html`<br />${error.field.slice(1)} ${error.problem}`)}</p>` : null}
      ${recorded.length === 0 ? null : html`<p class="done" role="status">${t(`${String(recorded.length)}건을 기록했습니다.`, `${String(recorded.length)} are recorded.`)} ${recorded.map(({ id, line }) => html`<a href="/suggestions/${id!}">${t('줄', 'line')} ${line}</a> `)}</p>`}
      ${open.length === 0 ? html`<p class="notice">${t('열려 있는 회차가 없습니다. 먼저 회차를 여십시오(POST /v1/rounds).', 'No round is open: open one first (POST /v1/rounds).')}</p>` : null}
      <form
        method="post"
        action="/evening"
        id="evening"
        data-saved="${t('이 브라우저에 보관함', 'kept in this browser')}"
      >
        <input type="hidden" name="key" value="${said.key ?? newId()}" />
        <div class="filters">
          ${select(
            t('회차', 'Round'),
            'round',
            open.map(({ code, kind }) => [code, `${say(kind)} (${code})`] as const),
            { chosen: said.round, empty: t('고르십시오', 'choose'), required: true },
          )}
          <label
            >${t('동', 'Dong')}
            <input name="dong" list="dongs" value="${said.dong ?? ''}" required autocomplete="off" />
            <datalist id="dongs">${dongs.map((dong) => html`<option value="${dong}"></option>`)}</datalist></label
          >
          ${field('heldOn', t('개최일', 'Held on'), 'date', html` required`)} ${field('venue', t('장소', 'Venue'))}
          ${field('attendees', t('참석 인원', 'Attendees'), 'number', html` min="0"`)}
        </div>
        <h2>${t('건의사항', 'Suggestions')}</h2>
        <p class="soft">
          ${t('한 줄에 건의 하나. 내용이 빈 줄은 건너뜁니다.', 'One suggestion a line; lines without a text are skipped.')}
          <span id="saved"></span>
        </p>
        ${Array.from({ length: count }, (_, index) =>
          lineOf(
            language,
            index + 1,
            said,
            kinds,
            outcomes.find(({ line }) => line === index + 1),
          ),
        )}
        <button>${t('모두 기록', 'Record all')}</button>
      </form>`,
  };
}

function lineOf(
  { t, say }: Language,
  line: number,
  said: Said,
  kinds: readonly (readonly [string, string])[],
  outcome: Outcome | undefined,
): Html {
  const of = (name: string) => `${name}-${String(line)}`;
  const channels = ['on-site', 'pre-submitted'].map((code) => [code, say(labelOf(CHANNELS, code))] as const);
  const n = String(line);
  return html`<fieldset>
    <legend>${line}</legend>
    ${outcome?.problem ? html`<p class="refused" role="alert">${outcome.problem.detail} ${outcome.problem.errors.map((error) => html`<br />${error.field.slice(1)} ${error.problem}`)}</p>` : null}
    <div class="line">
      <label>${t('건의명', 'Title')} <input name="${of('title')}" value="${said[of('title')] ?? ''}" /></label>
      <label
        >${t('내용', 'Text')}
        <textarea name="${of('text')}" rows="2" aria-label="${t(`${n}번 건의 내용`, `Text of suggestion ${n}`)}">
${said[of('text')] ?? ''}</textarea>
      </label>
      ${select(t('경로', 'Channel'), of('channel'), channels, { chosen: said[of('channel')] ?? 'on-site', empty: '–' })}
      ${select(t('건의자', 'Proposer'), of('proposerKind'), kinds, { chosen: said[of('proposerKind')], empty: t('모름', 'unknown') })}
    </div>
  </fieldset>`;
}

/** Records the meeting, then each line. What was refused is shown again with what was written. */
export async function recordEvening(asked: Asked, said: Said): Promise<Page> {
  const { api } = asked;
  const key = said.key ?? newId();
  const of = (name: string) => uuidv5(name, key);
  let meetingId: string;
  try {
    const body = {
      round: said.round ?? '',
      dong: /(\d{10})\)?$/.exec((said.dong ?? '').trim())?.[1] ?? (said.dong ?? '').trim(),
      heldOn: said.heldOn ?? '',
      ...(said.venue && { venue: said.venue }),
      ...(said.attendees && { attendees: Number(said.attendees) }),
    };
    meetingId = (await api.post<{ readonly id: string }>('/v1/meetings', body, { key: of('meeting') })).id;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return eveningPage(asked, { ...said, key }, { problem: error });
  }
  const outcomes: Outcome[] = [];
  let last = '';
  for (let line = 1; line <= MOST_LINES; line++) {
    const told = (name: string) => (said[`${name}-${String(line)}`] ?? '').trim().replaceAll('\r\n', '\n');
    if (told('text') === '') continue;
    const body = {
      meetingId,
      channel: told('channel') || 'on-site',
      text: told('text'),
      orderInMeeting: line,
      form: 'oral',
      ...(told('title') && { title: told('title') }),
      ...(told('proposerKind') && { proposerKind: told('proposerKind') }),
    };
    try {
      const { id, position } = await api.post<Made>('/v1/suggestions', body, {
        key: of(`line-${String(line)}`),
      });
      outcomes.push({ line, id });
      if (position !== null && position > last) last = position;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      outcomes.push({ line, problem: error });
    }
  }
  // Who goes on to the list finds them there.
  if (last !== '') await api.get('/v1/suggestions', { limit: '1', after: last });
  const refused = outcomes.filter(({ problem }) => problem !== undefined);
  if (refused.length === 0) return eveningPage(asked, {}, { outcomes });
  // What is recorded stays as it is: sent again under the same key, it is not recorded twice.
  return eveningPage(asked, { ...said, key }, { outcomes });
}
