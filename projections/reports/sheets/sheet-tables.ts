import type { SheetRow } from '../../../src/pledge-items/pledge-item.events.js';
import { html, type Html } from '../../../src/http/html.js';
import type { Figure, ParticipationCell, SheetRound } from './sheet-document.js';
import type { Locale, SheetWords } from './sheet-words.js';

/** What leads from a table to the notes at the foot. */
export interface Marks {
  readonly caption: Html | null;
  /** At a figure: of a district, or of the whole row where it is null. */
  readonly at: (row: SheetRow, district: string | null) => readonly Html[];
}

/** A figure as the form prints it: nothing for an unknown one, "-" for zero. */
export function printed(figure: Figure): string {
  if (figure === null) return '';
  return figure === 0 ? '-' : figure.toLocaleString('en-US');
}

/** The table 구분 · 계 · one column a district · 비고. */
export function roundTable(round: SheetRound, words: SheetWords, locale: Locale, marks: Marks): Html {
  const headings = [
    words.category,
    words.total,
    ...round.districts.map((district) => columnHeading(district, words, locale)),
    words.remark,
  ];
  return html`<table class="figures">
      <caption>
        <span class="unseen">${words.dongs} · ${words.suggestions}: <span lang="ko">${round.heading}</span>. </span
        >${origin(round, words)}${marks.caption}
      </caption>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${figureRow(words.dongs, round, 'dongs', marks)}${figureRow(words.suggestions, round, 'suggestions', marks)}
      </tbody>
    </table>
    ${notKnownYet(round) ? html`<p class="aside">${words.notKnownYet}</p>` : null}`;
}

/** A district outside of the round's periods says so. */
function columnHeading(
  { name, romanised, elsewhere }: SheetRound['districts'][number],
  words: SheetWords,
  locale: Locale,
) {
  const said = locale === 'en' ? (romanised ?? name) : name;
  return elsewhere ? words.elsewhere(said) : said;
}

function origin({ carried, counting, voided }: SheetRound, words: SheetWords): string {
  if (voided) return words.voided;
  if (carried) return words.carried;
  return counting === 'carried' ? words.superseded : words.counted;
}

function notKnownYet({ dongs, suggestions }: SheetRound): boolean {
  return dongs.unknown !== null || suggestions.unknown !== null;
}

function figureRow(heading: string, { districts, ...figures }: SheetRound, row: SheetRow, { at }: Marks): Html {
  const { total, byDistrict, remark } = figures[row];
  return html`<tr>
    <th scope="row">${heading}</th>
    ${cell(total, at(row, null))}${byDistrict.map((figure, index) => cell(figure, at(row, districts[index]?.code ?? '')))}
    <td class="remark">${remark}</td>
  </tr>`;
}

function cell(figure: Figure, marks: readonly Html[]): Html {
  // The value stands beside the dash, for programs that read the page.
  return html`<td>${figure === 0 ? html`<data value="0">${printed(figure)}</data>` : printed(figure)}${marks}</td>`;
}

/** The table of 시민참여(소통) 실적, one column a kind; what live rounds add stands under the sum. */
export function participationTable(cells: readonly ParticipationCell[], words: SheetWords): Html {
  return html`<table class="figures">
    <caption>
      <span class="unseen">${words.participation} </span
      >${words.participationUnit}
    </caption>
    <thead>
      <tr>
        ${cells.map(({ kind }) => html`<th scope="col">${words.participationKinds[kind]}</th>`)}
      </tr>
    </thead>
    <tbody>
      <tr>
        ${cells.map((of) => participationCell(of, words))}
      </tr>
    </tbody>
  </table>`;
}

function participationCell({ recorded, live, total }: ParticipationCell, words: SheetWords): Html {
  const split = live > 0 && recorded !== null ? words.recordedAndLive(printed(recorded), printed(live)) : null;
  return html`<td>${printed(total)}${split === null ? null : html`<small>${split}</small>`}</td>`;
}
