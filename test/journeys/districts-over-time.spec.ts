import type { DistrictList } from '../../projections/read-models/jurisdiction/list-districts.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { CityHall, handedIn, liveRound, onSite, type Told } from './city-hall.js';

const known = { source: '행정안전부 행정동 코드', confidence: '시험용으로 지음' };
const ITEM = '7-2-2-4';

/** A city that holds rounds on one sheet, each of one dong; all dongs and figures are made up. */
class City {
  private constructor(readonly hall: CityHall) {}

  static async open(today: string, code: string): Promise<City> {
    const hall = await CityHall.open(today, { CITY_CODE: code });
    await hall.ready();
    return new City(hall);
  }

  async sheetOf(blockFrom: string): Promise<void> {
    const item = { term: 7, number: '2-2-4', title: '시민소통실 운영', departmentAsPrinted: '주민자치과' };
    await this.hall.done('/v1/pledge-items', item);
    const block = { code: 'all', heading: '추진실적', period: { from: blockFrom, to: null }, order: 1 };
    await this.hall.done(`/v1/pledge-items/${ITEM}/blocks`, block);
  }

  async dong(code: string, of: object = {}): Promise<void> {
    await this.hall.done('/v1/dongs', { code, district: code.slice(0, 5), name: `${code}동`, ...known, ...of });
  }

  /** A live round over a period, with one meeting and one suggestion in each of these dongs on their days. */
  async round(code: string, from: string, to: string, ...met: readonly (readonly [dong: string, on: string])[]) {
    const period = { from, to };
    await this.hall.done('/v1/rounds', { ...liveRound, code, meetingPeriod: period, suggestionPeriod: period });
    await this.hall.done(`/v1/pledge-items/${ITEM}/rounds`, { round: code, block: 'all', order: ++this.placed });
    for (const [dong, heldOn] of met) {
      const meetingId = await this.hall.done('/v1/meetings', { round: code, dong, heldOn });
      await this.hall.done('/v1/suggestions', { ...onSite, meetingId });
    }
  }
  private placed = 0;

  /** The tables of the sheet: per round its columns and, below each, suggestions. */
  async tables(asOf: string) {
    const { blocks } = await this.hall.sheet(`?asOf=${asOf}`);
    return Object.fromEntries(
      blocks
        .flatMap(({ rounds }) => rounds)
        .map(({ code, districts, suggestions }) => [
          code,
          districts.map(({ name, elsewhere }, index) => [elsewhere ? `${name}?` : name, suggestions.byDistrict[index]]),
        ]),
    );
  }

  async districts(asOf: string): Promise<readonly string[]> {
    return (await this.hall.get<DistrictList>(`/v1/districts?asOf=${asOf}`)).districts.map(({ name }) => name);
  }
}

