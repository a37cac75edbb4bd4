import { v7 as newId } from 'uuid';
import type { HistoryEntry } from '../amending/entry-history.js';
import { contractOf } from '../history/common-entries.js';
import { isObject } from '../history/value-checks.js';
import { html, type Html } from '../http/html.js';
import { suggestionContracts } from '../suggestions/suggestion.events.js';
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
                ${fields.map((name) => html`<option value="${JSON.stringify({ type: entry.type, field: name, from: stands[name] })}">${say(labelOf(FIELDS, name))}: ${told(stands[name]).slice(0, 40)}</option>`)}
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

/** A field as a form sends it: of which type of entry, and what stood there when it was looked at. */
interface Chosen {
  readonly type?: string;
  readonly field?: string;
  readonly from?: unknown;
}

/** What the API takes of a form that puts an entry right. What it does not say, the API names. */
export function correctionIn({ field: said = '', to = '', why = '' }: Readonly<Record<string, string>>): object {
  const { type = '', field = '', from } = chosenIn(said);
  return { changes: [{ path: `/${field}`, from, to: valueOf(shapeIn(type, field), to.trim()) }], why };
}

function chosenIn(said: string): Chosen {
  try {
    const chosen: unknown = JSON.parse(said);
    if (isObject(chosen)) return chosen;
  } catch {
    // It was not this form that was sent: what is no field is refused as that.
  }
  return { field: said, from: null };
}

/** What a field of a type of entry holds: `integer`, `boolean`, `string`; undefined where nobody knows it. */
function shapeIn(type: string, field: string): unknown {
  const fields = contractOf(suggestionContracts, type)?.fields ?? {};
  return Object.hasOwn(fields, field) ? fields[field]!.shape.type : undefined;
}

/** What was written, as the field holds it; nothing where nothing was. */
function valueOf(shape: unknown, written: string): unknown {
  if (written === '') return null;
  if (shape === 'integer') return /^\d{1,15}$/.test(written) ? Number(written) : written;
  if (shape === 'boolean') return FLAG_WORDS.get(written.toLowerCase()) ?? written;
  return written.replaceAll('\r\n', '\n');
}

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['예', true],
  ['yes', true],
  ['false', false],
  ['아니요', false],
  ['no', false],
]);
