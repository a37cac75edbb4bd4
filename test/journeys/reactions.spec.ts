import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { correctedHistory } from '../../src/history/corrected-history.js';
import type { Recorded } from '../../src/history/event.js';
import { partsToReceive } from '../../src/suggestions/receipt/parts.js';
import type { Received } from '../../src/suggestions/receipt/receipt.js';
import { suggestionContracts, type SuggestionEvent } from '../../src/suggestions/suggestion.events.js';
import type { DistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import type { SuggestionProgress } from '../../projections/read-models/suggestion-progress/get-suggestion.js';
import type { SuggestionList } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import type { DisagreementList } from '../../projections/reports/disagreements/list-disagreements.js';
import { CityHall, DONGS, liveRound, onSite } from './city-hall.js';

/** Resolves once nothing is under way any longer. */
async function throughWith(hall: CityHall, round: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  while ((await hall.get<DistrictTotals>(`/v1/district-totals?round=${round}`)).underWay > 0) {
    if (performance.now() > deadline) throw new Error('it is still under way');
  }
}

type Split = Extract<SuggestionEvent, { type: 'SuggestionSplit' }>;

describe('what an event calls for', () => {
  let hall: CityHall;
  let round: string;
  let count = 0;

  beforeAll(async () => {
    hall = await CityHall.open('2022-05-10');
    await hall.loadExample();
  });
  afterAll(() => hall.close());

  beforeEach(async () => {
    round = `called-${String(++count)}`;
    await hall.done('/v1/rounds', { ...liveRound, code: round });
  });

  const settled = () => throughWith(hall, round);
  const suggestion = async (id: string) => (await hall.get<SuggestionProgress>(`/v1/suggestions/${id}`)).suggestion;
  const meet = (of: object = {}) =>
    hall.done('/v1/meetings', { round, dong: DONGS.samsong1, heldOn: '2022-04-12', ...of });
  const asks = (meetingId: string, of: object = {}) => hall.done('/v1/suggestions', { ...onSite, meetingId, ...of });
  const correct = async (meetingId: string, changes: object[], more: object = {}) => {
    const { eventId } = (await hall.history('meetings', meetingId))[0]!;
    const why = '회의록을 잘못 옮김';
    return hall.post(`/v1/meetings/${meetingId}/entries/${eventId}/correction`, { changes, why, ...more });
  };
  const figures = async () => {
    const { suggestions } = await hall.totals(round);
    return [suggestions.total, suggestions.byDistrict['41281'], suggestions.byDistrict['41285']];
  };
  const toSiksa = { path: '/places/0/dong', from: DONGS.samsong1, to: DONGS.siksa };

  it('is the receipt of each part of a split: they count in its place, by an id of their own in the history', async () => {
    const id = await asks(await meet(), { text: '가로등과 의자를 놓아 주세요' });
    const parts = [{ text: '가로등을 놓아 주세요' }, { text: '의자를 놓아 주세요' }];
    await hall.done(`/v1/suggestions/${id}/split`, { splitOn: '2022-04-20', parts });
    await settled();
    const { suggestions } = await hall.get<SuggestionList>(`/v1/suggestions?round=${round}`);
    expect(suggestions.map(({ text, splitFrom }) => [text, splitFrom])).toEqual(parts.map(({ text }) => [text, id]));
    expect(suggestions.every(({ number }) => number !== null)).toBe(true);
    expect(await figures()).toEqual([2, 2, 0]);
    const [receipt] = await hall.history('suggestions', suggestions[0]!.id);
    const [, split] = await hall.history('suggestions', id);
    expect(receipt!.metadata).toMatchObject({ causationId: split!.eventId, recordedBy: { id: 'reactions' } });
  });

  it('is to take suggestions along when their meeting is corrected: the clerk sends the dong alone', async () => {
    const meetingId = await meet();
    const [here, told] = [
      await asks(meetingId),
      await asks(meetingId, { text: '보도블록을 고쳐 주세요', acceptedOn: '2022-04-13' }),
    ];
    const changes = [toSiksa, { path: '/heldOn', from: '2022-04-12', to: '2022-04-13' }];
    expect((await correct(meetingId, changes)).status).toBe(200);
    await settled();
    expect(await figures()).toEqual([2, 0, 2]);
    expect(await suggestion(here)).toMatchObject({ dong: DONGS.siksa, district: '41285', raisedOn: '2022-04-13' });
    // What was told otherwise than the meeting had it stays.
    expect(await suggestion(told)).toMatchObject({ raisedOn: '2022-04-13', acceptedOn: '2022-04-13' });
    const { disagreements } = await hall.get<DisagreementList>('/v1/disagreements?limit=500');
    expect(disagreements.filter(({ id }) => id === here)).toEqual([]);
    const last = (await hall.history('suggestions', here)).findLast(({ type }) => type === 'EntryCorrected')!;
    expect(last.data).toMatchObject({ why: expect.stringContaining('회의록을 잘못 옮김') as string });
  });

  it('leaves suggestions where they are if the correction says so, and lists them', async () => {
    const meetingId = await meet();
    const id = await asks(meetingId);
    await correct(meetingId, [toSiksa], { takeAlong: false });
    await settled();
    expect(await figures()).toEqual([1, 1, 0]);
    const { disagreements } = await hall.get<DisagreementList>('/v1/disagreements?limit=500');
    expect(disagreements.filter((one) => one.id === id).map(({ code }) => code)).toEqual(['meeting-in-other-dong']);
  });

  it('leaves where they are those that were left on purpose, also when a later correction takes others along', async () => {
    const meetingId = await meet();
    const left = await asks(meetingId);
    await correct(meetingId, [toSiksa], { takeAlong: false });
    const taken = await asks(meetingId, { text: '보도블록을 고쳐 주세요' });
    await correct(meetingId, [{ path: '/heldOn', from: '2022-04-12', to: '2022-04-13' }]);
    await settled();
    expect(await suggestion(taken)).toMatchObject({ dong: DONGS.siksa, raisedOn: '2022-04-13' });
    expect(await suggestion(left)).toMatchObject({ dong: DONGS.samsong1 });
  });

  it('goes back with a correction that is voided', async () => {
    const meetingId = await meet();
    const id = await asks(meetingId);
    await correct(meetingId, [toSiksa]);
    await settled();
    const { eventId } = (await hall.history('meetings', meetingId)).at(-1)!;
    await hall.done(`/v1/meetings/${meetingId}/entries/${eventId}/void`, { why: '처음이 맞음' });
    await settled();
    expect(await suggestion(id)).toMatchObject({ dong: DONGS.samsong1, district: '41281' });
    expect(await figures()).toEqual([1, 1, 0]);
  });

  it('goes with a meeting that is postponed', async () => {
    const meetingId = await hall.done('/v1/meetings/scheduled', {
      round,
      dongs: [DONGS.samsong1],
      scheduledOn: '2022-04-20',
    });
    const id = await asks(meetingId, { channel: 'pre-submitted', acceptedOn: '2022-04-11' });
    const moved = { scheduledOn: '2022-04-27', decidedOn: '2022-04-19' };
    await hall.done(`/v1/meetings/${meetingId}/rescheduling`, moved);
    await settled();
    expect(await suggestion(id)).toMatchObject({ raisedOn: '2022-04-27', acceptedOn: '2022-04-11' });
  });

  it('goes to where its meeting is by now, however often that moves, parts of a split too', async () => {
    const planned = { round, dongs: [DONGS.samsong1], scheduledOn: '2022-04-20' };
    const meetingId = await hall.done('/v1/meetings/scheduled', planned);
    const of = { channel: 'pre-submitted', acceptedOn: '2022-04-11' };
    const [id, parent] = [await asks(meetingId, of), await asks(meetingId, { ...of, text: '가로등과 의자' })];
    const parts = [{ text: '가로등' }, { text: '의자' }];
    await Promise.all([
      hall.done(`/v1/suggestions/${parent}/split`, { splitOn: '2022-05-10', parts }),
      (async () => {
        for (const scheduledOn of ['2022-04-27', '2022-05-04', '2022-05-06', '2022-05-09']) {
          await hall.done(`/v1/meetings/${meetingId}/rescheduling`, { scheduledOn, decidedOn: '2022-04-19' });
        }
      })(),
    ]);
    const days = async () =>
      (await hall.get<SuggestionList>(`/v1/suggestions?meetingId=${meetingId}`)).suggestions.map((one) => one.raisedOn);
    const deadline = performance.now() + 20_000;
    while ((await days()).join() !== Array(3).fill('2022-05-09').join() && performance.now() < deadline);
    expect(await days()).toEqual(Array(3).fill('2022-05-09'));
    expect(await suggestion(id)).toMatchObject({ raisedOn: '2022-05-09', acceptedOn: '2022-04-11' });
    const { disagreements } = await hall.get<DisagreementList>('/v1/disagreements?limit=500');
    expect(disagreements.filter((one) => one.id === id || one.id === parent)).toEqual([]);
  });

  it('is refused where a rule is in its way, and then listed with the reason', async () => {
    const meetingId = await meet();
    const id = await asks(meetingId);
    await hall.done(`/v1/suggestions/${id}/assignment`, { department: 'parks', assignedOn: '2022-04-13' });
    await hall.done(`/v1/suggestions/${id}/resolution`, {
      outcome: 'completed',
      resolvedOn: '2022-04-13',
      explanation: '그늘막을 놓음',
    });
    // Handled before it was accepted: the day does not go along.
    await correct(meetingId, [{ path: '/heldOn', from: '2022-04-12', to: '2022-04-15' }]);
    await settled();
    expect(await suggestion(id)).toMatchObject({ raisedOn: '2022-04-12' });
    const { disagreements } = await hall.get<DisagreementList>('/v1/disagreements?limit=500');
    const its = disagreements.filter((one) => one.id === id);
    expect(its.map(({ code }) => code)).toEqual(['meeting-on-other-day', 'not-taken-along']);
    expect(its[1]!.detail).toMatch(/./);
  });

  it('is of meetings alone: another correction that asks for it is refused with the field named', async () => {
    const id = await asks(await meet());
    const { eventId } = (await hall.history('suggestions', id))[0]!;
    const changes = [{ path: '/text', from: onSite.text, to: '그늘막' }];
    const told = await hall.post(`/v1/suggestions/${id}/entries/${eventId}/correction`, {
      changes,
      why: '줄임',
      takeAlong: true,
    });
    expect([told.status, told.body.errors?.[0]?.field]).toEqual([400, '/takeAlong']);
  });
});

describe('what an event called for while nothing ran', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-reactions-'));
  afterAll(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is given at the next start, what was given before the end not again, and nothing twice', async () => {
    const env = { DATA_DIR: dataDir };
    const open = async (reacting: boolean) => {
      const hall = await CityHall.open('2022-05-10', env, { reacting });
      await hall.ready();
      return hall;
    };
    const before = await open(false);
    await before.loadExample();
    await before.done('/v1/rounds', liveRound);
    const meetingId = await before.done('/v1/meetings', {
      round: liveRound.code,
      dong: DONGS.samsong1,
      heldOn: '2022-04-12',
    });
    const split = await before.done('/v1/suggestions', { ...onSite, meetingId });
    await before.done('/v1/suggestions', { ...onSite, meetingId, text: '보도블록을 고쳐 주세요' });
    const parts = ['가로등', '의자', '그늘막'].map((text) => ({ text: `${text}·안내판을 놓아 주세요` }));
    await before.done(`/v1/suggestions/${split}/split`, { splitOn: '2022-04-20', parts });
    const { eventId } = (await before.history('meetings', meetingId))[0]!;
    const changes = [{ path: '/places/0/dong', from: DONGS.samsong1, to: DONGS.siksa }];
    await before.done(`/v1/meetings/${meetingId}/entries/${eventId}/correction`, { changes, why: '잘못 옮김' });
    const stream = (await before.log()).filter((event) => event.stream === `suggestion-${split}`);
    const [receipt, splitting] = correctedHistory<SuggestionEvent>(stream, suggestionContracts);
    const [first] = partsToReceive(receipt!.data as Received, split, splitting as Recorded<Split>);
    await before.done(
      '/v1/suggestions',
      { ...first!.body, dong: DONGS.siksa },
      { 'Idempotency-Key': first!.commandId },
    );
    const underWay = async (hall: CityHall) =>
      (await hall.get<DistrictTotals>(`/v1/district-totals?round=${liveRound.code}`)).underWay;
    expect(await underWay(before)).toBe(3);
    await before.close();

    const after = await open(true);
    await throughWith(after, liveRound.code);
    const { suggestions } = await after.get<SuggestionList>(`/v1/suggestions?round=${liveRound.code}`);
    expect(suggestions.map(({ text, dong }) => [text, dong])).toEqual(
      ['보도블록을 고쳐 주세요', ...parts.map(({ text }) => text)].map((text) => [text, DONGS.siksa]),
    );
    const recorded = (await after.log()).length;
    await after.close();

    const again = await open(true);
    expect(await underWay(again)).toBe(0);
    expect(await again.log()).toHaveLength(recorded);
    await again.close();
  });
});
