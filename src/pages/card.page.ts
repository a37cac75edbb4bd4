import type { EntryList } from '../../projections/read-models/ledger-entries/list-entries.js';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import type { HistoryEntry, HistoryPage } from '../amending/entry-history.js';
import { html, type Html } from '../http/html.js';
import { type Api, ApiProblem } from './api.js';
import { CHANNELS, KINDS, labelOf, STATUSES } from './labels.js';
import type { Language } from './language.js';
import { momentText, notices } from './layout.js';
import { Names } from './names.js';
import type { Asked, Page } from './page.js';
import { timeline } from './timeline.js';

/** 관리카드: one suggestion on a sheet of paper as it stands now, and its whole history on those that follow. */
export async function cardPage({ api, language, query }: Asked, id: string): Promise<Page> {
  const { t } = language;
  const at = `/v1/suggestions/${encodeURIComponent(id)}`;
  const [answer, entries, names] = await Promise.all([
    api.get<SuggestionProgress>(at, { after: query.after }),
    wholeHistory(api, `${at}/history`),
    Names.at(api, language),
  ]);
  const { suggestion, moment } = answer;
  const ordinals = await ordinalsOf(api, suggestion.id);
  const number = suggestion.number ?? '–';
  return {
    title: `${t('건의사항 관리카드', 'Suggestion card')} ${number}`,
    body: html`${notices(language, answer)}
      <p class="soft">${momentText(language, moment)}</p>
      ${card(language, suggestion, entries, names)}
      <section class="sheet-after">
        <h2>${t('전체 이력', 'Whole history')} (${entries.length})</h2>
        ${timeline(language, entries, names, ({ eventId }) => placeInLog(language, ordinals.get(eventId), eventId))}
      </section>`,
  };
}

type Told = SuggestionProgress['suggestion'];

function card(language: Language, one: Told, entries: readonly HistoryEntry[], names: Names): Html {
  const { t, say } = language;
  const row = (label: string, value: Html | string | null | undefined) =>
    html`<tr>
      <th scope="row">${label}</th>
      <td lang="ko">${value === null || value === undefined || value === '' ? '–' : value}</td>
    </tr>`;
  const joined = (...parts: readonly (string | null | undefined)[]) =>
    parts.filter((part) => part !== null && part !== undefined).join(' · ');
  const plan = last(entries, 'HandlingPlanned') as { plan: string | null; plannedOn: string } | undefined;
  const reply = last(entries, 'ReplySent') as { sentOn: string; document: string | null } | undefined;
  const { names: its, standing, resolution } = one;
  const won = one.budgetLines.reduce((sum, line) => sum + line.won, 0);
  return html`<table class="card">
    <tbody>
      ${row(t('접수번호', 'Number'), joined(one.number, one.voided ? t('무효(결번)', 'voided') : null))}
      ${row(t('건의명', 'Title'), one.title)}
      ${row(t('회차·동', 'Round and dong'), joined(its.round, its.district, its.dong, one.place))}
      ${row(t('건의일·경로', 'Raised'), joined(one.raisedOn, say(labelOf(CHANNELS, one.channel)), one.acceptedOn && t(`접수 ${one.acceptedOn}`, `accepted ${one.acceptedOn}`)))}
      ${row(t('건의자 구분', 'Proposer'), joined(one.proposerKind && names.of('proposer', one.proposerKind), one.proposerOrganisation))}
      ${row(t('분야·민원 종류', 'Field and kind'), joined(one.fieldOfWork && names.of('field', one.fieldOfWork), one.statutoryKind && say(labelOf(KINDS, one.statutoryKind))))}
      ${row(t('내용', 'Text'), one.text)}
      ${row(t('소관부서', 'Department'), joined(its.department ?? one.department, one.officer))}
      ${row(t('협조부서', 'Supporting'), one.supporting.map(({ department }) => names.of('department', department)).join(', '))}
      ${row(t('처리기한', 'Due'), one.clock && say(one.clock.inWords))}
      ${row(t('처리계획', 'Plan'), plan && joined(plan.plannedOn, plan.plan))}
      ${row(t('완료 예정·소요예산', 'Target and budget'), joined(one.target?.by, won === 0 ? null : t(`${won.toLocaleString('ko-KR')}원`, `${won.toLocaleString('en-GB')} won`)))}
      ${row(t('추진상황', 'Done so far'), standing && joined(standing.asOf, standing.done))}
      ${row(t('향후계획', 'What comes next'), standing?.next)}
      ${row(t('처리현황', 'Status'), say(labelOf(STATUSES, one.status)))}
      ${row(t('처리 내용', 'Outcome'), resolution && joined(resolution.resolvedOn, resolution.explanation))}
      ${row(t('회신', 'Reply'), reply && joined(reply.sentOn, reply.document))}
    </tbody>
  </table>`;
}

/** What the last entry of a type that stands says by now. */
function last(entries: readonly HistoryEntry[], type: string): object | undefined {
  const found = entries.findLast((entry) => entry.type === type && entry.state === 'standing');
  return found && (found.corrected ?? found.data);
}

async function wholeHistory(api: Api, at: string): Promise<readonly HistoryEntry[]> {
  return (await Array.fromAsync(api.pages<HistoryPage>(at), ({ entries }) => entries)).flat();
}

/** The ordinals of a suggestion's entries, by their ids, where whoever asks may follow the ledger. */
async function ordinalsOf(api: Api, id: string): Promise<ReadonlyMap<string, number>> {
  try {
    const pages = await Array.fromAsync(api.pages<EntryList>('/v1/entries', { thing: 'suggestion', id }));
    return new Map(pages.flatMap(({ entries }) => entries).map(({ eventId, ordinal }) => [eventId, ordinal]));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 403) return new Map();
    throw error;
  }
}

function placeInLog({ t }: Language, ordinal: number | undefined, eventId: string): Html {
  const at = ordinal === undefined ? null : t(`기록 ${String(ordinal)}번`, `entry ${String(ordinal)} of the ledger`);
  return html`<p class="soft">${at} <code>${eventId}</code></p>`;
}
