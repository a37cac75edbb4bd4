import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Figure, SheetDocument, SheetRound } from '../../projections/reports/sheets/sheet-document.js';
import { printed } from '../../projections/reports/sheets/sheet-tables.js';
import { SHEET_WORDS } from '../../projections/reports/sheets/sheet-words.js';
import { type ComparedFigure, type Comparison, TOTAL } from './compare-published.js';

/** A frame and colours (where the terminal takes them) for a person, plain text for anything else. */
export type Look = 'terminal' | 'plain';

type Row = Table.Cell[];

const WORDS = SHEET_WORDS.ko;
const ROWS = ['dongs', 'suggestions'] as const;
const NO_RULES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '', middle: ' ' };
const NO_FRAME = Object.fromEntries(
  ['top', 'bottom', 'left', 'right'].flatMap((side) => ['', '-mid', '-left', '-right'].map((end) => [side + end, ''])),
);

/** The sheet as it came out of the events, each figure beside the published one: `13 = 13`, or `14 ≠ 13`. */
export function printComparison(sheet: SheetDocument, comparison: Comparison, look: Look): string {
  const table = new Table({
    style: { head: [], border: [], compact: true, ...(look === 'plain' ? { 'padding-left': 0 } : {}) },
    chars: { ...NO_RULES, 'top-mid': '─', 'bottom-mid': '─', ...(look === 'plain' ? NO_FRAME : {}) },
    colAligns: ['left', 'right', 'right', 'right', 'right'],
  });
  const columns = [WORDS.category, TOTAL, ...sheet.districts.map(({ name }) => name)];
  const across = (text: string): Row => [{ content: bold(text, look), colSpan: columns.length }];
  table.push(across(`${sheet.number} ${sheet.title}`), columns);
  for (const block of sheet.blocks) {
    table.push(across(`□ ${block.heading}`));
    for (const { heading, ...round } of block.rounds) {
      const figures = comparison.figures.filter(({ what }) => what.round === round.code);
      table.push(
        across(`○ ${heading}`),
        ...(figures.length > 0 ? comparedRows(figures, look) : liveRows(round, sheet)),
      );
    }
  }
  for (const code of missing(comparison, sheet)) {
    const figures = comparison.figures.filter(({ what }) => what.round === code);
    table.push(across(`○ ${code}: not on the sheet`), ...comparedRows(figures, look));
  }
  table.push(across(`□ ${WORDS.participation} ${WORDS.participationUnit}`));
  for (const figure of comparison.figures.filter(({ what }) => what.row === 'participation')) {
    const live = figure.live > 0 ? `  + ${printed(figure.live)}` : '';
    const content = `${comparedCell(figure, look)}${live}`;
    table.push([kindOf(figure), { content, colSpan: columns.length - 1, hAlign: 'left' }]);
  }
  const printedTable = table.toString().replaceAll(/ +$/gmu, '');
  return `${printedTable}\n${verdict(comparison, look)}\n`;
}

/** How it is to be read, and how it ended. */
function verdict({ figures, liveRounds, equal }: Comparison, look: Look): string {
  const different = figures.filter((figure) => !figure.equal).length;
  const live = liveRounds.length > 0 || figures.some((figure) => figure.live > 0);
  const sentence = equal
    ? `All ${String(figures.length)} figures equal the published ones.`
    : `${String(different)} of ${String(figures.length)} figures differ from the published ones.`;
  const legend = `Left what came out of the events, right what was published${live ? '; after a + what live work adds' : ''}.`;
  return `${legend}\n${marked(sentence, equal, look)}`;
}

function comparedRows(figures: readonly ComparedFigure[], look: Look): Row[] {
  return ROWS.map((row) => [
    WORDS[row],
    ...figures.filter(({ what }) => what.row === row).map((figure) => comparedCell(figure, look)),
  ]);
}

function liveRows(round: Pick<SheetRound, 'districts' | (typeof ROWS)[number]>, { districts }: SheetDocument): Row[] {
  const columns = districts.map(({ code }) => round.districts.findIndex((one) => one.code === code));
  return ROWS.map((row) => {
    const { total, byDistrict } = round[row];
    const figures = [total, ...columns.map((column) => byDistrict[column] ?? null)];
    return [WORDS[row], ...figures.map((figure) => `+ ${shown(figure)}`)];
  });
}

function comparedCell({ ours, published, equal }: ComparedFigure, look: Look): string {
  return marked(`${shown(ours)} ${equal ? '=' : '≠'} ${shown(published)}`, equal, look);
}

function shown(figure: Figure): string {
  return figure === null ? '빈칸' : printed(figure);
}

function kindOf({ what }: ComparedFigure): string {
  const kinds: Readonly<Record<string, string>> = WORDS.participationKinds;
  return kinds[what.column] ?? what.column;
}

/** The codes of published rounds that the sheet does not have. */
function missing({ figures }: Comparison, { blocks }: SheetDocument): string[] {
  const codes = new Set(figures.flatMap(({ what }) => what.round ?? []));
  for (const { code } of blocks.flatMap(({ rounds }) => rounds)) codes.delete(code);
  return [...codes];
}

function bold(text: string, look: Look): string {
  return look === 'terminal' ? styleText('bold', text) : text;
}

function marked(text: string, equal: boolean, look: Look): string {
  return look === 'terminal' ? styleText(equal ? 'green' : 'red', text) : text;
}
