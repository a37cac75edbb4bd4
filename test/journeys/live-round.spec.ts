import type { MeetingList } from '../../projections/read-models/meetings/list-meetings.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

const ROUND = liveRound.code;
const byDistrict = (deogyang: number, ilsandong: number, ilsanseo: number) => ({
  41281: deogyang,
  41285: ilsandong,
  41287: ilsanseo,
});

/** One round from its opening to the sheet; each step goes on from the one before. */
describe('a live round beside the published sheet', () => {
  let hall: CityHall;
  let scheduled: string;
  let handed: string;
  let recordedBefore: number;

  beforeAll(async () => {
    hall = await CityHall.open('2022-02-20');
    await hall.loadExample();
  });
  afterAll(() => hall.close());

  const roundOnSheet = async (query = '') =>
    (await hall.sheet(query)).blocks.flatMap(({ rounds }) => rounds).find(({ code }) => code === ROUND);
  const briefing = async (query = '') =>
    (await hall.sheet(query)).participation.find(({ kind }) => kind === 'briefing');

  it('is opened and placed on the sheet, which then prints it with nothing yet', async () => {
    await hall.done('/v1/rounds', liveRound);
    const block = { code: '2022H1', heading: '상반기 추진실적 (22. 1월~6월 실적)', order: 4 };
    await hall.done('/v1/pledge-items/7-2-2-4/blocks', { ...block, period: { from: '2022-01', to: '2022-06' } });
    await hall.done('/v1/pledge-items/7-2-2-4/rounds', { round: ROUND, block: '2022H1', order: 1 });
    expect((await hall.sheet()).blocks.map(({ code }) => code)).toEqual(['2018-2020', '2021H1', '2021H2', '2022H1']);
    expect(await roundOnSheet()).toMatchObject({
      carried: false,
      heading: '시정 정책 공유를 위한 동 주민자치 소통 간담회 추진',
      lines: [
        { label: '기간', text: '2022. 3. ~ 2022. 6.' },
        { label: '참석', text: '각 동 주민자치위원 등' },
        { label: '내용', text: '동별 현안사항 및 민원 청취' },
      ],
      suggestionLine: { label: '일시', text: '2022. 3. ~ 2022. 5.' },
      dongs: { total: 0, byDistrict: [0, 0, 0] },
      suggestions: { total: 0, byDistrict: [0, 0, 0] },
    });
    expect(await briefing()).toEqual({ kind: 'briefing', recorded: 78, live: 0, total: 78 });
  });

  it('takes what is handed in before a scheduled meeting, which counts from the day of the meeting', async () => {
    hall.itIs('2022-04-01');
    const meeting = { round: ROUND, dong: DONGS.samsong1, scheduledOn: '2022-04-12', venue: '삼송1동 행정복지센터' };
    scheduled = await hall.done('/v1/meetings/scheduled', meeting);
    handed = await hall.done('/v1/suggestions', { ...handedIn, meetingId: scheduled });
    const { suggestions } = await hall.get<SuggestionList>(`/v1/suggestions?meetingId=${scheduled}&ahead=true`);
    expect(suggestions).toMatchObject([
      {
        id: handed,
        status: 'pending',
        dong: DONGS.samsong1,
        district: '41281',
        raisedOn: '2022-04-12',
        acceptedOn: '2022-04-01',
      },
    ]);
    expect((await hall.totals(ROUND)).suggestions.total).toBe(0);
    expect((await hall.totals(ROUND)).meetings.total).toBe(0);
  });

  it('counts meetings, distinct dongs by the day of the meeting, and suggestions by the day raised', async () => {
    hall.itIs('2022-05-10');
    await hall.done(`/v1/meetings/${scheduled}/holding`, { heldOn: '2022-04-12', attendees: 24 });
    const record = (dong: string, heldOn: string) => hall.done('/v1/meetings', { round: ROUND, dong, heldOn });
    const siksa = await record(DONGS.siksa, '2022-04-20');
    const again = await record(DONGS.samsong1, '2022-05-03');
    for (const meetingId of [scheduled, siksa, siksa, again])
      await hall.done('/v1/suggestions', { ...onSite, meetingId });
    expect(await hall.totals(ROUND)).toMatchObject({
      carried: false,
      dongs: { state: 'known', total: 2, byDistrict: byDistrict(1, 1, 0) },
      meetings: { state: 'known', total: 3, byDistrict: byDistrict(2, 1, 0) },
      suggestions: { state: 'known', total: 5, byDistrict: byDistrict(3, 2, 0) },
      byStatus: { total: { pending: 5 } },
      published: null,
    });
  });

  it.each([
    ['&from=2022-04-13', 2, 3],
    ['&to=2022-04-19', 1, 2],
    ['&from=2022-04-20&to=2022-04-20', 1, 2],
    ['&from=2022-05', 1, 1],
    ['&from=2022-06', 0, 0],
    ['&asOf=2022-04-12', 1, 2],
    ['&asOf=2022-04-11', 0, 0],
  ])('counts with %s: %i dongs, %i suggestions', async (query, dongs, suggestions) => {
    const totals = await hall.totals(ROUND, query);
    expect([totals.dongs.total, totals.suggestions.total]).toEqual([dongs, suggestions]);
  });

  it('lets the sheet follow, and the participation grow with each meeting of its kind', async () => {
    expect(await roundOnSheet()).toMatchObject({
      dongs: { total: 2, byDistrict: [1, 1, 0] },
      suggestions: { total: 5, byDistrict: [3, 2, 0] },
      source: null,
    });
    expect(await briefing()).toEqual({ kind: 'briefing', recorded: 78, live: 3, total: 81 });
    expect(await briefing('?asOf=2022-04-30')).toEqual({ kind: 'briefing', recorded: 78, live: 2, total: 80 });
    const { participationCheck } = await hall.sheet();
    expect(participationCheck).toEqual({ recorded: 78, dongRounds: 78, equal: true });
  });

  it('goes on printing the four published rounds as published', async () => {
    const rows = (await hall.sheet()).blocks
      .flatMap(({ rounds }) => rounds)
      .filter(({ carried }) => carried)
      .map(({ dongs, suggestions }) => [dongs, suggestions].map((row) => [row.total, ...row.byDistrict]));
    expect(rows).toEqual([
      [
        [13, 4, 6, 3],
        [86, 21, 49, 16],
      ],
      [
        [39, 19, 11, 9],
        [323, 171, 87, 65],
      ],
      [
        [21, 12, 3, 6],
        [156, 96, 18, 42],
      ],
      [
        [5, 3, 2, 0],
        [64, 35, 29, 0],
      ],
    ]);
  });

  it('follows what becomes of a suggestion, by status and by day', async () => {
    recordedBefore = (await hall.get<SuggestionList>('/v1/suggestions')).moment.knownAt.ordinal;
    await hall.done(`/v1/suggestions/${handed}/assignment`, { department: 'traffic', assignedOn: '2022-04-13' });
    const outcome = { outcome: 'completed', resolvedOn: '2022-05-09', explanation: '그늘막 1개소 설치' };
    await hall.done(`/v1/suggestions/${handed}/resolution`, outcome);
    expect((await hall.totals(ROUND)).byStatus).toMatchObject({ total: { pending: 4, completed: 1 } });
    expect((await hall.totals(ROUND, '&asOf=2022-05-08')).byStatus).toMatchObject({ total: { pending: 5 } });
    const asKnownBefore = await hall.totals(ROUND, `&knownAt=${String(recordedBefore)}`);
    expect(asKnownBefore.byStatus?.total).toEqual({ pending: 5 });
  });

  it('stands apart from carried rounds, whose figures are never cut', async () => {
    const all = await hall.get<DistrictTotals>('/v1/district-totals?from=2020-09&to=2022-06');
    const cut = { state: 'not-divisible', total: null };
    expect(all.rounds.find(({ round }) => round.code === 'resident-autonomy-2020H2')).toMatchObject({
      carried: true,
      dongs: cut,
      suggestions: cut,
      byStatus: null,
    });
    expect(all.rounds.find(({ round }) => round.code === 'tongjang-2019-2020')).toMatchObject({
      dongs: { state: 'known', total: 0 },
      suggestions: { state: 'known', total: 0 },
    });
    expect(all.sum.dongRounds).toEqual({
      total: 21 + 5 + 2,
      byDistrict: byDistrict(12 + 3 + 1, 3 + 2 + 1, 6),
      leftOut: [{ round: 'resident-autonomy-2020H2', why: 'not-divisible' }],
    });
    expect(all.sum.suggestions).toMatchObject({ total: 156 + 64 + 5 });
  });

  it('says which moment it answers of, and refuses one that lies ahead or before the records', async () => {
    const { moment } = await hall.get<DistrictTotals>('/v1/district-totals?asOf=2022-04-30&knownAt=10');
    expect(moment).toEqual({
      asOf: '2022-04-30',
      knownAt: { ordinal: 10, recordedUpTo: expect.stringMatching(/^2022-02-20T/) },
    });
    for (const [query, status, type] of [
      ['asOf=2022-05-11', 400, 'invalid-input'],
      ['knownAt=100000', 400, 'invalid-input'],
      ['knownAt=2022-02-19T23:59:59%2B09:00', 404, 'no-records-before'],
      ['knownAt=2022-02-19T23:59:59+09:00', 404, 'no-records-before'],
    ] as const) {
      const response = await hall.asked(`/v1/district-totals?${query}`);
      expect([response.status, ((await response.json()) as { type: string }).type]).toEqual([status, type]);
    }
  });

  it('closes, and still takes late records that say why they come late', async () => {
    hall.itIs('2022-07-01');
    await hall.done(`/v1/rounds/${ROUND}/closure`, { closedOn: '2022-06-30' });
    const late = { round: ROUND, dong: DONGS.jugyo, heldOn: '2022-06-15' };
    const refused = { status: 422, body: { type: 'after-closure-reason-required' } };
    expect(await hall.post('/v1/meetings', late)).toMatchObject(refused);
    await hall.done('/v1/meetings', { ...late, afterClosureReason: '회의록이 늦게 옴' });
    const { meetings } = await hall.get<MeetingList>(`/v1/rounds/${ROUND}/meetings`);
    expect(meetings.filter((one) => one.late).map(({ heldOn }) => heldOn)).toEqual(['2022-06-15']);
    expect((await hall.totals(ROUND)).dongs).toMatchObject({ total: 3, byDistrict: byDistrict(2, 1, 0) });
    expect(await briefing()).toMatchObject({ live: 4, total: 82 });
  });
});
