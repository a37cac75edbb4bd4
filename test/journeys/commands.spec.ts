import { randomUUID } from 'node:crypto';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NO_THING = '018f4e6e-0000-7000-8000-000000000009';
const source = { title: '공약 추진실적 보고서' };
const period = { from: '2022-01', to: '2022-06' };

describe('commands of the application', () => {
  let hall: CityHall;
  let meetingId: string;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    meetingId = await hall.done('/v1/meetings', { round: liveRound.code, dong: DONGS.samsong1, heldOn: '2022-04-12' });
  });
  afterAll(() => hall.close());

  const count = async () => (await hall.totals(liveRound.code)).suggestions.total;

  describe('that make something', () => {
    const item = '/v1/pledge-items/7-2-2-4';
    it.each<[string, string, object, string | RegExp]>([
      ['a district', '/v1/districts', { code: '41283', name: '새구' }, '/v1/districts'],
      [
        'a dong',
        '/v1/dongs',
        { code: '4128351000', district: '41283', name: '새동', source: '관보', confidence: '확실' },
        '/v1/districts',
      ],
      ['a round', '/v1/rounds', { ...liveRound, code: 'made' }, /^\/v1\/rounds\/[0-9a-f-]{36}$/],
      ['a block', `${item}/blocks`, { code: '2022H1', heading: '상반기', period, order: 4 }, '/v1/sheets/2-2-4?term=7'],
      [
        'a placement',
        `${item}/rounds`,
        { round: liveRound.code, block: '2021H2', order: 9 },
        '/v1/sheets/2-2-4?term=7',
      ],
      [
        'a record of participation',
        `${item}/participation`,
        { kind: 'press', count: 2, source },
        '/v1/sheets/2-2-4?term=7',
      ],
      ['a problem', `${item}/problems`, { text: '참석이 저조함' }, '/v1/sheets/2-2-4?term=7'],
      ['an improvement', `${item}/improvements`, { text: '홍보를 늘림' }, '/v1/sheets/2-2-4?term=7'],
      [
        'a pledge item',
        '/v1/pledge-items',
        { term: 7, number: '3-1', title: '새 공약사업', departmentAsPrinted: '주민자치과' },
        '/v1/sheets/3-1?term=7',
      ],
      [
        'a meeting',
        '/v1/meetings',
        { round: liveRound.code, dong: DONGS.siksa, heldOn: '2022-04-20' },
        /^\/v1\/meetings\/[0-9a-f-]{36}$/,
      ],
      [
        'a suggestion',
        '/v1/suggestions',
        { ...handedIn, round: liveRound.code, dong: DONGS.jugyo, raisedOn: '2022-04-01' },
        /^\/v1\/suggestions\/[0-9a-f-]{36}$/,
      ],
    ])(
      'such as %s answer 201 with where it is, which is there; repeated, the same again',
      async (_, path, body, location) => {
        const headers = { 'Idempotency-Key': randomUUID() };
        const first = await hall.post(path, body, headers);
        const again = await hall.post(path, body, headers);
        expect([first.status, again.status]).toEqual([201, 201]);
        expect(first.headers.get('location')).toEqual(
          typeof location === 'string' ? location : expect.stringMatching(location),
        );
        expect(again.body).toEqual(first.body);
        for (const header of ['location', 'etag', 'idempotency-key']) {
          expect(again.headers.get(header)).toBe(first.headers.get(header));
        }
        expect(again.headers.get('idempotency-replayed')).toBe('true');
        expect(first.body.position).not.toBeNull();
        expect((await hall.asked(first.headers.get('location')!)).status).toBe(200);
      },
    );

    it('answer 200 and change nothing where it was there alike before', async () => {
      const told = await hall.post('/v1/rounds', liveRound);
      expect([told.status, told.body.revision]).toEqual([200, 0]);
      expect(told.headers.get('location')).toMatch(/^\/v1\/rounds\//);
      const block = { code: '2021H2', heading: '하반기 추진실적 (21. 7월~12월 실적)', order: 3 };
      const before = await hall.history('pledge-items', '7-2-2-4');
      const again = await hall.post('/v1/pledge-items/7-2-2-4/blocks', {
        ...block,
        period: { from: '2021-07', to: '2021-12' },
      });
      expect(again.status).toBe(200);
      expect(await hall.history('pledge-items', '7-2-2-4')).toEqual(before);
    });
  });

  it('without a key are given one, which stands in the answer, the header and the event', async () => {
    const told = await hall.post('/v1/suggestions', { ...onSite, meetingId });
    expect(told.body.commandId).toMatch(UUID);
    expect(told.headers.get('idempotency-key')).toBe(told.body.commandId);
    const [entry] = await hall.history('suggestions', told.body.id);
    expect(entry!.metadata).toMatchObject({
      commandId: told.body.commandId,
      recordedBy: { verified: false },
      recordedAt: expect.stringMatching(/^2022-05-10T00:/),
      schemaVersion: 2,
    });
  });

  it('sent a hundred times at once with one key are done once, and all answered alike', async () => {
    const before = await count();
    const headers = { 'Idempotency-Key': randomUUID() };
    const told = await Promise.all(
      Array.from({ length: 100 }, () =>
        hall.post('/v1/suggestions', { ...onSite, meetingId, text: '신호등' }, headers),
      ),
    );
    expect(told.filter(({ headers: answer }) => answer.get('idempotency-replayed') === 'true')).toHaveLength(99);
    expect(told.map(({ status }) => status)).toEqual(Array<number>(100).fill(201));
    for (const { body } of told) expect(body).toEqual(told[0]!.body);
    expect(await count()).toBe((before ?? 0) + 1);
  });

  it('with a key of other content are refused, whatever else is wrong with them', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const id = await hall.done('/v1/suggestions', { ...onSite, meetingId }, headers);
    const other = await hall.post('/v1/suggestions', { ...onSite, meetingId, text: '다른 건의' }, headers);
    expect([other.status, other.body.type]).toEqual([422, 'idempotency-key-reused']);
    const resolution = { outcome: 'completed', resolvedOn: '2022-05-01' };
    const key = { 'Idempotency-Key': randomUUID() };
    await hall.done(`/v1/suggestions/${id}/resolution`, resolution, key);
    const changed = await hall.post(
      `/v1/suggestions/${id}/resolution`,
      { ...resolution, resolvedOn: '2022-05-02' },
      { ...key, 'If-Match': '"7"' },
    );
    expect([changed.status, changed.body.type]).toEqual([422, 'idempotency-key-reused']);
  });

  it('with a key of another thing are refused', async () => {
    const key = { 'Idempotency-Key': randomUUID() };
    const [one, two] = [
      await hall.done('/v1/suggestions', { ...onSite, meetingId }),
      await hall.done('/v1/suggestions', { ...onSite, meetingId }),
    ];
    const assignment = { department: 'parks', assignedOn: '2022-04-13' };
    await hall.done(`/v1/suggestions/${one}/assignment`, assignment, key);
    const other = await hall.post(`/v1/suggestions/${two}/assignment`, assignment, key);
    expect([other.status, other.body.type]).toEqual([422, 'idempotency-key-reused']);
    expect(await hall.history('suggestions', two)).toHaveLength(1);
  });

  it('are answered as the first time even when the thing has changed, or was voided, since', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const first = await hall.post('/v1/suggestions', { ...onSite, meetingId, text: '가로등' }, headers);
    await hall.done(`/v1/suggestions/${first.body.id}/void`, { why: '두 번 입력함' });
    const again = await hall.post('/v1/suggestions', { ...onSite, meetingId, text: '가로등' }, headers);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('with If-Match are done on the revision that the ETag said, and refused on any other', async () => {
    const id = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    const seen = (await hall.asked(`/v1/suggestions/${id}`)).headers.get('etag')!;
    expect(seen).toBe('"0"');
    const assigned = (department: string) =>
      hall.post(`/v1/suggestions/${id}/assignment`, { department, assignedOn: '2022-04-13' }, { 'If-Match': seen });
    const first = await assigned('parks');
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"1"']);
    const late = await assigned('traffic');
    expect([late.status, late.body.type, late.body.revision]).toEqual([412, 'revision-mismatch', 1]);
    const shown = await hall.asked(`/v1/suggestions/${id}`);
    expect(shown.headers.get('etag')).toBe('"1"');
    expect((await hall.asked(`/v1/suggestions/${id}`, { 'If-None-Match': '"1"' })).status).toBe(304);
  });

  it('that race are decided one after the other: one resolves, the others are told that it is resolved', async () => {
    const id = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    const outcome = { outcome: 'completed', resolvedOn: '2022-05-01' };
    const told = await Promise.all(
      Array.from({ length: 12 }, () => hall.post(`/v1/suggestions/${id}/resolution`, outcome)),
    );
    expect(told.map(({ status, body }) => body.type ?? status).sort()).toEqual([
      200,
      ...Array.from({ length: 11 }, () => 'suggestion-already-resolved'),
    ]);
    expect(await hall.history('suggestions', id)).toHaveLength(2);
  });

  it('that come by the hundred to one stream at once are all done, or refused by a rule', async () => {
    const known = { source: '관보', confidence: '확실' };
    const dongs = Array.from({ length: 100 }, (_, n) => {
      const district = n % 10 === 9 ? '41289' : '41287';
      return { code: district + String(90_000 + n), district, name: `새${String(n)}동`, ...known };
    });
    const told = await Promise.all(dongs.map((dong) => hall.post('/v1/dongs', dong)));
    const outcomes = dongs.map(({ district }) => (district === '41289' ? 'district-unknown' : 201));
    expect(told.map(({ status, body }) => body.type ?? status)).toEqual(outcomes);
  });

  it('name every wrong field, unknown ones among them', async () => {
    const told = await hall.post('/v1/rounds', {
      ...liveRound,
      code: 'with space',
      counting: 'both',
      kind: { code: 'Upper', ko: '', en: 3, more: 1 },
      meetingPeriod: { from: '2022-06', to: '2022-03' },
      colour: 'red',
    });
    expect([told.status, told.body.type]).toEqual([400, 'invalid-input']);
    expect(told.body.errors!.map(({ field }) => field).sort()).toEqual(
      ['/code', '/colour', '/counting', '/kind/code', '/kind/en', '/kind/ko', '/kind/more', '/meetingPeriod'].sort(),
    );
    expect(told.body.errors!.find(({ field }) => field === '/colour')!.problem).toBe(
      'is not a field that is known here',
    );
  });

  it('missing fields are named too', async () => {
    const told = await hall.post('/v1/suggestions', {});
    expect(told.body.errors!.map(({ field }) => field)).toEqual(['/channel', '/text']);
    const placeless = await hall.post('/v1/suggestions', handedIn);
    expect(placeless.body.errors!.map(({ field }) => field)).toEqual(['/round', '/dong', '/raisedOn']);
  });

  it.each<[string, string, object, string]>([
    ['a phone number', '/v1/suggestions', { ...onSite, text: '연락은 010-1234-5678로 주세요' }, '/text'],
    ['an e-mail address', '/v1/suggestions', { ...onSite, text: '회신: hong@example.kr' }, '/text'],
    ['a resident registration number', '/v1/suggestions', { ...onSite, fieldOfWork: '900101-1234567' }, '/fieldOfWork'],
    ['a phone number in an agenda', '/v1/rounds', { ...liveRound, code: 'p', agenda: '문의 010 1234 5678' }, '/agenda'],
  ])('that hold %s are refused with the field named, and do not repeat it', async (_, path, body, field) => {
    const told = await hall.post(path, body);
    expect([told.status, told.body.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    expect(JSON.stringify(told.body)).not.toMatch(/1234|hong/);
  });

  it('whose correction would put personal data into an entry are refused too', async () => {
    const id = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    const [entry] = await hall.history('suggestions', id);
    const changes = [{ path: '/text', from: onSite.text, to: '연락은 010-1234-5678로' }];
    const told = await hall.post(`/v1/suggestions/${id}/entries/${entry!.eventId}/correction`, {
      changes,
      why: '보완',
    });
    expect([told.status, told.body.type]).toEqual([422, 'value-not-allowed']);
    expect(told.body.detail).toContain('/text');
    expect(told.body.errors).toMatchObject([{ field: '/changes/0/to' }]);
    expect(JSON.stringify(told.body)).not.toContain('1234');
  });

  it.each([
    ['what is not JSON', '{"text":', 'malformed-json'],
    ['a list', '[]', 'invalid-input'],
    ['nothing', '', 'invalid-input'],
  ])('of %s are refused as a problem', async (_, body, type) => {
    const told = await hall.send('/v1/suggestions', body);
    expect([told.status, told.body.type]).toEqual([400, type]);
    expect(told.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each<[string, object]>([
    ['/v1/meetings/nonsense/holding', { heldOn: '2022-04-12' }],
    [`/v1/meetings/${NO_THING}/holding`, { heldOn: '2022-04-12' }],
    [`/v1/meetings/${NO_THING}/cancellation`, { cancelledOn: '2022-04-12', reason: '우천' }],
    ['/v1/suggestions/x/resolution', { outcome: 'completed', resolvedOn: '2022-05-01' }],
    ['/v1/suggestions/%00/resolution', { outcome: 'completed', resolvedOn: '2022-05-01' }],
    [`/v1/suggestions/${NO_THING}/assignment`, { department: 'parks', assignedOn: '2022-05-01' }],
    ['/v1/rounds/none/closure', { closedOn: '2022-05-01' }],
    ['/v1/rounds/none/carried-totals', { districts: { 41281: { dongs: 1, suggestions: 1, meetings: null } }, source }],
    ['/v1/rounds/none/carried-totals/supersession', { supersededOn: '2022-05-01', why: '찾음' }],
    ['/v1/pledge-items/7-9-9/problems', { text: '참석이 저조함' }],
    ['/v1/pledge-items/nonsense/problems', { text: '참석이 저조함' }],
    ['/v1/dongs/4128199999/abolition', { validTo: '2022-01-02' }],
    ['/v1/dongs/x/boundary-change', { changedOn: '2022-01-02', note: '경계 조정' }],
    ['/v1/rounds/none/void', { why: '실수' }],
    ['/v1/people/1/void', { why: '실수' }],
    ['/v1/jurisdictions/11110/entries/1/void', { why: '실수' }],
    [`/v1/jurisdictions/41280/entries/${NO_THING}/void`, { why: '실수' }],
    ['/v1/nothing', {}],
  ])('about what is not there (%s) answer 404', async (path, body) => {
    const told = await hall.post(path, body);
    expect([told.status, told.body.type]).toEqual([404, 'not-found']);
    expect(told.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('name a suggestion in capitals as well', async () => {
    const id = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    const path = `/v1/suggestions/${id.toUpperCase()}`;
    await hall.done(`${path}/assignment`, { department: 'parks', assignedOn: '2022-04-13' });
    expect((await hall.asked(path)).headers.get('etag')).toBe('"1"');
    expect(await hall.history('suggestions', id.toUpperCase())).toHaveLength(2);
  });
});
