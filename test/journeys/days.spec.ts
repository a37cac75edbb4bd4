import type { DisagreementList } from '../../projections/reports/disagreements/list-disagreements.js';
import { CityHall, DONGS, handedIn, liveRound, onSite } from './city-hall.js';

const ROUND = 'across-the-years';

describe('days', () => {
  let hall: CityHall;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    const period = { from: '2021-12', to: '2022-06' };
    await hall.done('/v1/rounds', { ...liveRound, code: ROUND, meetingPeriod: period, suggestionPeriod: period });
  });
  afterAll(() => hall.close());

  const meet = (dong: string, heldOn: string) => hall.post('/v1/meetings', { round: ROUND, dong, heldOn });
  const outcome = async (dong: string, heldOn: string) => {
    const { status, body } = await meet(dong, heldOn);
    return body.type ?? status;
  };

  it('say which dongs there are: an old one to its last day, the new ones from their first', async () => {
    expect(await outcome(DONGS.samsong, '2022-01-02')).toBe(201);
    expect(await outcome(DONGS.samsong, '2022-01-03')).toBe('dong-not-valid');
    expect(await outcome(DONGS.samsong1, '2022-01-02')).toBe('dong-not-valid');
    expect(await outcome(DONGS.samsong1, '2022-01-03')).toBe(201);
    const { dongs } = await hall.totals(ROUND);
    expect([dongs.total, dongs.byDistrict['41281']]).toEqual([2, 2]);
    expect((await hall.totals(ROUND, '&to=2022-01-02')).dongs.total).toBe(1);
  });

  it('begin at midnight in Seoul, for what is recorded and for what is asked', async () => {
    hall.itIs('2022-05-11', '00:10');
    expect(await outcome(DONGS.siksa, '2022-05-12')).toBe('meeting-in-future');
    expect(await outcome(DONGS.siksa, '2022-05-11')).toBe(201);
    expect((await hall.totals(ROUND)).dongs.byDistrict['41285']).toBe(1);
    expect((await hall.totals(ROUND, '&asOf=2022-05-10')).dongs.byDistrict['41285']).toBe(0);
    hall.itIs('2022-05-11', '23:50');
    expect(await outcome(DONGS.jugyo, '2022-05-12')).toBe('meeting-in-future');
    expect((await hall.asked('/v1/district-totals?asOf=2022-05-12')).status).toBe(400);
  });

  it('of a meeting held on another day than scheduled leave what was handed in on the scheduled one, and list it', async () => {
    hall.itIs('2022-06-10');
    const meetingId = await hall.done('/v1/meetings/scheduled', {
      round: ROUND,
      dong: DONGS.jugyo,
      scheduledOn: '2022-06-05',
    });
    const early = await hall.done('/v1/suggestions', { ...handedIn, meetingId, acceptedOn: '2022-06-01' });
    await hall.done(`/v1/meetings/${meetingId}/holding`, { heldOn: '2022-06-07' });
    const there = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    const on = async (day: string) => {
      const { dongs, suggestions } = await hall.totals(ROUND, `&from=${day}&to=${day}`);
      return [dongs.total, suggestions.total];
    };
    expect([await on('2022-06-05'), await on('2022-06-07')]).toEqual([
      [0, 1],
      [1, 1],
    ]);
    const { disagreements } = await hall.get<DisagreementList>('/v1/disagreements');
    expect(disagreements).toEqual([
      {
        about: 'suggestion',
        id: early,
        with: 'meeting',
        withId: meetingId,
        code: 'meeting-on-other-day',
        detail: 'raised on 2022-06-05, its meeting is on 2022-06-07',
        inWords: {
          ko: '건의일은 2022-06-05이고 간담회는 2022-06-07입니다',
          en: 'raised on 2022-06-05, its meeting is on 2022-06-07',
        },
      },
    ]);
    const [entry] = await hall.history('suggestions', early);
    const changes = [{ path: '/raisedOn', from: '2022-06-05', to: '2022-06-07' }];
    await hall.done(`/v1/suggestions/${early}/entries/${entry!.eventId}/correction`, { changes, why: '7일에 열림' });
    expect(await on('2022-06-07')).toEqual([1, 2]);
    expect((await hall.get<DisagreementList>('/v1/disagreements')).disagreements).toEqual([]);
    expect(there).not.toBe(early);
  });

  it('of a suggestion say from when it counts, and with which status', async () => {
    const apart = { ...handedIn, round: ROUND, dong: DONGS.jugyo, raisedOn: '2022-03-10', acceptedOn: '2022-03-01' };
    const id = await hall.done('/v1/suggestions', apart);
    await hall.done(`/v1/suggestions/${id}/resolution`, { outcome: 'completed', resolvedOn: '2022-03-05' });
    const status = async (asOf: string) =>
      (await hall.totals(ROUND, `&from=2022-03-10&to=2022-03-10&asOf=${asOf}`)).byStatus?.total;
    // It counts from the day it was raised, with the status it has on that day.
    expect(await status('2022-03-09')).toEqual({});
    expect(await status('2022-03-10')).toEqual({ completed: 1 });
    await hall.done(`/v1/suggestions/${id}/reopening`, { reopenedOn: '2022-04-01', why: '다시 파손됨' });
    await hall.done(`/v1/suggestions/${id}/withdrawal`, { withdrawnOn: '2022-04-20' });
    expect([await status('2022-03-31'), await status('2022-04-01'), await status('2022-04-20')]).toEqual([
      { completed: 1 },
      { pending: 1 },
      { withdrawn: 1 },
    ]);
  });
});
