import { CityHall, DONGS, liveRound, onSite } from '../journeys/city-hall.js';

/** A refusal says what is so, and what to do about it. */
describe('a clerk who is refused', () => {
  let hall: CityHall;
  let meeting: string;
  let entry: string;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    meeting = await hall.done('/v1/meetings', { round: liveRound.code, dong: DONGS.samsong1, heldOn: '2022-04-12' });
    entry = (await hall.history('meetings', meeting))[0]!.eventId;
  });
  afterAll(() => hall.close());

  it('learns that a meeting is voided where it was known once, not that there is none', async () => {
    await hall.done(`/v1/meetings/${meeting}/void`, { why: '잘못 입력함' });
    const gone = await hall.asked(`/v1/meetings/${meeting}`);
    expect(gone.status).toBe(200);
    expect(await gone.json()).toMatchObject({ meeting: { voided: true } });
    const told = await hall.post('/v1/suggestions', { ...onSite, meetingId: meeting });
    expect(told.body).toMatchObject({ type: 'meeting-unknown', detail: expect.stringContaining('or is voided') });
    await hall.done(`/v1/meetings/${meeting}/restoration`, { why: '맞음' });
    expect((await hall.asked(`/v1/meetings/${meeting}`)).status).toBe(200);
    expect((await hall.asked(`/v1/meetings/${entry}`)).status).toBe(404);
  });

  it('learns where rounds are listed', async () => {
    const told = await hall.post('/v1/meetings', { round: '2022-A', dong: DONGS.samsong1, heldOn: '2022-04-12' });
    expect(told.body).toMatchObject({ type: 'round-unknown', detail: expect.stringContaining('GET /v1/rounds') });
  });

  it('learns to put the meeting right before a suggestion that no longer agrees with it comes back', async () => {
    const heldOn = async (from: string, to: string) =>
      hall.done(`/v1/meetings/${meeting}/entries/${entry}/correction`, {
        changes: [{ path: '/heldOn', from, to }],
        why: '옮겨 적을 때의 실수',
      });
    const suggestion = await hall.done('/v1/suggestions', { ...onSite, meetingId: meeting });
    await hall.done(`/v1/suggestions/${suggestion}/void`, { why: '두 번 입력함' });
    await heldOn('2022-04-12', '2022-04-13');
    const restoring = () => hall.post(`/v1/suggestions/${suggestion}/restoration`, { why: '실은 두 건임' });
    expect((await restoring()).body).toMatchObject({
      type: 'raised-on-other-day',
      detail:
        'the meeting is on 2022-04-13, the suggestion says 2022-04-12; ' +
        'it comes back as it was when it was voided: put right first what it no longer agrees with',
    });
    await heldOn('2022-04-13', '2022-04-12');
    expect((await restoring()).status).toBe(200);
  });

  it('names an entry in capitals as well as a thing', async () => {
    const changes = [{ path: '/attendees', from: null, to: 24 }];
    const path = `/v1/meetings/${meeting.toUpperCase()}/entries/${entry.toUpperCase()}/correction`;
    expect((await hall.post(path, { changes, why: '빠뜨림' })).status).toBe(200);
  });

  it('learns what to send in place of a form', async () => {
    const told = await hall.post('/v1/rounds', {}, { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(told.status).toBe(415);
    expect(told.body.detail).toContain('application/json');
  });
});
