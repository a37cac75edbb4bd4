import { readFileSync } from 'node:fs';
import type { RoundView } from '../../projections/read-models/rounds/round.queries.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { CityHall } from '../journeys/city-hall.js';

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
        kind: { code: 'printed', ko: '건의사항 처리현황', en: 'suggestions as printed' },
        participants: '주민',
        agenda: '건의사항',
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

  it('is refused where a count is beyond a million', async () => {
    const send = (figures: object) =>
      hall.post('/v1/rounds/printed-0/carried-totals', { districts: { 41281: figures }, source: { title: '실적' } });
    const told = await send({ dongs: 3, suggestions: 1_000_001, meetings: null });
    expect([told.status, told.body.errors?.map(({ field }) => field)]).toEqual([400, ['/districts/41281/suggestions']]);
  });
});
