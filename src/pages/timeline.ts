import { entryName } from '../../projections/read-models/ledger-entries/entry-names.js';
import type { HistoryEntry } from '../amending/entry-history.js';
import { html, type Html } from '../http/html.js';
import { CHANNELS, DISCLOSURES, FIELDS, FORMS, KINDS, labelOf, PLAN_DECISIONS, STATUSES } from './labels.js';
import type { Language } from './language.js';
import type { Names } from './names.js';

/** What a timeline does not show again: it stands in its head, or says how exactly a day is known. */
const ELSEWHERE = /Precision$|^(?:doneBy|cycles|schemaVersion|eventId|changes|takeAlong|proposerSealed|type|roundId)$/;

/** A thing's entries as they were recorded, corrected and voided ones beside what stands. */
export function timeline(
  language: Language,
  entries: readonly HistoryEntry[],
  names: Names,
  actions: (entry: HistoryEntry) => Html | null = () => null,
): Html {
  const byId = new Map(entries.map((entry) => [entry.eventId, entry]));
  return html`<ol class="timeline">
    ${entries.map((entry) => item(language, entry, { byId, names, actions }))}
  </ol>`;
}

function item(
  language: Language,
  entry: HistoryEntry,
  {
    byId,
    names,
    actions,
  }: {
    readonly byId: ReadonlyMap<string, HistoryEntry>;
    readonly names: Names;
    readonly actions: (entry: HistoryEntry) => Html | null;
  },
): Html {
  const { t, say } = language;
  const { type, data, corrected, state, metadata, inWords, revision } = entry;
  const amended = 'eventId' in data ? byId.get((data as { eventId: string }).eventId) : undefined;
  const { recordedBy, recordedAt } = metadata;
  return html`<li${state === 'voided' ? html` class="voided"` : null} id="entry-${revision}">
    <strong class="what">${say(entryName(type))}${amended ? html`: ${say(entryName(amended.type))} <a href="#entry-${amended.revision}">#${amended.revision}</a>` : null}</strong>
    <span class="soft">#${revision} · ${t('입력', 'recorded')} ${instant(recordedAt)} · ${recordedBy.id} (${recordedBy.role}${recordedBy.verified ? null : html`, ${t('확인 안 됨', 'not verified')}`})</span>
    ${state === 'voided' ? html`<span class="badge">${t('무효', 'voided')}</span>` : null}
    ${corrected === null ? null : html`<span class="badge">${t('정정됨', 'corrected')}</span>`}
    ${actorOf(language, data)}
    ${inWords ? html`<p lang="${language.locale}">${say(inWords)}</p>` : null}
    ${changesOf(language, data, names)} ${facts(language, { data, corrected, names })} ${actions(entry)}
  </li>`;
}

/** Day and minute in Seoul. */
export function instant(at: string): string {
  return new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

function actorOf({ t }: Language, data: object): Html | null {
  const { doneBy } = data as { readonly doneBy?: Readonly<Record<string, string | null>> | null };
  if (!doneBy) return null;
  const said = [doneBy.account, doneBy.department, doneBy.position]
    .filter((one) => typeof one === 'string')
    .join(' · ');
  return html`<span class="soft">${t('행위자', 'done by')} ${said}</span>`;
}

function changesOf(language: Language, data: object, names: Names): Html | null {
  const { say } = language;
  const { changes } = data as { readonly changes?: readonly { path: string; from: unknown; to: unknown }[] };
  if (!changes) return null;
  return html`<dl class="facts">
    ${changes.map(
      ({ path, from, to }) =>
        html`<dt>${say(labelOf(FIELDS, path.slice(1)))}</dt>
          <dd lang="ko">
            <del>${value(language, path.slice(1), from, names)}</del> → ${value(language, path.slice(1), to, names)}
          </dd>`,
    )}
  </dl>`;
}

/** What an entry says; what a correction made of it stands beside the original. */
function facts(
  language: Language,
  { data, corrected, names }: { readonly data: object; readonly corrected: object | null; readonly names: Names },
): Html | null {
  const { say } = language;
  const [said, now] = [data, corrected ?? data] as readonly Readonly<Record<string, unknown>>[];
  const fields = [...new Set([...Object.keys(said!), ...Object.keys(now!)])].filter((name) => !ELSEWHERE.test(name));
  const rows = fields.flatMap((name) => {
    const [before, after] = [said![name] ?? null, now![name] ?? null];
    if (before === null && after === null) return [];
    if (Array.isArray(after) && after.length === 0) return [];
    const shown =
      JSON.stringify(before) === JSON.stringify(after) || !(name in said!)
        ? html`${value(language, name, after, names)}`
        : html`<del>${value(language, name, before, names)}</del> ${value(language, name, after, names)}`;
    return [
      html`<dt>${say(labelOf(FIELDS, name))}</dt>
        <dd lang="ko">${shown}</dd>`,
    ];
  });
  return rows.length === 0 ? null : html`<dl class="facts">${rows}</dl>`;
}

const LABELLED: Readonly<Record<string, Parameters<typeof labelOf>[0]>> = {
  status: STATUSES,
  outcome: STATUSES,
  channel: CHANNELS,
  form: FORMS,
  kind: KINDS,
  decision: PLAN_DECISIONS,
  disclosure: DISCLOSURES,
};

function value({ say, t }: Language, name: string, it: unknown, names: Names): string {
  if (typeof it === 'string') {
    const labels = LABELLED[name];
    if (labels && Object.hasOwn(labels, it)) return say(labelOf(labels, it));
    return names.of(name, it);
  }
  if (typeof it === 'boolean') return it ? t('예', 'yes') : t('아니요', 'no');
  if (name === 'supporting' && Array.isArray(it)) {
    const helpers = it as readonly { readonly department: string; readonly dueOn: string | null }[];
    return helpers.map((one) => told([names.of(name, one.department), one.dueOn])).join(', ');
  }
  return told(it);
}

/** Any value as people read it. */
export function told(it: unknown): string {
  if (it === null || it === undefined) return '–';
  if (typeof it === 'string' || typeof it === 'number' || typeof it === 'boolean') return String(it);
  if (Array.isArray(it)) return it.map(told).join(' / ');
  return Object.values(it)
    .filter((one) => one !== null)
    .map(told)
    .join(' · ');
}
