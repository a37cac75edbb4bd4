import { periodText } from '../../../src/history/days.js';
import type { Line, Officer } from '../../../src/pledge-items/pledge-item.events.js';
import type { Source } from '../../../src/rounds/round.events.js';
import { html, type Html } from '../../../src/http/html.js';
import type { SheetBlock, SheetDocument, SheetRound } from './sheet-document.js';
import { SHEET_STYLE } from './sheet-style.js';
import { type Marks, participationTable, roundTable } from './sheet-tables.js';
import { type Locale, SHEET_WORDS, type SheetWords } from './sheet-words.js';

/** What the parts of a page share. */
interface Page {
  readonly sheet: SheetDocument;
  readonly locale: Locale;
  readonly words: SheetWords;
  readonly sources: readonly Source[];
}

/** A mark that leads to a note at the foot. */
function mark(number: number): Html {
  return html`<sup><a href="#note-${number}">${number})</a></sup>`;
}

/** The sheet as a complete HTML page, laid out as the published form; it needs no script and no other file. */
export function sheetPage(sheet: SheetDocument, locale: Locale = 'ko'): string {
  const page: Page = { sheet, locale, words: SHEET_WORDS[locale], sources: sourcesOf(sheet) };
  const { words } = page;
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${sheet.number} ${sheet.title} · ${words.report}</title>
        <style>
          ${SHEET_STYLE}
        </style>
      </head>
      <body>
        <main>
          ${sheet.incompleteStreams > 0 ? html`<p class="incomplete" role="alert">${words.incomplete(sheet.incompleteStreams)}</p>` : null}
          ${sheet.underWay > 0 ? html`<p class="incomplete" role="status">${words.underWay(sheet.underWay)}</p>` : null}
          <p class="kind">${words.term(sheet.term)} ${words.report}</p>
          <h1 class="title">
            <span class="number">${sheet.number}</span> <span class="name" lang="ko">${sheet.title}</span>
          </h1>
          ${office(sheet.department, sheet.officers, words)}
          <section>
            <h2>${words.results}</h2>
            <div class="sections">
              <div class="columns" aria-hidden="true">${words.columns.map((column) => html`<div>${column}</div>`)}</div>
              ${sheet.blocks.map((block) => blockSection(block, page))}
            </div>
            ${standing(sheet, words, locale)}${plans(sheet, words)}
          </section>
          <section class="participation">
            <h2>${words.participation}</h2>
            ${participationTable(sheet.participation, words)}
            <p class="example">${words.participationExample}</p>
          </section>
          <section>
            <h2>${words.problemsAndImprovements}</h2>
            <dl class="improve">
              <dt>${words.problems}</dt>
              <dd>${texts(sheet.problems)}</dd>
              <dt>${words.improvements}</dt>
              <dd>${texts(sheet.improvements)}</dd>
            </dl>
          </section>
          ${foot(page)}
        </main>
      </body>
    </html> `.toString();
}

function office(department: string, officers: readonly Officer[], words: SheetWords): Html {
  const answering = (officer: Officer | undefined) =>
    html`<th scope="row" class="role" lang="ko">${officer?.role ?? null}</th>
      <td class="who" lang="ko">${officer?.name ?? null}</td>
      <td>${officer?.officePhone ?? null}</td>`;
  const [first, ...others] = officers;
  const ranks = officers.length > 0 ? officers.map(({ role }) => role).join('·') : words.officers;
  return html`<table class="office">
    <thead>
      <tr>
        <th scope="col">${words.department}</th>
        <th scope="colgroup" colspan="2" lang="ko">${ranks}</th>
        <th scope="col">${words.phone}</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td class="dept" rowspan="${Math.max(1, officers.length)}" lang="ko">${department}</td>
        ${answering(first)}
      </tr>
      ${others.map(
        (officer) =>
          html`<tr>
            ${answering(officer)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function blockSection(block: SheetBlock, page: Page): Html {
  return html`<section class="block">
    <h3 lang="ko">${blockHeading(block.heading)}</h3>
    <div class="content">${block.rounds.map((round) => roundArticle(round, page))}</div>
    <div class="remark"></div>
  </section> `;
}

/** What stands in brackets at the end, mostly the years, goes on a line of its own where the column is narrow. */
function blockHeading(heading: string): Html {
  const [, name, brackets] = /^(.+\S)\s+(\([^()]+\))$/u.exec(heading) ?? [];
  return name && brackets ? html`${name} <span>${brackets}</span>` : html`${heading}`;
}

function roundArticle(round: SheetRound, page: Page): Html {
  const { words, locale, sources } = page;
  const source = round.carried ? sources.findIndex((known) => alike(known, round.source)) : -1;
  const marks: Marks = { caption: source < 0 ? null : mark(source + 1), at: marksOf(round, page) };
  return html`<article class="round">
    <h4 lang="ko">${round.voided ? html`<span class="voided">${words.voidedMark}</span> ` : null}${round.heading}</h4>
    ${lineList(round.lines)}
    <h4 lang="ko">${round.suggestionHeading}</h4>
    ${lineList([round.suggestionLine])} ${roundTable(round, words, locale, marks)}
  </article> `;
}

/** The notes at a figure: of the whole row, or of a district's. They come after those on sources. */
function marksOf(round: SheetRound, { sheet, sources }: Page): Marks['at'] {
  return (row, district) =>
    sheet.disagreements.notes.flatMap((note, index) => {
      const isAt = note.roundId === round.roundId && note.row === row;
      return isAt && (district === null || note.districts.includes(district)) ? [mark(sources.length + index + 1)] : [];
    });
}

/** How it stands, where that was noted. */
function standing({ standing: noted }: SheetDocument, words: SheetWords, locale: Locale): Html | null {
  if (noted === null) return null;
  const rate = noted.ratePerMille === null ? null : String(noted.ratePerMille / 10);
  return html`<p class="standing" lang="ko">${words.standing(periodText(noted.period)[locale], noted.state, rate)}</p>`;
}

/** The form announces plans; where none are noted it prints none. */
function plans({ plans: noted }: SheetDocument, words: SheetWords): Html | null {
  if (noted.length === 0) return null;
  return html`<h3 class="plans">${words.plans}</h3>
    ${texts(noted)}`;
}

function lineList(lines: readonly Line[]): Html {
  return html`<ul class="lines" lang="ko">
    ${lines.map(({ label, text }) => html`<li>${label} : ${text}</li>`)}
  </ul>`;
}

function texts(noted: readonly string[]): Html {
  return html`<ul>
    ${noted.map((text) => html`<li lang="${languageOf(text)}">${text}</li>`)}
  </ul>`;
}

function foot({ sheet, words, sources, locale }: Page): Html {
  const { participationCheck: check } = sheet;
  const titleNote = inLanguage(sheet.titleNote, locale);
  const remarks = [
    ...sources.map((source, index) => sourceNote(source, index + 1, words, locale)),
    ...sheet.disagreements.notes.map(({ inWords }, index) => {
      const number = sources.length + index + 1;
      return html`<li id="note-${number}">${number}) ${inWords[locale]}</li>`;
    }),
    ...(sheet.disagreements.suggestionsCompared ? [] : [html`<li>※ ${words.suggestionsNotCompared}</li>`]),
    ...(check ? [html`<li>※ ${words.participationCheck(check.recorded, check.dongRounds, check.equal)}</li>`] : []),
    ...(titleNote === null ? [] : [html`<li>※ ${titleNote}</li>`]),
  ];
  return html`<footer>
    ${
      remarks.length > 0
        ? html`<ul aria-label="${words.notes}">
            ${remarks}
          </ul>`
        : null
    }
    <p class="moment">${words.moment(sheet.moment)}</p>
  </footer>`;
}

function sourceNote({ title, publishedOn, note }: Source, number: number, words: SheetWords, locale: Locale): Html {
  const remark = inLanguage(note, locale);
  return html`<li id="note-${number}">
    ${number}) ${words.carriedSource}: <span lang="${languageOf(title)}">${title}</span>${
      publishedOn === null ? null : html` (${words.publishedOn(publishedOn)})`
    }${remark === null ? null : html` – ${remark}`}
  </li>`;
}

/** The sources of the carried figures in the order of the sheet, each once. */
function sourcesOf({ blocks }: SheetDocument): readonly Source[] {
  const sources: Source[] = [];
  for (const { carried, source } of blocks.flatMap(({ rounds }) => rounds)) {
    if (carried && source && !sources.some((known) => alike(known, source))) sources.push(source);
  }
  return sources;
}

function alike(one: Source, other: Source | null): boolean {
  return one.title === other?.title && one.publishedOn === other.publishedOn && one.note === other.note;
}

/** A remark, if the reader's language is its own: a form in one language prints none in another; JSON has all. */
function inLanguage(remark: string | null, locale: Locale): string | null {
  return remark !== null && languageOf(remark) === locale ? remark : null;
}

/** Recorded texts may be in either language; one with Hangul is Korean. */
function languageOf(text: string): Locale {
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en';
}
