import type { MeetingView } from '../../projections/read-models/meetings/meeting.queries.js';
import type { Disagreement } from '../../projections/reports/disagreements/disagreement.js';
import type { DisagreementList } from '../../projections/reports/disagreements/list-disagreements.js';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import { CityHall, DONGS, liveRound, onSite } from './city-hall.js';

const why = '옮겨 적을 때의 실수';

describe('a slip', () => {
  let hall: CityHall;
  let round: string;
  let roundId: string;
  let metBefore: number;
  let meetingId: string;
  let suggestionId: string;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
  });
  afterAll(() => hall.close());

  // Each test has a round of its own; all stand on one sheet.
  beforeEach(async () => {
    const stands = await hall.sheet();
    metBefore = stands.participation.find(({ kind }) => kind === 'briefing')!.live;
    round = `slip-${String(stands.blocks.flatMap(({ rounds }) => rounds).length)}`;
    roundId = await hall.done('/v1/rounds', { ...liveRound, code: round });
    await hall.done('/v1/pledge-items/7-2-2-4/rounds', { round: round, block: '2021H2', order: 9 });
    meetingId = await hall.done('/v1/meetings', { round: round, dong: DONGS.samsong1, heldOn: '2022-04-12' });
    suggestionId = await hall.done('/v1/suggestions', { ...onSite, meetingId });
    await hall.done('/v1/suggestions', { ...onSite, meetingId, text: '보도블록을 고쳐 주세요' });
  });

  /** Figures of the round: dongs, meetings, suggestions; of all, then of 덕양구 and 일산동구. */
  const figures = async (query = '') => {
    const { dongs, meetings, suggestions } = await hall.totals(round, query);
    return [dongs, meetings, suggestions].map(({ total, byDistrict }) => [
      total,
      byDistrict['41281'],
      byDistrict['41285'],
    ]);
  };
  const onSheet = async () => {
    const sheet = await hall.sheet();
    const its = sheet.blocks.flatMap(({ rounds }) => rounds).find(({ code }) => code === round);
    const briefing = sheet.participation.find(({ kind }) => kind === 'briefing');
    return [its?.dongs.total, its?.suggestions.total, briefing!.live - metBefore];
  };
  const AS_RECORDED = [
    [1, 1, 0],
    [1, 1, 0],
    [2, 2, 0],
  ];
  const entry = async (collection: string, id: string, type: string) =>
    (await hall.history(collection, id)).findLast((one) => one.type === type)!.eventId;
  const correct = async (collection: string, id: string, type: string, ...changes: [string, unknown, unknown][]) =>
    hall.post(`/v1/${collection}/${id}/entries/${await entry(collection, id, type)}/correction`, {
      changes: changes.map(([path, from, to]) => ({ path, from, to })),
      why,
      // What goes along is another story.
      ...(collection === 'meetings' ? { takeAlong: false } : {}),
    });
  const voided = async (collection: string, id: string, type: string) =>
    hall.post(`/v1/${collection}/${id}/entries/${await entry(collection, id, type)}/void`, { why });
  const disagreements = async () =>
    (await hall.get<DisagreementList>('/v1/disagreements')).disagreements
      .filter(({ withId }) => withId === roundId || withId === meetingId)
      .map(({ about, id, code }) => [about, id, code]);

  it('in an entry is corrected: the figures follow, history shows both, and with knownAt before it the old one', async () => {
    const { moment } = await hall.get<DisagreementList>('/v1/disagreements');
    const told = await correct(
      'suggestions',
      suggestionId,
      'SuggestionReceived',
      ['/meetingId', meetingId, null],
      ['/channel', 'on-site', 'pre-submitted'],
      ['/dong', DONGS.samsong1, DONGS.siksa],
      ['/district', '41281', '41285'],
    );
    expect([told.status, told.body.revision]).toEqual([200, 1]);
    expect((await figures())[2]).toEqual([2, 1, 1]);
    expect(await figures(`&knownAt=${String(moment.knownAt.ordinal)}`)).toEqual(AS_RECORDED);
    const [received, correction] = await hall.history('suggestions', suggestionId);
    expect(received).toMatchObject({
      state: 'standing',
      data: { dong: DONGS.samsong1, district: '41281', meetingId },
      corrected: { dong: DONGS.siksa, district: '41285', meetingId: null },
      amendedBy: [correction!.eventId],
    });
    expect(correction).toMatchObject({ type: 'EntryCorrected', data: { eventId: received!.eventId, why } });
  });

  it('in a correction is corrected again, and each correction is taken back from the last', async () => {
    const raisedOn = (from: string, to: string) => correct('meetings', meetingId, 'MeetingHeld', ['/heldOn', from, to]);
    await raisedOn('2022-04-12', '2022-04-13');
    await raisedOn('2022-04-13', '2022-04-14');
    expect((await figures('&from=2022-04-14&to=2022-04-14'))[0]).toEqual([1, 1, 0]);
    const [, first, second] = await hall.history('meetings', meetingId);
    const take = (eventId: string) => hall.post(`/v1/meetings/${meetingId}/entries/${eventId}/void`, { why });
    const early = await take(first!.eventId);
    expect([early.status, early.body.type, early.body.entry?.id]).toEqual([
      422,
      'correction-built-upon',
      second!.eventId,
    ]);
    expect((await take(second!.eventId)).status).toBe(200);
    expect((await figures('&from=2022-04-13&to=2022-04-13'))[0]).toEqual([1, 1, 0]);
    expect((await take(first!.eventId)).status).toBe(200);
    expect(await figures('&from=2022-04-12&to=2022-04-12')).toEqual(AS_RECORDED);
    expect((await hall.history('meetings', meetingId)).map(({ type, state }) => [type, state])).toEqual([
      ['MeetingHeld', 'standing'],
      ['EntryCorrected', 'voided'],
      ['EntryCorrected', 'voided'],
      ['EntryVoided', 'standing'],
      ['EntryVoided', 'standing'],
    ]);
  });

  it('in a correction of a correction is not put right by correcting it', async () => {
    await correct('meetings', meetingId, 'MeetingHeld', ['/heldOn', '2022-04-12', '2022-04-13']);
    const told = await correct('meetings', meetingId, 'EntryCorrected', ['/why', why, '다른 이유']);
    expect([told.status, told.body.type]).toEqual([422, 'amendment-not-correctable']);
  });

  it('of resolving the wrong suggestion is voided, and the void voided', async () => {
    await hall.done(`/v1/suggestions/${suggestionId}/resolution`, { outcome: 'completed', resolvedOn: '2022-05-02' });
    const statuses = async () => (await hall.totals(round)).byStatus?.total;
    expect(await statuses()).toEqual({ pending: 1, completed: 1 });
    expect((await voided('suggestions', suggestionId, 'SuggestionResolved')).status).toBe(200);
    expect(await statuses()).toEqual({ pending: 2 });
    expect((await hall.get<SuggestionProgress>(`/v1/suggestions/${suggestionId}`)).suggestion).toMatchObject({
      phase: 'received',
      resolution: null,
    });
    expect((await voided('suggestions', suggestionId, 'EntryVoided')).status).toBe(200);
    expect(await statuses()).toEqual({ pending: 1, completed: 1 });
    expect((await hall.history('suggestions', suggestionId)).map(({ type, state }) => [type, state])).toEqual([
      ['SuggestionReceived', 'standing'],
      ['SuggestionResolved', 'standing'],
      ['EntryVoided', 'voided'],
      ['EntryVoided', 'standing'],
    ]);
  });

  it('of receiving is not voided while a later entry needs it; the refusal names that entry', async () => {
    await hall.done(`/v1/suggestions/${suggestionId}/resolution`, { outcome: 'completed', resolvedOn: '2022-05-02' });
    const told = await voided('suggestions', suggestionId, 'SuggestionReceived');
    const resolution = await entry('suggestions', suggestionId, 'SuggestionResolved');
    expect([told.status, told.body.type, told.body.entry?.id]).toEqual([422, 'suggestion-not-received', resolution]);
  });

  it('that made a whole suggestion is taken out of all counts by one command, and back', async () => {
    await hall.done(`/v1/suggestions/${suggestionId}/resolution`, { outcome: 'completed', resolvedOn: '2022-05-02' });
    expect((await hall.post(`/v1/suggestions/${suggestionId}/void`, { why })).body.revision).toBe(3);
    expect((await figures())[2]).toEqual([1, 1, 0]);
    expect(await onSheet()).toEqual([1, 1, 1]);
    expect((await hall.get<SuggestionProgress>(`/v1/suggestions/${suggestionId}`)).suggestion.voided).toBe(true);
    const late = { department: 'traffic', assignedOn: '2022-05-03' };
    const told = await hall.post(`/v1/suggestions/${suggestionId}/assignment`, late);
    expect([told.status, told.body.type]).toEqual([422, 'voided']);
    expect((await hall.post(`/v1/suggestions/${suggestionId}/restoration`, { why })).status).toBe(200);
    expect(await figures()).toEqual(AS_RECORDED);
    expect((await hall.totals(round)).byStatus?.total).toEqual({ pending: 1, completed: 1 });
    const again = await hall.post(`/v1/suggestions/${suggestionId}/restoration`, { why });
    expect([again.status, again.body.revision]).toEqual([200, 5]);
  });

  it('that made a whole meeting leaves its suggestions counted, and lists them until it is back', async () => {
    await hall.done(`/v1/meetings/${meetingId}/void`, { why });
    expect(await figures()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [2, 2, 0],
    ]);
    expect(await onSheet()).toEqual([0, 2, 0]);
    expect((await disagreements()).filter(([about]) => about === 'suggestion')).toEqual([
      ['suggestion', suggestionId, 'meeting-voided'],
      ['suggestion', expect.any(String), 'meeting-voided'],
    ]);
    const history = `/v1/meetings/${meetingId}/history`;
    const voided = { id: meetingId, heldOn: '2022-04-12', voided: true, history };
    expect(await hall.get(`/v1/meetings/${meetingId}`)).toMatchObject({ meeting: voided });
    expect((await hall.fetch(history)).status).toBe(200);
    await hall.done(`/v1/meetings/${meetingId}/restoration`, { why });
    expect(await hall.get(`/v1/meetings/${meetingId}`)).toMatchObject({ meeting: { ...voided, voided: false } });
    expect(await figures()).toEqual(AS_RECORDED);
    expect(await disagreements()).toEqual([]);
  });

  it('that moved a meeting lists the suggestions that no longer agree with it', async () => {
    const told = await correct('meetings', meetingId, 'MeetingHeld', ['/heldOn', '2022-04-12', '2022-04-13']);
    expect(told.status).toBe(200);
    expect(await disagreements()).toEqual([
      ['suggestion', suggestionId, 'meeting-on-other-day'],
      ['suggestion', expect.any(String), 'meeting-on-other-day'],
    ]);
    await hall.done(`/v1/suggestions/${suggestionId}/void`, { why });
    expect(await disagreements()).toHaveLength(1);
  });

  it('that made a whole round leaves what others recorded counted, and lists all of it until it is back', async () => {
    await hall.done(`/v1/rounds/${round}/void`, { why });
    expect(await figures()).toEqual(AS_RECORDED);
    expect((await hall.totals(round)).round.voided).toBe(true);
    expect(await disagreements()).toEqual([
      ['meeting', meetingId, 'round-voided'],
      ['suggestion', suggestionId, 'round-voided'],
      ['suggestion', expect.any(String), 'round-voided'],
      ['pledge-item', '7-2-2-4', 'round-voided'],
    ]);
    const all = await hall.get<DisagreementList>('/v1/disagreements');
    const paged: Disagreement[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: DisagreementList = await hall.get(`/v1/disagreements?limit=3${query}`);
      paged.push(...page.disagreements);
      cursor = page.nextCursor;
    }
    expect(all.disagreements.length).toBeGreaterThan(3);
    expect(paged).toEqual(all.disagreements);
    const voided = { ...liveRound, code: round, voided: true, history: `/v1/rounds/${roundId}/history` };
    expect(await hall.get(`/v1/rounds/${roundId}`)).toMatchObject({ round: voided });
    const told = await hall.post('/v1/meetings', { round: round, dong: DONGS.siksa, heldOn: '2022-04-20' });
    expect([told.status, told.body.type]).toEqual([422, 'round-unknown']);
    const closure = await hall.post(`/v1/rounds/${round}/closure`, { closedOn: '2022-05-01' });
    expect([closure.status, closure.body.type]).toEqual([422, 'voided']);
    await hall.done(`/v1/rounds/${round}/restoration`, { why });
    expect(await disagreements()).toEqual([]);
    expect(await figures()).toEqual(AS_RECORDED);
  });

  it('in carried totals is corrected, and the sheet with them', async () => {
    const published = 'resident-autonomy-2021H1';
    const path = '/districts/41281/suggestions';
    expect((await correct('rounds', published, 'CarriedTotalsRecorded', [path, 96, 97])).status).toBe(200);
    const printed = async () =>
      (await hall.sheet()).blocks.flatMap(({ rounds }) => rounds).find(({ code }) => code === published)?.suggestions;
    expect(await printed()).toMatchObject({ total: 157, byDistrict: [97, 18, 42] });
    await voided('rounds', published, 'EntryCorrected');
    expect(await printed()).toMatchObject({ total: 156, byDistrict: [96, 18, 42] });
  });

  it('in a pledge item is voided whole with its sheet, and back', async () => {
    await hall.done('/v1/pledge-items/7-2-2-4/void', { why });
    expect((await hall.asked('/v1/sheets/2-2-4')).status).toBe(404);
    await hall.done('/v1/pledge-items/7-2-2-4/restoration', { why });
    expect(await onSheet()).toEqual([1, 2, 1]);
  });

  it('in the dong of a meeting is put right by naming the dong alone', async () => {
    const told = await correct('meetings', meetingId, 'MeetingHeld', ['/places/0/dong', DONGS.samsong1, DONGS.siksa]);
    expect(told.status).toBe(200);
    const { meeting } = await hall.get<{ meeting: MeetingView }>(`/v1/meetings/${meetingId}`);
    expect(meeting.places).toEqual([{ dong: DONGS.siksa, district: '41285' }]);
    await voided('meetings', meetingId, 'EntryCorrected');
    expect(await figures()).toEqual(AS_RECORDED);
  });

  it.each<[string, [string, unknown, unknown][], string]>([
    ['a field that is not correctable', [['/code', 'slip', 'x']], 'path-not-correctable'],
    ['a field as it never stood', [['/heldOn', '2022-04-11', '2022-04-13']], 'from-differs'],
    ['a value to itself', [['/heldOn', '2022-04-12', '2022-04-12']], 'changes-nothing'],
    ['a day into the future', [['/heldOn', '2022-04-12', '2022-05-11']], 'meeting-in-future'],
    ['a day to one that the round does not cover', [['/heldOn', '2022-04-12', '2022-02-01']], 'outside-meeting-period'],
    [
      'a dong to one that is not there on the day',
      [
        ['/places/0/dong', DONGS.samsong1, DONGS.samsong],
        ['/places/0/district', '41281', '41281'],
      ],
      'dong-not-valid',
    ],
    [
      'a dong to one of another district',
      [
        ['/places/0/dong', DONGS.samsong1, DONGS.siksa],
        ['/places/0/district', '41281', '41287'],
      ],
      'dong-not-in-district',
    ],
    ['a day to what is none', [['/heldOn', '2022-04-12', '2022-02-30']], 'value-not-allowed'],
  ])('is not put right by correcting %s', async (_, changes, rule) => {
    const told = await correct('meetings', meetingId, 'MeetingHeld', ...changes);
    expect([told.status, told.body.type]).toEqual([422, rule]);
    expect(await figures()).toEqual(AS_RECORDED);
  });
});