describe('화성시, one district until 2026-01-31 and four after', () => {
  const GU = ['만세구', '효행구', '병점구', '동탄구'];
  const [OLD, NEW] = ['4159051000', '4159751000'];
  let city: City;

  beforeAll(async () => {
    city = await City.open('2026-03-31', '41590');
    const { hall } = city;
    await hall.done('/v1/districts', { code: '41590', name: '화성시', romanised: 'Hwaseong-si' });
    await city.dong(OLD);
    for (const [index, name] of GU.entries()) {
      const code = String(41591 + 2 * index);
      await hall.done('/v1/districts', { code, name, validFrom: '2026-02-01', predecessors: ['41590'] });
    }
    await city.dong(NEW, { validFrom: '2026-02-01', predecessors: [OLD] });
    await hall.done(`/v1/dongs/${OLD}/abolition`, { validTo: '2026-01-31', successors: [NEW] });
    const successors = GU.map((_, index) => String(41591 + 2 * index));
    await hall.done('/v1/districts/41590/abolition', { validTo: '2026-01-31', successors });
    await city.sheetOf('2025-09');
    await city.round('autumn', '2025-09', '2025-12', [OLD, '2025-10-01']);
    await city.round('winter', '2026-01', '2026-02', [OLD, '2026-01-20'], [NEW, '2026-02-10']);
    await city.round('spring', '2026-02', '2026-04', [NEW, '2026-03-05']);
  });
  afterAll(() => city.hall.close());

  it('has one district on the last day before, and four on the first day after', async () => {
    expect(await city.districts('2026-01-31')).toEqual(['화성시']);
    expect(await city.districts('2026-02-01')).toEqual(GU);
  });

  it('shows each round under the districts that stood in it, on old sheets too', async () => {
    const autumn = [['화성시', 1]];
    const after = [
      ['만세구', 0],
      ['효행구', 0],
      ['병점구', 0],
      ['동탄구', 1],
    ];
    expect(await city.tables('2026-01-31')).toMatchObject({ autumn, winter: [['화성시', 1]] });
    expect(await city.tables('2026-03-31')).toEqual({ autumn, winter: [['화성시', 1], ...after], spring: after });
  });

  it('adds up over rounds by the codes of all of them', async () => {
    const { districts, sum } = await city.hall.get<DistrictTotals>('/v1/district-totals');
    expect(districts.map(({ name }) => name)).toEqual(['화성시', ...GU]);
    expect(sum.suggestions).toMatchObject({ total: 4, byDistrict: { 41590: 2, 41597: 2, 41591: 0 } });
  });

  it('takes nothing in a district or dong on a day on which it is not there', async () => {
    const met = (dong: string, heldOn: string) => city.hall.post('/v1/meetings', { round: 'winter', dong, heldOn });
    for (const told of [await met(OLD, '2026-02-01'), await met(NEW, '2026-01-31')]) {
      expect([told.status, told.body.type]).toEqual([422, 'dong-not-valid']);
    }
    const early = { code: '4159152000', district: '41591', name: '새동', validFrom: '2026-01-31', ...known };
    expect((await city.hall.post('/v1/dongs', early)).body.type).toBe('district-not-valid');
  });

  it('tells the history of a district and a dong by itself, slips among it', async () => {
    const { hall } = city;
    const told = async (collection: string, code: string) =>
      (await hall.history(collection, code)).map(({ type, state }) => [type, state]);
    expect(await told('districts', '41590')).toEqual([
      ['DistrictRegistered', 'standing'],
      ['DistrictAbolished', 'standing'],
    ]);
    expect(await told('dongs', OLD)).toEqual([
      ['DongEstablished', 'standing'],
      ['DongAbolished', 'standing'],
    ]);
    await hall.done(`/v1/districts/41591/name`, { name: '만세', renamedOn: '2026-03-01' });
    const renamed = (await hall.history('districts', '41591')).at(-1)!;
    await hall.done(`/v1/jurisdictions/41590/entries/${renamed.eventId}/void`, { why: '시험' });
    expect(await told('districts', '41591')).toEqual([
      ['DistrictRegistered', 'standing'],
      ['DistrictRenamed', 'voided'],
      ['EntryVoided', 'standing'],
    ]);
    const page = await hall.fetch('/v1/districts/41591/history?limit=2');
    expect(page.headers.get('etag')).toBe(`"${String((await hall.history('jurisdictions', '41590')).length - 1)}"`);
    expect((await page.json()) as object).toMatchObject({
      entries: [{}, {}],
      nextCursor: expect.any(String) as string,
    });
    for (const nowhere of ['districts/41592', 'dongs/4159052000', 'districts/__proto__', 'toString/41590']) {
      expect((await hall.fetch(`/v1/${nowhere}/history`)).status).toBe(404);
    }
  });

  it('has no codes of other cities', async () => {
    const told = await city.hall.post('/v1/districts', { code: '41281', name: '덕양구' });
    expect([told.status, told.body.type]).toEqual([422, 'code-of-other-city']);
  });

  it('gives a figure that is elsewhere a column that says so', async () => {
    await city.round('before', '2024-01', '2024-06', [OLD, '2024-03-05']);
    const late = { raisedOn: '2026-02-10', outsidePeriodReason: '지어낸 사유' };
    await city.hall.done('/v1/suggestions', { ...handedIn, round: 'before', dong: NEW, ...late });
    expect(await city.tables('2026-03-31')).toMatchObject({
      before: [
        ['화성시', 1],
        ['동탄구?', 1],
      ],
    });
    const page = await city.hall.asked('/v1/sheets/2-2-4', { Accept: 'text/html' });
    expect(await page.text()).toContain('그 밖: 동탄구');
  });

  describe('carried totals of a past round', () => {
    const record = async (code: string, from: string, to: string, ...codes: readonly string[]) => {
      const period = { from, to };
      const periods = { meetingPeriod: period, suggestionPeriod: period };
      await city.hall.done('/v1/rounds', { ...liveRound, code, counting: 'carried', ...periods });
      return city.hall.post(`/v1/rounds/${code}/carried-totals`, {
        districts: Object.fromEntries(codes.map((one) => [one, { dongs: 1, suggestions: 2, meetings: null }])),
        source: { title: '지어낸 보고' },
      });
    };
    const told = ({ status, body: { type, entry } }: Told) => [status, type, entry?.type];

    it.each([
      ['past', '2025-11', '2026-01', ['41590'], 200],
      ['across', '2026-01', '2026-02', ['41590', '41597'], 200],
      ['later', '2026-02', '2026-02', ['41591', '41597'], 200],
      ['late', '2026-02', '2026-02', ['41590', '41597'], 422],
      ['early', '2025-11', '2026-01', ['41590', '41597'], 422],
    ])('name the districts that stood in it: %s, %s to %s, %j', async (code, from, to, codes, status) => {
      const type = status === 422 ? 'district-not-in-round' : undefined;
      expect(told(await record(code, from, to, ...codes))).toEqual([status, type, undefined]);
    });

    it('stand in the way of periods in which their districts did not stand', async () => {
      const { hall } = city;
      const [opened] = await hall.history('rounds', 'across');
      const period = (bound: string) => ({ from: bound, to: '2026-02' });
      const from = (bound: string) =>
        hall.post(`/v1/rounds/across/entries/${opened!.eventId}/correction`, {
          changes: ['meetingPeriod', 'suggestionPeriod'].map((one) => ({
            path: `/${one}`,
            from: period('2026-01'),
            to: period(bound),
          })),
          why: '시험',
        });
      expect(told(await from('2026-02-01'))).toEqual([422, 'district-not-in-round', 'CarriedTotalsRecorded']);
      expect((await from('2026-01-31')).status).toBe(200);
    });

    it('come back with their round only where their districts still stood in it', async () => {
      const { hall } = city;
      await hall.done('/v1/districts', { code: '41599', name: '예시구' });
      await record('gone', '2026-01', '2026-02', '41599');
      await hall.done('/v1/rounds/gone/void', { why: '시험' });
      const registered = (await hall.history('jurisdictions', '41590')).find(
        ({ data }) => (data as { code?: string }).code === '41599',
      )!;
      await hall.done(`/v1/jurisdictions/41590/entries/${registered.eventId}/correction`, {
        changes: [{ path: '/validFrom', from: null, to: '2026-03-01' }],
        why: '시험',
      });
      const restored = await hall.post('/v1/rounds/gone/restoration', { why: '시험' });
      expect(told(restored)).toEqual([422, 'district-not-in-round', 'CarriedTotalsRecorded']);
    });
  });
});

