import type { SheetDocument, SheetRound } from '../../projections/reports/sheets/sheet-document.js';
import { carriedRound, liveRound, publishedDocument } from '../../test/example/published-document.js';
import { comparePublished, TOTAL } from './compare-published.js';
import published from './published-2-2-4.json' with { type: 'json' };

const sheet = publishedDocument();

function withRounds(rounds: (rounds: readonly SheetRound[]) => readonly SheetRound[]): SheetDocument {
  const [block] = sheet.blocks;
  return { ...sheet, blocks: [{ ...block!, rounds: rounds(sheet.blocks.flatMap((of) => of.rounds)) }] };
}

function differing(of: SheetDocument) {
  return comparePublished(of, published).figures.filter(({ equal }) => !equal);
}

describe('comparing a sheet with the published one', () => {
  it('finds every one of the 37 printed cells equal', () => {
    const { figures, equal, liveRounds } = comparePublished(sheet, published);
    expect(figures).toHaveLength(4 * 2 * 4 + 5);
    expect(figures.filter((figure) => !figure.equal)).toEqual([]);
    expect(equal).toBe(true);
    expect(liveRounds).toEqual([]);
  });

  it('names the cell that differs, with both figures', () => {
    const other = carriedRound('resident-autonomy-2021H2', '', [5, 3, 2, 0], [65, 35, 30, 0]);
    expect(differing(withRounds((rounds) => [...rounds.slice(0, 3), other]))).toEqual([
      {
        what: { round: 'resident-autonomy-2021H2', row: 'suggestions', column: TOTAL },
        published: 64,
        ours: 65,
        equal: false,
        live: 0,
      },
      {
        what: { round: 'resident-autonomy-2021H2', row: 'suggestions', column: '일산동구' },
        published: 29,
        ours: 30,
        equal: false,
        live: 0,
      },
    ]);
  });

  it('finds an empty cell different from a printed "-"', () => {
    const unknown = { total: 5, byDistrict: [3, 2, null], unknown: null, remark: null };
    const different = differing(
      withRounds((rounds) => [
        ...rounds.slice(0, 3),
        { ...rounds[3]!, dongs: unknown, suggestions: rounds[3]!.suggestions },
      ]),
    );
    expect(different.map(({ what, published: was, ours }) => [what.row, what.column, was, ours])).toEqual([
      ['dongs', '일산서구', 0, null],
    ]);
  });

  it('finds all eight cells of a missing round different', () => {
    expect(differing(withRounds((rounds) => rounds.slice(1)))).toHaveLength(8);
  });

  it('goes by the names of the districts, not by their order', () => {
    const turned = withRounds((rounds) =>
      rounds.map((round) => ({ ...round, districts: [...round.districts].reverse() })),
    );
    expect(comparePublished(turned, published).equal).toBe(false);
  });

  it('lets live rounds stand beside and compares the recorded participation alone', () => {
    const live = liveRound('residents-2026', [2, 1, 1, 0], [5, 3, 2, 0]);
    const participation = sheet.participation.map((cell) =>
      cell.kind === 'briefing' ? { ...cell, live: 2, total: 80 } : cell,
    );
    const comparison = comparePublished({ ...withRounds((rounds) => [live, ...rounds]), participation }, published);
    expect(comparison.equal).toBe(true);
    expect(comparison.liveRounds.map(({ code }) => code)).toEqual(['residents-2026']);
    expect(comparison.figures.find(({ what }) => what.column === 'briefing')).toMatchObject({ ours: 78, live: 2 });
  });

  it('refuses a published file that holds no figure where one should be', () => {
    const participation = [{ kind: 'briefing', count: '7 8' }];
    expect(() => comparePublished(sheet, { ...published, participation })).toThrow('"7 8", no figure');
  });
});
