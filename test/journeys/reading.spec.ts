import { engines, type TestDatabase, testDatabase } from '../../projections/engine/testing/test-database.js';
import type { DistrictList } from '../../projections/read-models/jurisdiction/list-districts.js';
import type { MeetingList } from '../../projections/read-models/meetings/list-meetings.js';
import type { RoundList } from '../../projections/read-models/rounds/list-rounds.js';
import { cursorAfter } from '../../src/http/paging/cursor.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

const NO_THING = '018f4e6e-0000-7000-8000-000000000009';

describe.each(engines)('what is asked of the application, on %s', (engine) => {
  let database: TestDatabase;
  let hall: CityHall;
  let meetingId: string;
  const made: string[] = [];

  beforeAll(async () => {
    database = await testDatabase(engine);
    const url = database.databaseUrl;
    hall = await CityHall.open('2022-05-10', {
      READ_WAIT_MS: '1500',
      ...(url === undefined ? {} : { DATABASE_URL: url }),
    });
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    const at = { round: liveRound.code, dong: DONGS.samsong1 };
    meetingId = await hall.done('/v1/meetings', { ...at, heldOn: '2022-04-12' });
    await hall.done('/v1/meetings/scheduled', { ...at, dong: DONGS.siksa, scheduledOn: '2022-06-01' });
    for (let i = 0; i < 7; i++) made.push(await hall.done('/v1/suggestions', { ...onSite, meetingId }));
    const apart = { ...handedIn, round: liveRound.code, dong: DONGS.siksa, raisedOn: '2022-04-20' };
    made.push(await hall.done('/v1/suggestions', apart));
    const assignment = { department: 'parks', assignedOn: '2022-04-13' };
    for (const id of made.slice(0, 3)) await hall.done(`/v1/suggestions/${id}/assignment`, assignment);
    const outcome = { outcome: 'completed', resolvedOn: '2022-05-01' };
    for (const id of made.slice(0, 2)) await hall.done(`/v1/suggestions/${id}/resolution`, outcome);
    await hall.done(`/v1/suggestions/${made[6]!}/withdrawal`, { withdrawnOn: '2022-04-20' });
    await hall.done(`/v1/suggestions/${made[5]!}/void`, { why: '두 번 입력함' });
  });
  afterAll(async () => {
    await hall.close();
    await database.drop();
  });

  const listed = async (query = '') =>
    (await hall.get<SuggestionList>(`/v1/suggestions${query}`)).suggestions.map(({ id }) => made.indexOf(id));

  it.each([
    ['', [0, 1, 2, 3, 4, 6, 7]],
    ['?status=completed', [0, 1]],
    ['?status=pending', [2, 3, 4, 7]],
    ['?status=withdrawn', [6]],
    ['?status=infeasible', []],
    ['?department=parks', [0, 1, 2]],
    ['?department=parks&status=pending', [2]],
    ['?district=41285', [7]],
    [`?dong=${DONGS.samsong1}&status=pending`, [2, 3, 4]],
    [`?round=${liveRound.code}&district=41281&status=completed`, [0, 1]],
  ])('suggestions listed by %s, without the voided one', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  it('suggestions come in pages that meet without a gap, also when more are recorded meanwhile', async () => {
    const pages: number[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: SuggestionList = await hall.get(`/v1/suggestions?meetingId=${meetingId}&limit=2${query}`);
      pages.push(page.suggestions.map(({ id }) => made.indexOf(id)));
      if (pages.length === 2) made.push(await hall.done('/v1/suggestions', { ...onSite, meetingId }));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([[0, 1], [2, 3], [4, 6], [8]]);
  });

  it('districts have the dongs that were there on the day', async () => {
    const dongs = async (query: string) =>
      (await hall.get<DistrictList>(`/v1/districts${query}`)).districts.map((one) => [one.name, one.dongs.length]);
    expect(await dongs('?asOf=2022-01-02')).toEqual([
      ['덕양구', 19],
      ['일산동구', 11],
      ['일산서구', 9],
    ]);
    expect(await dongs('')).toEqual([
      ['덕양구', 21],
      ['일산동구', 12],
      ['일산서구', 11],
    ]);
    const { districts } = await hall.get<DistrictList>('/v1/districts?asOf=2022-01-02');
    expect(districts[0]!.dongs.find(({ code }) => code === DONGS.samsong)).toMatchObject({
      name: '삼송동',
      validFrom: null,
      validTo: '2022-01-02',
      successors: [DONGS.samsong1, '4128157700'],
    });
  });

  it('rounds, one by its code or id, and its meetings', async () => {
    const { rounds } = await hall.get<RoundList>('/v1/rounds');
    expect(rounds.map(({ code, counting }) => [code, counting])).toEqual([
      ['resident-autonomy-2020H2', 'carried'],
      ['resident-autonomy-2021H1', 'carried'],
      ['resident-autonomy-2021H2', 'carried'],
      [liveRound.code, 'live'],
      ['tongjang-2019-2020', 'carried'],
    ]);
    const { id, ...live } = rounds.find(({ code }) => code === liveRound.code)!;
    const standing = { voided: false, history: `/v1/rounds/${id}/history` };
    expect(live).toEqual({ ...liveRound, ...standing, closedOn: null, superseded: null, carriedTotals: null });
    expect(await hall.get(`/v1/rounds/${id}`)).toEqual(await hall.get(`/v1/rounds/${liveRound.code}`));
    const { meetings } = await hall.get<MeetingList>(`/v1/rounds/${id}/meetings`);
    expect(meetings).toMatchObject([
      { id: meetingId, phase: 'held', heldOn: '2022-04-12', scheduledOn: null, dong: DONGS.samsong1 },
      { phase: 'scheduled', heldOn: null, scheduledOn: '2022-06-01', dong: DONGS.siksa },
    ]);
  });

  it('a command is to be seen by who names its position', async () => {
    for (let i = 0; i < 10; i++) {
      const told = await hall.post('/v1/suggestions', { ...onSite, meetingId });
      const response = await hall.fetch(`/v1/suggestions/${told.body.id}?after=${told.body.position!}`);
      expect(response.status).toBe(200);
    }
  });

  it.each(['/v1/suggestions?', '/v1/suggestions/2022-0001?', '/v1/jurisdictions/41280/history?'])(
    '%s after a position beyond the log is refused at once, and told where the log ends',
    async (path) => {
      const end = (await hall.log()).at(-1)!.position;
      const began = performance.now();
      const response = await hall.fetch(`${path}after=${'9'.repeat(20)}`);
      expect([response.status, performance.now() - began < 1_500]).toEqual([400, true]);
      const problem = `must not lie beyond the log: its last event stands at ${end}`;
      expect(await response.json()).toMatchObject({ type: 'invalid-input', errors: [{ field: '/after', problem }] });
      expect((await hall.fetch(`${path}after=${end}`)).status).toBe(200);
    },
  );

  it.each([
    ['application/json', 200, /^application\/json/],
    ['*/*', 200, /^application\/json/],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200, /^text\/html; charset=utf-8/],
    ['text/csv', 406, /^application\/problem\+json/],
  ])('the sheet is had as %s asks for', async (accept, status, type) => {
    const response = await hall.asked('/v1/sheets/2-2-4', { Accept: accept });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, expect.stringMatching(type)]);
    if (status === 200) expect(response.headers.get('vary')).toContain('Accept');
  });

  it('the page is Korean, or English where that is asked for', async () => {
    const page = async (query: string) =>
      (await hall.asked(`/v1/sheets/2-2-4${query}`, { Accept: 'text/html' })).text();
    expect(await page('')).toMatch(/<html lang="ko">[^]*추진 동[^]*건의사항/);
    const english = await page('?lang=en');
    expect(english).toMatch(/<html lang="en">[^]*Deogyang-gu/);
    expect((await hall.asked('/v1/sheets/2-2-4?lang=fr')).status).toBe(400);
  });

  it('the sheet of a term, else of the latest term that has the number', async () => {
    expect((await hall.sheet()).term).toBe(7);
    await hall.done('/v1/pledge-items', {
      term: 8,
      number: '2-2-4',
      title: '다음 임기의 공약사업',
      departmentAsPrinted: '주민자치과',
    });
    expect((await hall.sheet()).title).toBe('다음 임기의 공약사업');
    expect((await hall.sheet('?term=7')).term).toBe(7);
    expect((await hall.asked('/v1/sheets/2-2-4?term=6')).status).toBe(404);
    await hall.done('/v1/pledge-items/8-2-2-4/void', { why: '시험 입력' });
    expect((await hall.sheet()).term).toBe(7);
  });

  it.each([
    '/v1/suggestions/nonsense',
    `/v1/suggestions/${NO_THING}`,
    '/v1/suggestions/%00',
    '/v1/meetings/nonsense',
    `/v1/meetings/${NO_THING}`,
    '/v1/rounds/none',
    '/v1/rounds/%00',
    '/v1/rounds/none/meetings',
    '/v1/sheets/9-9-9',
    '/v1/sheets/%00',
    '/v1/sheets/nonsense?term=7',
    '/v1/district-totals?round=none',
    '/v1/suggestions?round=none',
    '/v1/suggestions/2022-9999',
    '/v1/suggestions/2022-9999/history',
    '/v1/suggestions?district=41299',
    '/v1/suggestions?dong=4128100000',
    '/v1/suggestions?department=praks',
    `/v1/suggestions?meetingId=${NO_THING}`,
    '/v1/district-totals/explain?district=41299',
    '/v1/district-totals/difference?dong=4128100000&sinceKnownAt=1',
    '/v1/people/1/history',
    '/v1/rounds/none/history',
    '/v1/meetings/%00/history',
    '/v1/jurisdictions/11110/history',
    '/v1/nothing',
  ])('%s is not found', async (path) => {
    const response = await hall.asked(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({ type: 'not-found', status: 404, instance: path.split('?')[0] });
  });

  it.each([
    ['/v1/suggestions?status=done', '/status'],
    ['/v1/suggestions?status=split', '/status'],
    ['/v1/suggestions?ahead=yes', '/ahead'],
    ['/v1/suggestions?limit=0', '/limit'],
    ['/v1/suggestions?cursor=abc', '/cursor'],
    [`/v1/disagreements?cursor=!!${cursorAfter('disagreements', 1)}`, '/cursor'],
    [`/v1/disagreements?cursor=${cursorAfter('suggestions', 1)}`, '/cursor'],
    ['/v1/disagreements?limit=501', '/limit'],
    ['/v1/suggestions?colour=red', '/colour'],
    ['/v1/suggestions?dong=1&dong=2', '/dong'],
    ['/v1/district-totals?from=2022-13', '/from'],
    ['/v1/district-totals?from=2201-01', '/from'],
    ['/v1/district-totals/explain?to=1899-12-31', '/to'],
    ['/v1/sheets/2-2-4?term=x', '/term'],
    ['/v1/districts?asOf=yesterday', '/asOf'],
    ['/v1/rounds?knownAt=soon', '/knownAt'],
    ['/v1/rounds?knownAt=9999-12-31T15:00:00Z', '/knownAt'],
  ])('%s is refused, and the parameter named', async (path, field) => {
    const response = await hall.fetch(path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: 'invalid-input', errors: [{ field }] });
  });

  it('a parameter that nobody knows is called one, also where others are taken', async () => {
    const told = (await (await hall.fetch('/v1/suggestions?colour=red')).json()) as { errors: unknown };
    expect(told.errors).toEqual([{ field: '/colour', problem: 'is not a parameter that is known here' }]);
  });

  it('what is not found may be in a stream that is held back, and the answer says so', async () => {
    const held = '018f4e6e-0000-7000-8000-00000000000a';
    await hall.recordedAsIs(`suggestion-${held}`, 'SuggestionReceived', { text: '자료 없음' });
    const response = await hall.asked(`/v1/suggestions/${held}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      type: 'not-found',
      detail: `There is no suggestion ${held}. The read models are incomplete: 1 stream is held back, and it may be in there.`,
      incompleteStreams: 1,
    });
  });
});