describe('미추홀구, 남구 until 2018-06-30', () => {
  let city: City;

  beforeAll(async () => {
    city = await City.open('2019-01-31', '28000');
    await city.hall.done('/v1/districts', { code: '28177', name: '남구', romanised: 'Nam-gu' });
    await city.dong('2817751000', { name: '도화동' });
    const renamed = { name: '미추홀구', romanised: 'Michuhol-gu', renamedOn: '2018-07-01' };
    await city.hall.done('/v1/districts/28177/name', renamed);
    await city.hall.done('/v1/dongs/2817751000/name', { name: '도화1동', renamedOn: '2018-09-01' });
    await city.sheetOf('2018-01');
    await city.round('before', '2018-01', '2018-06', ['2817751000', '2018-04-10']);
    await city.round('over', '2018-05', '2018-08', ['2817751000', '2018-06-12']);
    await city.round('after', '2018-07', '2018-12', ['2817751000', '2018-10-11']);
  });
  afterAll(() => city.hall.close());

  it('is called by its name of the day', async () => {
    expect(await city.districts('2018-06-30')).toEqual(['남구']);
    expect(await city.districts('2018-07-01')).toEqual(['미추홀구']);
    const dongs = async (asOf: string) =>
      (await city.hall.get<DistrictList>(`/v1/districts?asOf=${asOf}`)).districts[0]!.dongs.map(({ name }) => name);
    expect([await dongs('2018-08-31'), await dongs('2018-09-01')]).toEqual([['도화동'], ['도화1동']]);
  });

  it('heads a table by its name on the last day of the round, or on the day of the sheet', async () => {
    const [namgu, michuhol] = [[['남구', 1]], [['미추홀구', 1]]];
    expect(await city.tables('2018-06-30')).toMatchObject({ before: namgu, over: namgu });
    expect(await city.tables('2019-01-31')).toEqual({ before: namgu, over: michuhol, after: michuhol });
  });

  it.each([
    [
      'a name for a day that has one',
      'districts/28177/name',
      { name: '새구', renamedOn: '2018-07-01' },
      422,
      'rename-recorded',
    ],
    [
      'a name of a district that is not known',
      'districts/28110/name',
      { name: '새구', renamedOn: '2018-07-01' },
      404,
      'not-found',
    ],
    [
      'an end of a district with dongs',
      'districts/28177/abolition',
      { validTo: '2018-12-31' },
      422,
      'district-has-dongs',
    ],
    ['a day beyond all plans', 'dongs/2817751000/abolition', { validTo: '2201-01-01' }, 400, 'invalid-input'],
  ])('refuses %s', async (_, path, body, status, type) => {
    const told = await city.hall.post(`/v1/${path}`, body);
    expect([told.status, told.body.type]).toEqual([status, type]);
  });
});
