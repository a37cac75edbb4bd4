import { defineSheetBlock } from '../../src/pledge-items/define-sheet-block.js';
import { placeRound } from '../../src/pledge-items/place-round.js';
import { recordMeeting } from '../../src/meetings/record-meeting.js';
import { openRound } from '../../src/rounds/open-round.js';
import { cityCommands } from '../../src/example/city-commands.js';
import { comparePublished } from '../../src/example/compare-published.js';
import { type ExampleCommand, exampleOf } from '../../src/example/example-command.js';
import { exampleInput, type SheetInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import published from '../../src/example/published-2-2-4.json' with { type: 'json' };
import { DataDirs, type Ledger, ledgerOn } from './ledger-on.js';

const SLOWEST_MS = 30_000;
const dirs = new DataDirs();
afterAll(() => {
  dirs.removeAll();
});

describe('the sheet that comes out of the example', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await ledgerOn(dirs.make());
    await loadExample(ledger.commands, exampleInput);
  }, SLOWEST_MS);
  afterAll(() => ledger.close());

  const comparisonOnce = async (position: string | null) => comparePublished(await ledger.sheet(position), published);

  it('has every published figure', async () => {
    const { position } = await loadExample(ledger.commands, exampleInput);
    const { figures, equal } = await comparisonOnce(position);
    expect(figures.filter((figure) => !figure.equal)).toEqual([]);
    expect([figures.length, equal]).toEqual([37, true]);
  });

  it('keeps them when live work comes beside, which is shown apart', async () => {
    const item = { item: '7-2-2-4' };
    const round = 'resident-autonomy-2022H1';
    const period = { from: '2022-03', to: '2022-06' };
    const live: readonly ExampleCommand[] = [
      exampleOf(openRound, {}, openLive(round, period)),
      exampleOf(defineSheetBlock, item, { code: '2022H1', heading: '상반기 추진실적', period, order: 4 }),
      exampleOf(placeRound, item, { round, block: '2022H1', order: 1 }),
      exampleOf(recordMeeting, {}, { round, dong: '4128157600', heldOn: '2022-04-12' }),
    ];
    let position: string | null = null;
    for (const command of live) ({ position } = await ledger.commands.execute(command()));
    const { figures, liveRounds, equal } = await comparisonOnce(position);
    expect(equal).toBe(true);
    expect(liveRounds).toMatchObject([{ code: round, dongs: { total: 1, byDistrict: [1, 0, 0] } }]);
    expect(figures.find(({ what }) => what.column === 'briefing')).toMatchObject({ published: 78, ours: 78, live: 1 });
  });
});

describe('the comparison', () => {
  const cityOnly = dirs.make();
  beforeAll(async () => {
    const ledger = await ledgerOn(cityOnly);
    for (const command of cityCommands(exampleInput.city)) await ledger.commands.execute(command());
    await ledger.close();
  }, SLOWEST_MS);

  it.each(changedFigures())(
    'fails when the input says $to instead of $from as $what',
    async ({ sheet, cells }) => {
      const ledger = await ledgerOn(dirs.make(cityOnly));
      try {
        const { position } = await loadExample(ledger.commands, { ...exampleInput, sheet });
        const { figures, equal } = comparePublished(await ledger.sheet(position), published);
        expect(equal).toBe(false);
        expect(figures.filter((figure) => !figure.equal).map(({ what }) => what)).toEqual(cells);
      } finally {
        await ledger.close();
      }
    },
    SLOWEST_MS,
  );
});

it(
  'an input with suggestions in a district of no dongs is refused',
  async () => {
    const ledger = await ledgerOn(dirs.make());
    try {
      const sheet: SheetInput = structuredClone(exampleInput.sheet);
      const without = sheet.rounds.find(({ dongs_held: { by_gu } }) => by_gu.일산서구 === 0)!;
      without.suggestions.by_gu.일산서구 = 1;
      await expect(loadExample(ledger.commands, { ...exampleInput, sheet })).rejects.toThrow(
        'has 0 dongs but suggestions (1)',
      );
    } finally {
      await ledger.close();
    }
  },
  SLOWEST_MS,
);

/** The input with one figure changed, each in turn, and the cells that must come out different. */
function changedFigures() {
  const ofRounds = exampleInput.sheet.rounds.flatMap(({ id }, index) =>
    (['dongs_held', 'suggestions'] as const).flatMap((rows) =>
      (['덕양구', '일산동구', '일산서구'] as const).flatMap((district) => {
        const sheet: SheetInput = structuredClone(exampleInput.sheet);
        // Suggestions of a district that no meeting was in are refused before there is anything to compare.
        if (rows === 'suggestions' && sheet.rounds[index]!.dongs_held.by_gu[district] === 0) return [];
        const figures = sheet.rounds[index]![rows].by_gu;
        const from = figures[district];
        const to = (figures[district] = from + 1);
        const cell = { round: id, row: rows === 'dongs_held' ? 'dongs' : 'suggestions' };
        const cells = [
          { ...cell, column: '계' },
          { ...cell, column: district },
        ];
        return [{ what: `${rows} of ${district} in ${id}`, from, to, sheet, cells }];
      }),
    ),
  );
  const sheet: SheetInput = structuredClone(exampleInput.sheet);
  sheet.citizen_participation.values = [null, 77, null, null, null];
  const cells: object[] = [{ round: null, row: 'participation', column: 'briefing' }];
  return [...ofRounds, { what: 'participation', from: 78, to: 77, sheet, cells }];
}

function openLive(code: string, period: object) {
  return {
    code,
    counting: 'live',
    kind: { code: 'resident-autonomy', ko: '동 주민자치 소통 간담회', en: 'residents’ autonomy meeting' },
    participants: '각 동 주민자치위원 등',
    agenda: '동별 현안사항 및 민원 청취',
    meetingPeriod: period,
    suggestionPeriod: period,
    participationKind: 'briefing',
  };
}
