import { engines, type TestDatabase, testDatabase } from '../../projections/engine/testing/test-database.js';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

describe.each(engines)('how suggestions are listed and named, on %s', (engine) => {
  let database: TestDatabase;
  let hall: CityHall;
  let meetingId: string;
  const made: string[] = [];

  beforeAll(async () => {
    database = await testDatabase(engine);
    const url = database.databaseUrl;
    hall = await CityHall.open('2022-05-10', { ...(url === undefined ? {} : { DATABASE_URL: url }) });
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    meetingId = await hall.done('/v1/meetings', { round: liveRound.code, dong: DONGS.samsong1, heldOn: '2022-04-12' });
    for (let i = 0; i < 3; i++) made.push(await hall.done('/v1/suggestions', { ...onSite, meetingId }));
    await hall.done(`/v1/suggestions/${made[2]!}/void`, { why: '두 번 입력함' });
  });
  afterAll(async () => {
    await hall.close();
    await database.drop();
  });

  it('a suggestion of a day ahead is in no figure, and in the list only where it is asked for, marked', async () => {
    const scheduled = { round: liveRound.code, dong: DONGS.siksa, scheduledOn: '2022-06-02' };
    const meeting = await hall.done('/v1/meetings/scheduled', scheduled);
    const id = await hall.done('/v1/suggestions', {
      ...handedIn,
      meetingId: meeting,
      outsidePeriodReason: '다음 회차에 함께 논의',
    });
    const marked = async (query: string) =>
      (await hall.get<SuggestionList>(`/v1/suggestions?meetingId=${meeting}${query}`)).suggestions.map(
        (one) => one.ahead,
      );
    expect(await marked('')).toEqual([]);
    expect(await marked('&ahead=true')).toEqual([true]);
    expect(await hall.get(`/v1/suggestions/${id}`)).toMatchObject({
      suggestion: { raisedOn: '2022-06-02', ahead: true },
    });
    expect(await hall.get(`/v1/district-totals/explain?dong=${DONGS.siksa}`)).toMatchObject({ details: 0 });
    await hall.done(`/v1/suggestions/${id}/void`, { why: '시험 입력' });
  });

  it('a suggestion is named by its number wherever by its id, voided ones among them', async () => {
    const { suggestion } = await hall.get<SuggestionProgress>(`/v1/suggestions/${made[1]!}`);
    expect(suggestion.number).toBe('2022-0002');
    expect(await hall.get('/v1/suggestions/2022-0002')).toEqual(await hall.get(`/v1/suggestions/${made[1]!}`));
    expect(await hall.history('suggestions', '2022-0002')).toEqual(await hall.history('suggestions', made[1]!));
    expect(await hall.get('/v1/suggestions/2022-0003')).toMatchObject({ suggestion: { id: made[2], voided: true } });
  });

  it('a command is the same command by number and by id', async () => {
    const headers = { 'Idempotency-Key': '018f4e6e-0000-7000-8000-0000000000aa' };
    const body = { department: 'parks', assignedOn: '2022-04-14' };
    const first = await hall.post('/v1/suggestions/2022-0002/assignment', body, headers);
    expect([first.status, first.body.id]).toEqual([200, made[1]]);
    const again = await hall.post(`/v1/suggestions/${made[1]!}/assignment`, body, headers);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    const none = await hall.post('/v1/suggestions/2022-9999/assignment', body);
    expect([none.status, none.body.type]).toEqual([404, 'not-found']);
    expect(none.body.detail).toContain('2022-9999');
  });

  it('a suggestion has its number at once for who commands next', async () => {
    for (let i = 5; i < 11; i++) {
      const id = (await hall.post('/v1/suggestions', { ...onSite, meetingId })).body.id;
      const number = `2022-${String(i).padStart(4, '0')}`;
      const told = await hall.post(`/v1/suggestions/${number}/void`, { why: '시험 입력' });
      expect([told.status, told.body.id]).toEqual([200, id]);
    }
  });

  it('what there is already is told of, and nothing refused for it, once', async () => {
    const headers = { 'Idempotency-Key': '018f4e6e-0000-7000-8000-0000000000ab' };
    const text = '횡단보도 신호를 늘려 주십시오';
    const first = await hall.post('/v1/suggestions', { ...onSite, meetingId, text });
    expect(first.body).not.toHaveProperty('hints');
    await hall.get('/v1/suggestions?limit=1');
    const body = { ...onSite, meetingId, text: '횡단보도  신호를\n늘려 주십시오' };
    const second = await hall.post('/v1/suggestions', body, headers);
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({ hints: [{ code: 'same-text-at-the-meeting', id: first.body.id }] });
    const again = await hall.post('/v1/suggestions', body, headers);
    expect([again.status, again.body.id]).toEqual([201, second.body.id]);
    expect(again.body).not.toHaveProperty('hints');
    await hall.get('/v1/suggestions?limit=1');
    const apart = { ...handedIn, round: liveRound.code, dong: DONGS.siksa, raisedOn: '2022-04-20', text };
    expect((await hall.post('/v1/suggestions', apart)).body).toMatchObject({
      hints: [{ code: 'same-text-in-the-round' }, { code: 'same-text-in-the-round' }],
    });
    const twin = await hall.post('/v1/rounds', { ...liveRound, code: liveRound.code.toUpperCase() });
    expect(twin.body).toMatchObject({ hints: [{ code: 'code-differs-by-case-alone' }] });

    const division = { code: 'traffic', name: '교통과', level: 'division', parent: null, validFrom: '2022-01-03' };
    const office = (code: string) => hall.post('/v1/departments', { ...division, code, source: null });
    expect((await office('traffic')).body).not.toHaveProperty('hints');
    await hall.get('/v1/suggestions?limit=1');
    const capital = await office('Traffic');
    expect(capital.body).toMatchObject({ hints: [{ code: 'code-differs-by-case-alone', id: 'traffic' }] });
    await hall.get('/v1/suggestions?limit=1');
    const assigned = { department: 'Traffic', assignedOn: '2022-04-21' };
    expect((await hall.post(`/v1/suggestions/${first.body.id}/assignment`, assigned)).body).toMatchObject({
      hints: [{ code: 'code-differs-by-case-alone', id: 'traffic' }],
    });
  });
});
