import { readFileSync } from 'node:fs';
import type { RoundView } from '../../projections/read-models/rounds/round.queries.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import type { SuggestionCounts } from '../../projections/read-models/suggestion-progress/count-suggestions.js';
import type { BudgetSums } from '../../projections/read-models/suggestion-progress/get-budget.js';
import { COUNTED_STATUSES, type HandlingStatus } from '../../src/suggestions/handling-status.js';
import { assignSuggestion } from '../../src/suggestions/handling/assign-suggestion.js';
import { reportStanding } from '../../src/suggestions/handling/report-standing.js';
import { receiveSuggestion } from '../../src/suggestions/receipt/receive-suggestion.js';
import { CityHall, DONGS } from '../journeys/city-hall.js';

/** What cities printed of their suggestions: facts, as news reports and city pages say them. */
interface Printed {
  readonly place: string;
  readonly year: number | null;
  readonly source: string;
  /** Null where the splits alone are printed. */
  readonly suggestions: number | null;
  readonly dongs: number | null;
  readonly splits: readonly {
    readonly by: string;
    readonly label: string;
    readonly printed: string;
    readonly count?: number;
    readonly won?: number;
  }[];
}

const KIND = {
  kind: { code: 'printed', ko: '건의사항 처리현황', en: 'suggestions as printed' },
  participants: '주민',
  agenda: '건의사항',
};

/** What a department would report of a suggestion that is printed under a label. */
const SAID: Readonly<Record<string, { readonly status: HandlingStatus; readonly target?: object }>> = {
  완료: { status: 'completed' },
  '처리 완료': { status: 'completed' },
  완결: { status: 'completed' },
  일부수용: { status: 'partly-completed' },
  '추진 중': { status: 'in-progress' },
  추진중: { status: 'in-progress' },
  처리중: { status: 'in-progress' },
  '장기 처리 중': { status: 'in-progress' },
  '검토 중': { status: 'pending' },
  검토중: { status: 'pending' },
  추진예정: { status: 'planned' },
  향후추진: { status: 'planned' },
  '중단기 처리 예정': { status: 'planned' },
  추경반영: { status: 'planned' },
  '상급기관 건의': { status: 'referred' },
  장기검토: { status: 'long-term' },
  '장기 검토': { status: 'long-term' },
  장기추진: { status: 'long-term' },
  중장기: { status: 'long-term' },
  불가: { status: 'infeasible' },
  추진불가: { status: 'infeasible' },
  '추진 불가': { status: 'infeasible' },
  수용불가: { status: 'infeasible' },
  처리불가: { status: 'infeasible' },
  시행불가: { status: 'infeasible' },
  '완료·연내': { status: 'completed' },
  기타: { status: 'closed' },
  '타기관 이첩': { status: 'transferred' },
  '타 기관 이송': { status: 'transferred' },
};

/** The rows of its 처리현황, where they make up the whole and each can be said. */
function splitInto({ splits, suggestions }: Printed) {
  const rows = splits.filter(({ by, count }) => by === '처리현황' && count !== undefined);
  const said = rows.flatMap((row) => (SAID[row.label] ? [{ ...row, says: SAID[row.label]! }] : []));
  const sum = said.reduce((all, { count }) => all + count!, 0);
  return said.length > 0 && sum === suggestions ? said : undefined;
}

/** The printed words, and one more for the statuses that nobody has. */
function wordsOf(rows: NonNullable<ReturnType<typeof splitInto>>) {
  const printed = rows.map(({ label, says }) => ({ word: { ko: label, en: null }, statuses: [says.status] }));
  const used = rows.map(({ says }) => says.status);
  const others = COUNTED_STATUSES.filter((status) => !used.includes(status));
  return { words: [...printed, { word: { ko: '그 밖', en: null }, statuses: others }], splits: [] };
}

function countsOf({ splits }: Printed, by: string): readonly (readonly [string, number])[] {
  return splits.flatMap((one) => (one.by === by && one.count !== undefined ? [[one.label, one.count] as const] : []));
}

/** Each label as often as it is printed, one after the other. */
function spread(table: Printed, by: string): readonly string[] {
  return countsOf(table, by).flatMap(([label, count]) => Array.from({ length: count }, () => label));
}

const tables = JSON.parse(readFileSync('test/carried/published-tables.json', 'utf8')) as Printed[];

