import { html, type Html } from '../http/html.js';
import type { ApiProblem } from './api.js';
import type { Decision, FormField } from './decisions.js';
import { FIELDS, labelOf } from './labels.js';
import type { Language } from './language.js';
import { options } from './layout.js';

/** What was sent and refused: it is shown again, with what is wrong of it. */
export interface Refused {
  readonly what: string;
  readonly said: Readonly<Record<string, string>>;
  readonly problem: ApiProblem;
}

/** The form of a decision. It is sent once, however often it is pressed, and only for what the page showed. */
export function decisionForm(
  language: Language,
  { what, name, fields }: Decision,
  to: {
    readonly action: string;
    readonly key: string;
    /** What the page showed; none where it is about many. */
    readonly revision?: number;
    /** What else is sent. */
    readonly hidden?: Html;
    readonly refused?: Refused | undefined;
  },
): Html {
  const { say, t } = language;
  const refused = to.refused?.what === what ? to.refused : undefined;
  return html`<details${refused ? html` open` : null}>
    <summary>${say(name)}</summary>
    <form method="post" action="${to.action}/${what}">
      <input type="hidden" name="key" value="${to.key}" />
      ${to.revision === undefined ? null : html`<input type="hidden" name="revision" value="${to.revision}" />`} ${to.hidden ?? null}
      ${refused ? html`<p class="refused" role="alert">${refused.problem.detail}</p>` : null}
      ${fields.map((field) => formField(language, field, what, refused))}
      <button>${t('기록', 'Record')}</button>
    </form>
  </details>`;
}

function formField(language: Language, field: FormField, what: string, refused: Refused | undefined): Html {
  const { say, t } = language;
  const { name, kind } = field;
  const value = refused?.said[name] ?? '';
  const problem = refused?.problem.errors.find(
    (error) => error.field === `/${name}` || error.field.startsWith(`/${name}/`),
  );
  const id = `${what}-${name}`;
  const required = field.required ? html` required` : null;
  const invalid = problem ? html` aria-invalid="true" aria-describedby="${id}-problem"` : null;
  const label = html`${say(labelOf(FIELDS, name))}${field.required ? html` <span class="soft">(${t('필수', 'required')})</span>` : null}`;
  const told = problem ? html`<span class="field-problem" id="${id}-problem">${problem.problem}</span>` : null;
  switch (kind) {
    case 'words':
      return html`<label for="${id}"
        >${label} <textarea id="${id}" name="${name}" ${required}${invalid}>${value}</textarea>${told}</label
      >`;
    case 'choice': {
      const choices = field.choices!.map(([code, its]) => [code, say(its)] as const);
      return html`<label for="${id}"
        >${label}
        <select id="${id}" name="${name}" ${required}${invalid}>
          ${options(choices, value, t('고르십시오', 'choose'))}</select
        >${told}</label
      >`;
    }
    case 'flag':
      return html`<label class="check" for="${id}"
        ><input type="checkbox" id="${id}" name="${name}" value="yes" ${value === '' ? null : html` checked`} />
        ${label}${told}</label
      >`;
    case 'department':
    case 'helpers':
      return html`<label for="${id}"
        >${label}
        <input id="${id}" name="${name}" list="departments" value="${value}" ${required}${invalid} />${told}</label
      >`;
    default: {
      const type = kind === 'day' ? 'date' : kind === 'number' ? 'number' : 'text';
      return html`<label for="${id}"
        >${label}
        <input type="${type}" id="${id}" name="${name}" value="${value}" ${required}${invalid} />${told}</label
      >`;
    }
  }
}
