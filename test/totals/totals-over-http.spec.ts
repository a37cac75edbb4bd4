import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { cursorAfter } from '../../src/http/paging/cursor.js';
import { AppModule } from '../../src/app.module.js';
import { settingsFrom } from '../../src/config/settings.js';
import { createApp } from '../../src/http/create-app.js';
import { openLog } from '../../src/logging/log.js';

const SOURCE = { title: '공약 추진실적 보고서', publishedOn: '2021-07-15', note: null };

describe('totals over HTTP', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-totals-'));
  let app: NestFastifyApplication;
  let position = '';

  /** A command by the API; answers what it made. */
  async function post(path: string, body: object): Promise<{ id: string; position: string }> {
    const reply = await app.inject({ method: 'POST', url: `/v1${path}`, payload: body });
    if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.body}`);
    const answer = reply.json<{ id: string; position: string }>();
    position = answer.position;
    return answer;
  }

  async function get(path: string, query: Readonly<Record<string, string>> = {}) {
    const parameters = new URLSearchParams({ after: position, ...query });
    const reply = await app.inject({ url: `/v1/district-totals${path}?${parameters.toString()}` });
    return { status: reply.statusCode, body: reply.json() };
  }

  const lastEvent = async (path: string) => {
    const { entries } = (await app.inject({ url: `/v1${path}/history?limit=500` })).json<{
      entries: { eventId: string }[];
    }>();
    return entries.at(-1)!.eventId;
  };

  let first: string;
  let meeting: string;
  let beforeCorrection: string;

  beforeAll(async () => {
    const settings = settingsFrom({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
    app = await createApp(AppModule.with(settings), openLog('silent'));
    await app.init();
    await post('/districts', { code: '41281', name: '덕양구', romanised: null });
    for (const [code, name] of [
      ['4128151000', '주교동'],
      ['4128152000', '원신동'],
    ]) {
      const of = { district: '41281', romanised: null, validFrom: null, predecessors: [], note: null };
      await post('/dongs', { code, name, ...of, source: '공개 목록', confidence: 'high' });
    }
    const kind = { code: 'resident-autonomy', ko: '주민자치', en: 'residents' };
    const opening = { kind, participants: '주민', agenda: '건의', participationKind: null };
    const periods = (from: string, to: string) => ({ meetingPeriod: { from, to }, suggestionPeriod: { from, to } });
    await post('/rounds', { code: 'live', counting: 'live', ...opening, ...periods('2021-07', '2021-09') });
    await post('/rounds', { code: 'past', counting: 'carried', ...opening, ...periods('2021-03', '2021-06') });
    const districts = { 41281: { dongs: 4, suggestions: 21, meetings: null } };
    await post('/rounds/past/carried-totals', { districts, source: SOURCE });
    ({ id: meeting } = await post('/meetings', { round: 'live', dong: '4128151000', heldOn: '2021-07-05' }));
    const raised = { meetingId: meeting, channel: 'on-site', proposerKind: 'resident', text: '그늘막을 설치해 주세요' };
    ({ id: first } = await post('/suggestions', raised));
    await post('/suggestions', raised);
    await post(`/suggestions/${first}/resolution`, { outcome: 'completed', resolvedOn: '2021-08-10' });
    const { body } = await get('');
    beforeCorrection = String(body.moment.knownAt.ordinal);
    const eventId = await lastEvent(`/suggestions/${first}`);
    const changes = [{ path: '/resolvedOn', from: '2021-08-10', to: '2021-08-20' }];
    await post(`/suggestions/${first}/entries/${eventId}/correction`, { changes, why: '날짜를 잘못 적음' });
  });

  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('come by dong, by month and by status, with the carried rounds beside', async () => {
    const carried = [{ round: 'past', suggestions: { state: 'known', total: 21, byDistrict: { 41281: 21 } } }];
    const { body: byDong } = await get('', { by: 'dong' });
    const dong = { dong: '4128151000', name: '주교동', district: '41281', suggestions: 2, meetings: 1 };
    expect(byDong).toMatchObject({ by: 'dong', cells: [dong], carried });
    const two = { total: 2, byDistrict: { 41281: 2 } };
    const one = { total: 1, byDistrict: { 41281: 1 } };
    const { body: byMonth } = await get('', { by: 'month' });
    expect(byMonth.cells).toEqual([{ month: '2021-07', suggestions: two, meetings: one }]);
    const { body: byStatus } = await get('', { by: 'status', from: '2021-07', to: '2021-07' });
    expect(byStatus.cells).toEqual([
      { status: 'completed', suggestions: one },
      { status: 'pending', suggestions: one },
    ]);
    expect((await get('', { by: 'month', round: 'past' })).body).toMatchObject({ cells: [], carried });
  });

  it('are explained by the suggestions and events behind a cell, a page at a time', async () => {
    const cell = { round: 'live', status: 'completed', district: '41281' };
    const { body } = await get('/explain', cell);
    expect(body).toMatchObject({ details: 1, carried: [], nextCursor: null, suggestions: [{ id: first }] });
    const corrected = [{ delta: -1 }, { delta: 1 }].map((one) => ({ type: 'EntryCorrected', ...one }));
    expect(body.suggestions[0].bookings).toMatchObject([{ type: 'SuggestionResolved', delta: 1 }, ...corrected]);
    const { body: page } = await get('/explain', { round: 'live', limit: '1' });
    expect(page).toMatchObject({ details: 2, suggestions: [{ id: first }] });
    const { body: next } = await get('/explain', { round: 'live', limit: '1', cursor: page.nextCursor });
    expect(next.suggestions).toHaveLength(1);
    expect(next).toMatchObject({ nextCursor: null });
  });

  it('are explained, where they are carried, by their source and who recorded them', async () => {
    const { body } = await get('/explain', { round: 'past', district: '41281' });
    expect(body).toMatchObject({ details: 0, suggestions: [] });
    const recordedBy = { id: expect.any(String), role: expect.any(String), verified: false };
    const events = [{ type: 'CarriedTotalsRecorded', recordedBy, recordedAt: expect.any(String) }];
    expect(body.carried).toMatchObject([{ round: 'past', state: 'known', value: 21, source: SOURCE, events }]);
    const { body: cut } = await get('/explain', { round: 'past', from: '2021-04' });
    expect(cut.carried).toMatchObject([{ state: 'not-divisible', value: null }]);
    const { body: outside } = await get('/explain', { round: 'past', from: '2021-07', dong: '4128151000' });
    expect(outside.carried).toMatchObject([{ state: 'known', value: 0 }]);
    const { body: inside } = await get('/explain', { round: 'past', dong: '4128151000' });
    expect(inside.carried).toMatchObject([{ state: 'known', value: null }]);
    const { body: early } = await get('/explain', { round: 'past', asOf: '2021-06-29' });
    expect(early.carried).toMatchObject([{ state: 'not-known-yet', value: null }]);
    const { body: since } = await get('/difference', { round: 'past', district: '41281', sinceAsOf: '2021-06-29' });
    expect(since.change).toEqual({ details: 0, carried: null });
    const { body: never } = await get('/difference', { round: 'past', from: '2021-07', sinceAsOf: '2021-06-29' });
    expect(never.change).toEqual({ details: 0, carried: 0 });
  });

  it('are explained, where they are 추진 동, by the meetings behind them', async () => {
    const { body } = await get('/explain', { round: 'live', figure: 'dongs' });
    const events = [{ type: 'MeetingHeld' }];
    const behind = { id: meeting, round: 'live', dong: '4128151000', heldOn: '2021-07-05', events };
    expect(body).toMatchObject({ details: 1, suggestions: [], meetings: [behind] });
  });

  it('tell what a correction changed, between two moments of knowing', async () => {
    const cell = { round: 'live', status: 'completed', asOf: '2021-08-15', sinceKnownAt: beforeCorrection };
    const { body } = await get('/difference', cell);
    expect(body).toMatchObject({
      since: { details: 1 },
      until: { details: 0 },
      change: { details: -1, carried: 0 },
      rounds: [],
    });
    const recording = { recordedBy: { verified: false }, recordedAt: expect.any(String), why: '날짜를 잘못 적음' };
    expect(body.suggestions).toMatchObject([{ suggestion: first, type: 'EntryCorrected', effect: -1, ...recording }]);
    const { body: later } = await get('/difference', {
      ...cell,
      sinceAsOf: '2021-07-01',
      sinceKnownAt: beforeCorrection,
    });
    expect(later).toMatchObject({ since: { details: 0 }, until: { details: 0 }, change: { details: 0 } });
  });

  it('tell which meetings count at one of two moments only', async () => {
    const query = { round: 'live', figure: 'meetings', sinceAsOf: '2021-07-04', asOf: '2021-07-05' };
    const { body } = await get('/difference', query);
    const place = { district: '41281', dong: '4128151000' };
    const until = { round: 'live', places: [place], ...place, heldOn: '2021-07-05' };
    expect(body).toMatchObject({ change: { details: 1 } });
    // Recorded before both: what stands behind it is told all the same.
    const events = [expect.objectContaining({ type: 'MeetingHeld' })];
    expect(body.meetings).toEqual([{ id: meeting, since: null, until, events }]);
  });

  it('tell that a round is counted by its details since its carried totals were superseded', async () => {
    const { body: now } = await get('');
    const since = String(now.moment.knownAt.ordinal);
    await post('/rounds/past/carried-totals/supersession', { supersededOn: '2021-12-01', why: '원본을 찾음' });
    const { body } = await get('/difference', { round: 'past', sinceKnownAt: since });
    const events = [{ type: 'CarriedTotalsRecorded', recordedBy: { verified: false } }];
    expect(body.since).toMatchObject({ details: 0, carried: [{ round: 'past', value: 21, events }] });
    expect(body.until).toMatchObject({ details: 0, carried: [] });
    expect(body.change).toEqual({ details: 0, carried: -21 });
    expect(body.rounds).toMatchObject([
      { round: 'past', events: [{ type: 'CarriedTotalsSuperseded', why: '원본을 찾음' }] },
    ]);
    const { body: before } = await get('', { round: 'past', knownAt: since });
    expect(before.rounds[0]).toMatchObject({ carried: true, suggestions: { total: 21 } });
  });

  it.each([
    ['', { by: 'moon' }, '/by'],
    ['', { from: '2021-13' }, '/from'],
    ['', { from: '2021-08', to: '2021-07' }, '/to'],
    ['', { asOf: '2021-02-30' }, '/asOf'],
    ['', { knownAt: '999999' }, '/knownAt'],
    ['', { nonsense: '1' }, '/nonsense'],
    ['/explain', { district: 'x' }, '/district'],
    ['/explain', { figure: 'dongs', status: 'pending' }, '/status'],
    ['/explain', { cursor: 'x' }, '/cursor'],
    ['/explain', { figure: 'meetings', cursor: cursorAfter('explanation-of-suggestions', 1) }, '/cursor'],
    ['/explain', { limit: '0' }, '/limit'],
    ['/difference', { sinceAsOf: 'yesterday' }, '/sinceAsOf'],
    ['/difference', { sinceKnownAt: 'then' }, '/sinceKnownAt'],
  ] as const)('refuse nonsense: %s %j', async (path, query, field) => {
    const { status, body } = await get(path, query);
    expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('know no round that nobody opened', async () => {
    expect((await get('/explain', { round: 'nowhere' })).status).toBe(404);
  });
});
