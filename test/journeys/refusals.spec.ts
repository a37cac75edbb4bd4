import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { CityHall, DONGS, handedIn, liveRound, onSite, type Told } from './city-hall.js';

const NO_THING = '018f4e6e-0000-7000-8000-000000000009';
const CARRIED = 'resident-autonomy-2021H1';

/** Today is 2022-05-10; one meeting was held on 2022-04-12, one lies ahead on 2022-06-01, one was cancelled. */
describe('what live work is refused', () => {
  let hall: CityHall;
  let held: string;
  let ahead: string;
  let cancelled: string;
  let resolved: string;
  let before: DistrictTotals;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
    await hall.done('/v1/rounds', liveRound);
    await hall.done('/v1/rounds', { ...liveRound, code: 'other' });
    const at = { round: liveRound.code, dong: DONGS.samsong1 };
    held = await hall.done('/v1/meetings', { ...at, heldOn: '2022-04-12' });
    ahead = await hall.done('/v1/meetings/scheduled', { ...at, scheduledOn: '2022-06-01' });
    cancelled = await hall.done('/v1/meetings/scheduled', { ...at, scheduledOn: '2022-05-20' });
    await hall.done(`/v1/meetings/${cancelled}/cancellation`, { cancelledOn: '2022-05-09', reason: '우천' });
    resolved = await hall.done('/v1/suggestions', { ...onSite, meetingId: held });
    await hall.done(`/v1/suggestions/${resolved}/resolution`, { outcome: 'completed', resolvedOn: '2022-05-01' });
    before = await hall.get('/v1/district-totals');
  });
  afterAll(() => hall.close());
  afterEach(async () => {
    const { rounds } = await hall.get<DistrictTotals>('/v1/district-totals');
    expect(rounds).toEqual(before.rounds);
  });

  const meeting = (over: object) =>
    hall.post('/v1/meetings', { round: liveRound.code, dong: DONGS.samsong1, heldOn: '2022-04-12', ...over });
  const suggestion = (over: object) => hall.post('/v1/suggestions', { ...onSite, ...over });
  const apart = { round: liveRound.code, dong: DONGS.samsong1, channel: 'pre-submitted' };

  it.each<[string, () => Promise<Told>, string, string]>([
    [
      'a meeting in a dong that had ended by that day',
      () => meeting({ dong: DONGS.samsong }),
      'dong-not-valid',
      '삼송동 (4128157500) is not there on 2022-04-12; it is there until 2022-01-02',
    ],
    ['a meeting in a dong that is not known', () => meeting({ dong: '4128199999' }), 'dong-not-valid', '4128199999'],
    ['a meeting in the future', () => meeting({ heldOn: '2022-05-11' }), 'meeting-in-future', '2022-05-11'],
    ['a meeting outside its round', () => meeting({ heldOn: '2022-02-28' }), 'outside-meeting-period', '2022-03'],
    ['a meeting of a round that was not opened', () => meeting({ round: 'none' }), 'round-unknown', 'never opened'],
    ['a meeting in a carried round', () => meeting({ round: CARRIED }), 'round-is-carried', CARRIED],
    [
      'a scheduled meeting in a carried round',
      () => hall.post('/v1/meetings/scheduled', { round: CARRIED, dong: DONGS.jugyo, scheduledOn: '2021-04-01' }),
      'round-is-carried',
      CARRIED,
    ],
    [
      'a suggestion in a carried round',
      () => suggestion({ ...apart, round: CARRIED, dong: DONGS.jugyo, raisedOn: '2021-04-01' }),
      'round-is-carried',
      CARRIED,
    ],
    [
      'a suggestion outside its round without a reason',
      () => suggestion({ ...apart, raisedOn: '2022-02-10' }),
      'outside-suggestion-period',
      'outsidePeriodReason',
    ],
    [
      'a suggestion inside its round with a reason',
      () => suggestion({ ...apart, raisedOn: '2022-04-10', outsidePeriodReason: '늦게 접수' }),
      'inside-suggestion-period',
      '2022-04-10',
    ],
    [
      'a suggestion raised in the future apart from any meeting',
      () => suggestion({ ...apart, raisedOn: '2022-05-12' }),
      'raised-in-future',
      '2022-05-12',
    ],
    [
      'a suggestion raised on site of a meeting that lies ahead',
      () => suggestion({ meetingId: ahead, outsidePeriodReason: '6월 간담회' }),
      'accepted-before-raised',
      '2022-06-01',
    ],
    [
      'a suggestion raised on site of no meeting',
      () => suggestion({ ...apart, channel: 'on-site', raisedOn: '2022-04-12' }),
      'meeting-required',
      'meeting',
    ],
    [
      'a suggestion of a cancelled meeting',
      () => suggestion({ ...handedIn, meetingId: cancelled }),
      'meeting-cancelled',
      'cancelled',
    ],
    ['a suggestion of an unknown meeting', () => suggestion({ meetingId: NO_THING }), 'meeting-unknown', NO_THING],
    [
      'a suggestion of a meeting of another round',
      () => suggestion({ meetingId: held, round: 'other' }),
      'meeting-of-other-round',
      '',
    ],
    [
      'a suggestion of a meeting in another dong',
      () => suggestion({ meetingId: held, dong: DONGS.jugyo }),
      'meeting-in-other-dong',
      DONGS.jugyo,
    ],
    [
      'a suggestion of a meeting of another day',
      () => suggestion({ meetingId: held, raisedOn: '2022-04-13' }),
      'raised-on-other-day',
      '2022-04-12',
    ],
    [
      'a second resolution',
      () => hall.post(`/v1/suggestions/${resolved}/resolution`, { outcome: 'completed', resolvedOn: '2022-05-02' }),
      'suggestion-already-resolved',
      '2022-05-01',
    ],
    [
      'an assignment of what is resolved',
      () => hall.post(`/v1/suggestions/${resolved}/assignment`, { department: 'parks', assignedOn: '2022-05-02' }),
      'suggestion-already-resolved',
      'reopen',
    ],
    [
      'reopening before it was resolved',
      () => hall.post(`/v1/suggestions/${resolved}/reopening`, { reopenedOn: '2022-04-30', why: '다시 파손됨' }),
      'suggestion-not-resolved',
      'only a resolved',
    ],
    [
      'holding a cancelled meeting',
      () => hall.post(`/v1/meetings/${cancelled}/holding`, { heldOn: '2022-05-10' }),
      'meeting-cancelled',
      'void',
    ],
    [
      'holding a meeting twice',
      () => hall.post(`/v1/meetings/${held}/holding`, { heldOn: '2022-04-13' }),
      'meeting-already-held',
      '2022-04-12',
    ],
    [
      'holding a meeting ahead of its day',
      () => hall.post(`/v1/meetings/${ahead}/holding`, { heldOn: '2022-06-01' }),
      'meeting-in-future',
      '2022-06-01',
    ],
    [
      'carried totals in a live round',
      () =>
        hall.post(`/v1/rounds/${liveRound.code}/carried-totals`, {
          districts: { 41281: { dongs: 1, suggestions: 1, meetings: null } },
          source: { title: '공약 추진실적 보고서' },
        }),
      'round-is-live',
      liveRound.code,
    ],
    [
      'a round of a code that is taken',
      () => hall.post('/v1/rounds', { ...liveRound, agenda: '다른 안건' }),
      'round-code-taken',
      liveRound.code,
    ],
    [
      'a round on a block that is not defined',
      () => hall.post('/v1/pledge-items/7-2-2-4/rounds', { round: liveRound.code, block: '2030H1', order: 1 }),
      'block-unknown',
      '2021H2',
    ],
    [
      'a round on the sheet twice',
      () => hall.post('/v1/pledge-items/7-2-2-4/rounds', { round: CARRIED, block: '2021H2', order: 9 }),
      'round-already-placed',
      '',
    ],
    [
      'a refusal of a suggestion without a reason',
      async () => {
        const id = await hall.done('/v1/suggestions', { ...onSite, meetingId: held });
        const outcome = { outcome: 'infeasible', resolvedOn: '2022-05-02', remedy: '이의신청' };
        const told = await hall.post(`/v1/suggestions/${id}/resolution`, outcome);
        await hall.done(`/v1/suggestions/${id}/void`, { why: '시험 입력' });
        return told;
      },
      'explanation-required',
      '제27조',
    ],
  ])('%s, by a rule of its own', async (_, send, rule, word) => {
    const told = await send();
    expect([told.status, told.body.type]).toEqual([422, rule]);
    expect(told.body.detail).toContain(word);
    expect(told.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('a suggestion outside its round with a reason counts, and shows the reason', async () => {
    const outsidePeriodReason = '2월에 서면으로 먼저 접수됨';
    const id = await hall.done('/v1/suggestions', { ...onSite, ...apart, raisedOn: '2022-02-10', outsidePeriodReason });
    const { suggestion: shown } = await hall.get<{ suggestion: object }>(`/v1/suggestions/${id}`);
    expect(shown).toMatchObject({ outsidePeriodReason, raisedOn: '2022-02-10' });
    expect((await hall.totals(liveRound.code)).suggestions.total).toBe(2);
    await hall.done(`/v1/suggestions/${id}/void`, { why: '시험 입력' });
  });

  it('a round that was carried takes live work once the details were found, and its details alone count', async () => {
    const url = `/v1/rounds/${CARRIED}/carried-totals/supersession`;
    await hall.done(url, { supersededOn: '2022-05-10', why: '당시 회의록을 찾음' });
    const meetingId = await hall.done('/v1/meetings', { round: CARRIED, dong: DONGS.jugyo, heldOn: '2021-04-01' });
    await hall.done('/v1/suggestions', { ...onSite, meetingId });
    expect(await hall.totals(CARRIED)).toMatchObject({
      carried: false,
      dongs: { total: 1 },
      suggestions: { total: 1 },
      published: { dongs: 21, suggestions: 156, superseded: true },
    });
    const { participation } = await hall.sheet();
    expect(participation.find(({ kind }) => kind === 'briefing')).toMatchObject({ live: 0, total: 78 });
    before = await hall.get('/v1/district-totals');
  });
});
