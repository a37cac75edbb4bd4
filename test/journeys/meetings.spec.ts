import type { MeetingView } from '../../projections/read-models/meetings/meeting.queries.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { CityHall, DONGS, liveRound } from './city-hall.js';

const ROUND = liveRound.code;

describe('meetings', () => {
  let hall: CityHall;
  beforeAll(async () => {
    hall = await CityHall.open('2022-04-01');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
  });
  afterAll(() => hall.close());

  const meeting = async (id: string) => (await hall.get<{ meeting: MeetingView }>(`/v1/meetings/${id}`)).meeting;

  it('are postponed, and say where and when they are now', async () => {
    const id = await hall.done('/v1/meetings/scheduled', {
      round: ROUND,
      dong: DONGS.jugyo,
      scheduledOn: '2022-04-12',
      venue: '주교동 강당',
    });
    await hall.done(`/v1/meetings/${id}/rescheduling`, { scheduledOn: '2022-04-19', why: '우천 예보' });
    expect(await meeting(id)).toMatchObject({
      phase: 'scheduled',
      scheduledOn: '2022-04-19',
      dong: DONGS.jugyo,
      venue: '주교동 강당',
      rescheduled: 1,
    });
    const away = await hall.post(`/v1/meetings/${id}/rescheduling`, { scheduledOn: '2023-04-19' });
    expect(away).toMatchObject({ status: 422, body: { type: 'outside-meeting-period' } });
  });

  it('are held in several dongs or in none, and count once in all and once in each district', async () => {
    const several = { round: ROUND, dongs: [DONGS.jugyo, DONGS.samsong1, DONGS.siksa], heldOn: '2022-03-30' };
    await hall.done('/v1/meetings', { ...several, chair: '시장', startedAt: '14:00', endedAt: '15:30' });
    const id = await hall.done('/v1/meetings', {
      round: ROUND,
      heldOn: '2022-03-31',
      attendance: [{ group: '시민단체', count: 12 }],
    });
    expect(await meeting(id)).toMatchObject({ places: [], attendance: [{ group: '시민단체', count: 12 }] });
    const { rounds } = await hall.get<DistrictTotals>(`/v1/district-totals?round=${ROUND}`);
    expect(rounds).toMatchObject([
      {
        dongs: { total: 3, byDistrict: { 41281: 2, 41285: 1, 41287: 0 }, addsUp: true },
        meetings: { total: 2, byDistrict: { 41281: 1, 41285: 1, 41287: 0 }, addsUp: true },
      },
    ]);
    const both = await hall.post('/v1/meetings', { ...several, dong: DONGS.jugyo });
    expect(both).toMatchObject({ status: 400, body: { errors: [{ field: '/dongs' }] } });
  });
});