describe('a table that a city published', () => {
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2026-01-05');
    await hall.loadExample();
  });
  afterAll(() => hall.close());

  it.each(tables.map((table, index) => [table.place, index, table] as const))(
    'of %s (%#) is carried as printed, and read back so',
    async (_, index, { year, source: title, suggestions, dongs, splits }) => {
      const code = `printed-${String(index)}`;
      const period = { from: `${String(year ?? 2020)}-01`, to: `${String(year ?? 2020)}-12` };
      await hall.done('/v1/rounds', {
        code,
        counting: 'carried',
        ...KIND,
        meetingPeriod: period,
        suggestionPeriod: period,
      });
      const cityWide = { dongs, suggestions, meetings: null };
      await hall.done(`/v1/rounds/${code}/carried-totals`, { districts: {}, cityWide, splits, source: { title } });
      const asPrinted = splits.map((split) => ({ district: null, count: null, won: null, ...split }));
      const { round } = await hall.get<{ round: RoundView }>(`/v1/rounds/${code}`);
      expect(round.carriedTotals).toMatchObject({ cityWide, splits: asPrinted, source: { title } });
      const { rounds } = await hall.get<DistrictTotals>(`/v1/district-totals?round=${code}`);
      const figure = (total: number | null) => ({ total, state: total === null ? 'not-recorded' : 'known' });
      expect(rounds).toMatchObject([
        {
          carried: true,
          suggestions: figure(suggestions),
          dongs: figure(dongs),
          published: { suggestions, dongs, splits: asPrinted },
        },
      ]);
    },
  );

  it.each(tables.flatMap((table, index) => (splitInto(table) ? [[table.place, index, table] as const] : [])))(
    'of %s (%#), made up as a live round, comes out with its figures in its words',
    async (_, index, table) => {
      const code = `live-${String(index)}`;
      const year = String(table.year ?? 2020);
      const period = { from: `${year}-01`, to: `${year}-12` };
      await hall.done('/v1/rounds', {
        ...KIND,
        code,
        counting: 'live',
        meetingPeriod: period,
        suggestionPeriod: period,
      });
      const rows = splitInto(table)!;
      await hall.done('/v1/policies/status-words', {
        set: code,
        validFrom: `${year}-01-01`,
        basis: '꾸며 낸 자료',
        ...wordsOf(rows),
      });
      const made = rows.flatMap(({ count, says }) => Array.from({ length: count! }, () => says));
      const departments = spread(table, '부서');
      const channels = spread(table, '접수 경로');
      const won = table.splits.find(({ label, won }) => won !== undefined && label !== '부분')?.won;
      const money = { year: Number(year), budget: null, fund: null, won, state: 'asked' };
      const tell = async (says: object, n: number) => {
        const suggestionId = await hall.given(
          receiveSuggestion,
          {},
          {
            round: code,
            dong: DONGS.jugyo,
            channel: channels[n] === '현장' ? 'other' : 'pre-submitted',
            raisedOn: `${year}-03-02`,
            acceptedOn: `${year}-03-02`,
            text: `꾸며 낸 건의 ${String(n + 1)}`,
          },
        );
        const department = departments[n];
        if (department !== undefined) {
          await hall.given(assignSuggestion, { suggestionId }, { department, assignedOn: `${year}-03-05` });
        }
        const budgetLines = n === 0 && won !== undefined ? [money] : [];
        await hall.given(reportStanding, { suggestionId }, { asOf: `${year}-12-31`, ...says, budgetLines });
      };
      for (let from = 0; from < made.length; from += 64) {
        await Promise.all(made.slice(from, from + 64).map((says, n) => tell(says, from + n)));
      }
      const asOf = `asOf=${year}-12-31`;
      const counts = (by: string) => hall.get<SuggestionCounts>(`/v1/suggestion-counts?round=${code}&${asOf}&${by}`);
      const { total, cells, reflected } = await counts(`by=word&set=${code}`);
      expect(total).toBe(table.suggestions);
      expect(cells.map(({ of, count }) => [of.word, count])).toEqual(rows.map(({ label, count }) => [label, count]));
      // Others print a figure for each word under that name.
      const printed = table.splits.find(
        ({ label, printed: text }) => label === '반영률' && /^[\d.]+ %$/.test(text),
      )?.printed;
      expect(printed ?? `${String(reflected.percent)} %`).toBe(`${String(reflected.percent)} %`);
      if (departments.length > 0) {
        const { cells: by } = await counts('by=department');
        expect(Object.fromEntries(by.map(({ of, count }) => [of.department, count]))).toEqual(
          Object.fromEntries(countsOf(table, '부서')),
        );
      }
      if (channels.length > 0) {
        const { cells: by } = await counts('by=channel');
        expect(by.map(({ count }) => count).sort()).toEqual(
          countsOf(table, '접수 경로')
            .map(([, count]) => count)
            .sort(),
        );
      }
      const { total: sum } = await hall.get<BudgetSums>(`/v1/budget?by=year&round=${code}&${asOf}`);
      expect(sum.won).toBe(won ?? 0);
    },
    60_000,
  );

  it('is refused where a count is beyond a million', async () => {
    const send = (figures: object) =>
      hall.post('/v1/rounds/printed-0/carried-totals', { districts: { 41281: figures }, source: { title: '실적' } });
    const told = await send({ dongs: 3, suggestions: 1_000_001, meetings: null });
    expect([told.status, told.body.errors?.map(({ field }) => field)]).toEqual([400, ['/districts/41281/suggestions']]);
  });
});
