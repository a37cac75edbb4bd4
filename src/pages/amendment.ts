import { v7 as newId } from 'uuid';
import type { HistoryEntry } from '../amending/entry-history.js';
import { html, type Html } from '../http/html.js';
import { FIELDS, labelOf } from './labels.js';
import type { Language } from './language.js';
import { told } from './timeline.js';

/** An entry is put right, or taken back, with a reason. */
export function amendment({ t, say }: Language, id: string, entry: HistoryEntry, past: boolean): Html | null {
  if (past || entry.type === 'DeadlineSet') return null;
  const at = `/suggestions/${id}/entries/${entry.eventId}`;
  const stands = (entry.corrected ?? entry.data) as Readonly<Record<string, unknown>>;
  const amends = entry.type === 'EntryCorrected' || entry.type === 'EntryVoided';
  const fields = amends || entry.state === 'voided' ? [] : Object.keys(stands).filter((name) => isPlain(stands[name]));
  return html`<details>
    <summary>${t('바로잡기', 'Put right')}</summary>
    ${
      fields.length === 0
        ? null
        : html`<form method="post" action="${at}/correction">
            <input type="hidden" name="key" value="${newId()}" />
            <label
              >${t('고칠 항목', 'Field')}
              <select name="field" required>
                ${fields.map((name) => html`<option value="${fieldChosen(name, stands[name])}">${say(labelOf(FIELDS, name))}: ${told(stands[name]).slice(0, 40)}</option>`)}
              </select></label
            >
            <label>${t('바른 값(비우면 없음)', 'Right value (empty: none)')} <input name="to" /></label>
            <label>${t('까닭', 'Why')} <input name="why" required /></label>
            <button>${t('정정', 'Correct')}</button>
          </form>`
    }
    ${
      entry.state === 'voided'
        ? null
        : html`<form method="post" action="${at}/void">
            <input type="hidden" name="key" value="${newId()}" />
            <label>${t('까닭', 'Why')} <input name="why" required /></label>
            <button class="plain">
              ${entry.type === 'EntryVoided' ? t('무효를 되돌림', 'Take the void back') : t('이 기록을 무효로', 'Void this entry')}
            </button>
          </form>`
    }
  </details>`;
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** A field as a form sends it: with what stood there when it was looked at. */
function fieldChosen(field: string, from: unknown): string {
  return JSON.stringify({ field, from });
}

/** What the API takes of a form that puts an entry right. What it does not say, the API names. */
export function correctionIn({ field = '', to = '', why = '' }: Readonly<Record<string, string>>): object {
  const chosen = chosenIn(field);
  return { changes: [{ path: `/${chosen.field}`, from: chosen.from, to: valueOf(chosen.field, to) }], why };
}

function chosenIn(said: string): { readonly field: string; readonly from: unknown } {
  try {
    const { field = '', from } = JSON.parse(said) as { field?: string; from?: unknown };
    return { field, from };
  } catch {
    return { field: said, from: null };
  }
}

const NUMBERS = ['percent', 'workingDays', 'proposerCount', 'orderInMeeting'];
const FLAGS = ['final', 'consented', 'replyWanted'];

/** What was written, as the field holds it; nothing where nothing was. */
function valueOf(field: string, written: string): unknown {
  const said = written.trim();
  if (said === '') return null;
  if (NUMBERS.includes(field)) return /^\d{1,15}$/.test(said) ? Number(said) : said;
  if (FLAGS.includes(field)) return FLAG_WORDS.get(said.toLowerCase()) ?? said;
  return said.replaceAll('\r\n', '\n');
}

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['예', true],
  ['yes', true],
  ['false', false],
  ['아니요', false],
  ['no', false],
]);
