import { randomUUID } from 'node:crypto';
import type { RequestStatus } from '../../projections/engine/operations/operations.js';
import type { AppUnderTest } from '../http/app-under-test.js';
import { unfoldable } from './tally.js';
import { applied, startWithTally } from './tally-served.js';

describe('the read models over HTTP', () => {
  let app: AppUnderTest;
  beforeEach(async () => {
    app = await startWithTally();
    await applied(app, 'thing-1', 'red');
  });
  afterEach(async () => {
    unfoldable.clear();
    await app.close();
  });

  const json = async (path: string) => (await app.fetch(path)).json() as Promise<Record<string, unknown>>;

  /** Asks, and looks until it is answered. */
  async function asked(body: object): Promise<RequestStatus> {
    const response = await app.post('/v1/read-models/requests', body);
    expect(response.status).toBe(202);
    let request = (await response.json()) as RequestStatus;
    while (request.state === 'asked') request = (await json(`/v1/read-models/requests/${String(request.id)}`)) as never;
    return request;
  }

  it('are shown with who projects, how far they are, and the lag', async () => {
    expect(await json('/v1/read-models')).toMatchObject({
      holder: `process ${String(process.pid)}`,
      lag: { events: 0, atLeast: false, seconds: 0 },
      builds: [{ name: 'tally', version: 1, build: 1, state: 'live', serving: true, ordinal: 1, heldBack: 0 }],
    });
  });

  it('are paused, resumed and rebuilt when asked', async () => {
    expect(await asked({ kind: 'pause', name: 'tally' })).toMatchObject({ state: 'done', answer: { builds: [1] } });
    expect(await json('/v1/read-models')).toMatchObject({ builds: [{ state: 'paused' }] });
    expect(await json('/health/ready')).toMatchObject({
      status: 'degraded',
      parts: { 'read-models': { status: 'degraded', detail: 'tally is paused.' } },
    });
    expect(await asked({ kind: 'resume', name: 'tally' })).toMatchObject({ state: 'done' });
    expect(await asked({ kind: 'rebuild' })).toMatchObject({ state: 'done', answer: { builds: [2] } });
    expect(await asked({ kind: 'switch' })).toMatchObject({
      state: 'refused',
      answer: 'which read model, or which build, is to be switched is not said',
      inWords: { ko: '어느 조회 모델로, 또는 어느 빌드로 바꿀지 적지 않았습니다' },
    });
  });

  it('are asked once under one key: sent again it is answered as the first time, and other content is refused', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const ask = (body: object) => app.post('/v1/read-models/requests', body, headers);
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => ask({ kind: 'pause', name: 'tally' })),
    );
    const request = (await first!.json()) as RequestStatus;
    while ((await json(`/v1/read-models/requests/${String(request.id)}`)).state === 'asked') continue;
    for (const again of [...others, await ask({ kind: 'pause', name: 'tally' })]) {
      expect([again.status, await again.json()]).toEqual([202, request]);
    }
    const late = await ask({ kind: 'pause', name: 'tally' });
    expect(late.headers.get('idempotency-replayed')).toBe('true');
    const other = await ask({ kind: 'resume', name: 'tally' });
    expect([other.status, ((await other.json()) as { type: string }).type]).toEqual([422, 'idempotency-key-reused']);
    expect(await json('/v1/read-models')).toMatchObject({ builds: [{ state: 'paused' }] });
    expect((await app.fetch(`/v1/read-models/requests/${String(request.id + 1)}`)).status).toBe(404);
  });

  it('refuse what is no request', async () => {
    const response = await app.post('/v1/read-models/requests', { kind: 'burn', stream: 7 });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { field: string }[] }).errors.map(({ field }) => field)).toEqual([
      '/kind',
      '/stream',
    ]);
    expect((await app.fetch('/v1/read-models/requests/999')).status).toBe(404);
    // None is held back of a read model that is there; of another the empty list would say so too.
    expect((await app.fetch('/v1/read-models/quarantine?name=tally')).status).toBe(200);
    expect((await app.fetch('/v1/read-models/quarantine?name=taly')).status).toBe(404);
    expect((await app.fetch('/v1/read-models/requests/9223372036854775808')).status).toBe(404);
    expect((await app.fetch('/v1/read-models/requests/one')).status).toBe(404);
  });

  it('say which streams are held back, and that answers are incomplete', async () => {
    unfoldable.add('beige');
    await applied(app, 'thing-2', 'beige');
    expect(await json('/v1/read-models/quarantine?name=tally')).toMatchObject({
      streams: [{ name: 'tally', stream: 'thing-2', ordinal: 2, type: 'Painted', error: 'Error: beige is no colour' }],
    });
    expect(await json('/health/ready')).toMatchObject({
      status: 'degraded',
      parts: { 'read-models': { heldBack: 1, detail: 'Answers are incomplete: 1 stream held back.' } },
    });
    unfoldable.clear();
    expect(await asked({ kind: 'retry' })).toMatchObject({ answer: { stillHeldBack: 0 } });
    expect(await json('/health/ready')).toMatchObject({ status: 'ok' });
  });
});
