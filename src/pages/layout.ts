import { html, type Html } from '../http/html.js';
import type { ApiProblem } from './api.js';
import type { Language } from './language.js';

export interface PageOf {
  readonly language: Language;
  readonly title: string;
  /** The address of the page, to be asked for in the other language. */
  readonly path: string;
  readonly body: Html;
  /** Who has signed in. */
  readonly account?: string | undefined;
  /** Modules of our own, by their names below `/pages/`. */
  readonly scripts?: readonly string[];
}

const PLACES: readonly (readonly [href: string, ko: string, en: string])[] = [
  ['/', '시정 한눈에', 'At a glance'],
  ['/suggestions', '건의사항', 'Suggestions'],
  ['/desk', '내 업무', 'Desk'],
  ['/evening', '간담회 입력', 'A meeting'],
  ['/tables', '집계표', 'Tables'],
  ['/unfinished', '미완료', 'Unfinished'],
  ['/handout', '동별 결과', 'By dong'],
  ['/sheets', '추진실적 보고서', 'Sheets'],
  ['/entries', '감사 기록', 'Entries'],
  ['/operation', '운영', 'Operation'],
];

/** A whole page. It works without script. */
export function layout({ language, title, path, body, account, scripts = [] }: PageOf): string {
  const { locale, t } = language;
  const other = locale === 'ko' ? 'en' : 'ko';
  const here = path.split('?')[0]!;
  const current = PLACES.find(([href]) => here === href || (href !== '/' && here.startsWith(`${href}/`)))?.[0];
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${t('건의사항 관리대장', 'Suggestion ledger')}</title>
        <link rel="stylesheet" href="/pages/style.css" />
        <link rel="icon" href="data:," />
        ${scripts.map((name) => html`<script type="module" src="/pages/${name}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#main">${t('본문으로 건너뛰기', 'Skip to the content')}</a>
        <header>
          <a class="name" href="/">${t('건의사항 관리대장', 'Suggestion ledger')}</a>
          <nav aria-label="${t('주요 화면', 'Pages')}">
            <ul>
              ${PLACES.map(
                ([href, ko, en]) =>
                  html`<li><a href="${href}" ${href === current ? CURRENT : null}>${t(ko, en)}</a></li>`,
              )}
            </ul>
          </nav>
          ${
            account === undefined
              ? null
              : html`<form class="account" method="post" action="/sign-out">
                  ${account} <button class="plain">${t('로그아웃', 'Sign out')}</button>
                </form>`
          }
          <a class="language" lang="${other}" href="/language/${other}?to=${encodeURIComponent(path)}"
            >${other === 'en' ? 'English' : '한국어'}</a
          >
        </header>
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.toString();
}

const CURRENT = html` aria-current="page"`;

interface MomentShown {
  readonly asOf: string;
  readonly knownAt: { readonly ordinal: number; readonly recordedUpTo: string | null };
}

/** Of what moment a page is. */
export function momentText({ t }: Language, { asOf, knownAt: { ordinal, recordedUpTo } }: MomentShown): string {
  const day = recordedUpTo?.slice(0, 10);
  const known =
    day === undefined ? t('입력 없음', 'nothing recorded') : t(`${day} 입력분까지`, `recorded up to ${day}`);
  return `${t(`${asOf} 기준`, `as of ${asOf}`)} · ${known} (${t('기록', 'entry')} ${String(ordinal)})`;
}

/** The moment of a page, and a form to choose another. */
export function momentForm(
  language: Language,
  { asOf, knownAt }: { readonly asOf?: string | undefined; readonly knownAt?: string | undefined },
  moment: MomentShown,
  others: Readonly<Record<string, string | undefined>> = {},
): Html {
  const { t } = language;
  return html`<form class="moment" method="get">
    <p>${momentText(language, moment)}</p>
    ${Object.entries(others).map(([name, value]) => (value === undefined ? null : html`<input type="hidden" name="${name}" value="${value}" />`))}
    <label>${t('기준일', 'As of')} <input type="date" name="asOf" value="${asOf ?? ''}" /></label>
    <label>${t('입력 기준', 'Known at')} <input type="date" name="knownAt" value="${knownAt ?? ''}" /></label>
    <button>${t('보기', 'Show')}</button>
  </form>`;
}

/** What is not complete, or still under way. */
export function notices(
  { t }: Language,
  { incompleteStreams, underWay = 0 }: { readonly incompleteStreams: number; readonly underWay?: number },
): Html | null {
  const held =
    incompleteStreams === 0
      ? null
      : t(
          `보류된 기록 ${String(incompleteStreams)}건이 빠져 있습니다.`,
          `Incomplete: ${String(incompleteStreams)} streams are held back.`,
        );
  const moving =
    underWay === 0
      ? null
      : t(`정정 ${String(underWay)}건이 반영되고 있습니다.`, `${String(underWay)} corrections are under way.`);
  return held === null && moving === null ? null : html`<p class="notice" role="status">${held} ${moving}</p>`;
}

/** What was refused, in words. */
export function refusalOf({ detail, errors }: ApiProblem): Html {
  return html`<div class="refused" role="alert">
    <p>${detail}</p>
    ${
      errors.length === 0
        ? null
        : html`<ul>
            ${errors.map(({ field, problem }) => html`<li>${field.slice(1)}: ${problem}</li>`)}
          </ul>`
    }
  </div>`;
}

/** A share of a whole as a bar; its figure stands beside it. */
export function bar(parts: readonly { readonly count: number; readonly tone: string }[], label: string): Html {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let at = 0;
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${label}">
    ${parts.map(({ count, tone }) => {
      const [x, width] = [at, total === 0 ? 0 : (100 * count) / total];
      at += width;
      return html`<rect class="tone-${tone}" x="${x.toFixed(2)}" y="0" width="${width.toFixed(2)}" height="8"></rect>`;
    })}
  </svg>`;
}

/** One of some values to choose, below its label. */
export function select(
  label: string,
  name: string,
  values: readonly (readonly [value: string, label: string])[],
  {
    chosen,
    empty,
    required = false,
  }: { readonly chosen?: string | undefined; readonly empty: string; readonly required?: boolean },
): Html {
  return html`<label
    >${label}
    <select name="${name}" ${required ? REQUIRED : null}>
      ${options(values, chosen, empty)}
    </select></label
  >`;
}

const REQUIRED = html` required`;

export function options(
  values: readonly (readonly [value: string, label: string])[],
  chosen: string | undefined,
  empty: string,
): Html {
  return html`<option value="">${empty}</option>
    ${values.map(([value, label]) => html`<option value="${value}" ${value === chosen ? SELECTED : null}>${label}</option>`)}`;
}

const SELECTED = html` selected`;
