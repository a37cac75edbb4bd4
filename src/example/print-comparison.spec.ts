import { stripVTControlCharacters } from 'node:util';
import type { SheetDocument } from '../../projections/reports/sheets/sheet-document.js';
import { liveRound, publishedDocument } from '../../test/example/published-document.js';
import { comparePublished } from './compare-published.js';
import { type Look, printComparison } from './print-comparison.js';
import published from './published-2-2-4.json' with { type: 'json' };

const sheet = publishedDocument();

function printed(of: SheetDocument, look: Look = 'plain'): string {
  return printComparison(of, comparePublished(of, published), look);
}

/** The texts of a printed line. */
function cells(text: string, beginning: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith(beginning))
    .map((line) => line.trim().split(/ {2,}/u));
}

/** Columns on a terminal: a Hangul syllable takes two. */
function width(line: string): number {
  return stripVTControlCharacters(line).replaceAll(/\p{Script=Hangul}/gu, '..').length;
}

describe('the printed comparison', () => {
  it('prints each figure beside the published one', () => {
    expect(cells(printed(sheet), '건의사항')).toEqual([
      ['건의사항', '86 = 86', '21 = 21', '49 = 49', '16 = 16'],
      ['건의사항', '323 = 323', '171 = 171', '87 = 87', '65 = 65'],
      ['건의사항', '156 = 156', '96 = 96', '18 = 18', '42 = 42'],
      ['건의사항', '64 = 64', '35 = 35', '29 = 29', '- = -'],
    ]);
    expect(cells(printed(sheet), '설명회')).toEqual([['설명회, 민생탐방', '78 = 78']]);
    expect(printed(sheet)).toContain('All 37 figures equal the published ones.');
  });

  it('marks a figure that differs', () => {
    const participation = sheet.participation.map((cell) =>
      cell.kind === 'briefing' ? { ...cell, recorded: 79 } : cell,
    );
    const text = printed({ ...sheet, participation });
    expect(cells(text, '설명회')).toEqual([['설명회, 민생탐방', '79 ≠ 78']]);
    expect(text).toContain('1 of 37 figures differ from the published ones.');
  });

  it('shows what live work adds beside it', () => {
    const live = liveRound('residents-2026', [2, 1, 1, 0], [5, 3, 2, 0]);
    const participation = sheet.participation.map((cell) => (cell.kind === 'briefing' ? { ...cell, live: 2 } : cell));
    const blocks = [{ ...sheet.blocks[0]!, rounds: [live] }, ...sheet.blocks];
    const text = printed({ ...sheet, blocks, participation });
    expect(cells(text, '건의사항')[0]).toEqual(['건의사항', '+ 5', '+ 3', '+ 2', '+ -']);
    expect(cells(text, '설명회')).toEqual([['설명회, 민생탐방', '78 = 78', '+ 2']]);
    expect(text).toContain('All 37 figures equal');
  });

  it('shows the rounds that are not on the sheet', () => {
    const text = printed({ ...sheet, blocks: sheet.blocks.slice(1) });
    expect(text).toContain('tongjang-2019-2020: not on the sheet');
    expect(text).toContain('빈칸 ≠ 323');
  });

  it('frames it on a terminal, every line as wide, within 80 columns', () => {
    const lines = printed(sheet, 'terminal')
      .split('\n')
      .filter((line) => /[│┌└]/u.test(line));
    expect(lines).toHaveLength(25);
    expect(new Set(lines.map(width))).toHaveProperty('size', 1);
    expect(width(lines[0]!)).toBeLessThanOrEqual(80);
  });

  it('is plain text elsewhere: no frame, no colours, no spaces at the ends', () => {
    expect(printed(sheet)).not.toMatch(/[│┌└─]| $/mu);
    expect(printed(sheet)).not.toContain('\u001b');
  });
});
