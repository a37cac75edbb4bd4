import { randomUUID } from 'node:crypto';
import { EventStore } from '../../src/event-store/event-store.js';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

const body = { text: '분리수거함을 늘려 주세요', place: { board: 'hall' } };
const UUID = /^[0-9a-f-]{36}$/;

describe('a command over HTTP', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController])));
  afterAll(() => app.close());

  async function made(): Promise<{ id: string; revision: number }> {
    return (await (await app.post('/v1/notices', body)).json()) as { id: string; revision: number };
  }

  it('that makes something answers 201, where it is, its revision and its position', async () => {
    const key = randomUUID();
    const response = await app.post('/v1/notices', body, { 'Idempotency-Key': key });
    const answer = (await response.json()) as { id: string };
    expect(response.status).toBe(201);
    expect(answer).toEqual({
      commandId: key,
      id: expect.stringMatching(UUID),
      revision: 0,
      position: expect.any(String),
    });
    expect(response.headers.get('location')).toBe(`/v1/notices/${answer.id}`);
    expect(response.headers.get('etag')).toBe('"0"');
    expect(response.headers.get('idempotency-key')).toBe(key);
  });

  it('sent again is answered as the first time, and says so', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    const first = await app.post('/v1/notices', body, headers);
    const again = await app.post('/v1/notices', body, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.json()).toEqual(await first.json());
    for (const header of ['location', 'etag']) expect(again.headers.get(header)).toBe(first.headers.get(header));
    const replayed = [first, again].map((response) => response.headers.get('idempotency-replayed'));
    expect(replayed).toEqual([null, 'true']);
  });

  it('that changed something is answered again as the first time, whatever came after it', async () => {
    const { id } = await made();
    const headers = { 'Idempotency-Key': randomUUID() };
    const change = () => app.post(`/v1/notices/${id}/change`, { text: 'second' }, headers);
    const first = await change();
    await app.post(`/v1/notices/${id}/change`, { text: 'third' });
    const again = await change();
    expect([again.status, again.headers.get('etag')]).toEqual([200, '"1"']);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
  });

  it('sent again with the key quoted or in capitals is the same', async () => {
    const key = randomUUID();
    await app.post('/v1/notices', body, { 'Idempotency-Key': key });
    const again = await app.post('/v1/notices', body, { 'Idempotency-Key': `"${key.toUpperCase()}"` });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('idempotency-key')).toBe(key);
  });

  it('is told apart by what was sent, before defaults', async () => {
    const headers = { 'Idempotency-Key': randomUUID() };
    await app.post('/v1/notices', body, headers);
    const other = await app.post('/v1/notices', { ...body, copies: 1 }, headers);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ type: 'idempotency-key-reused' });
  });

  it('gets a key where it has none, and says which', async () => {
    const response = await app.post('/v1/notices', body);
    const { commandId } = (await response.json()) as { commandId: string };
    expect(commandId).toMatch(UUID);
    expect(response.headers.get('idempotency-key')).toBe(commandId);
  });

  it('that changes something answers 200 without a place', async () => {
    const { id } = await made();
    const response = await app.post(`/v1/notices/${id}/change`, { text: 'new' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id, revision: 1 });
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.get('location')).toBeNull();
  });

  it('that needs nothing done says where the thing stands, and is no answer given again', async () => {
    const { id } = await made();
    const headers = { 'Idempotency-Key': randomUUID() };
    await app.post(`/v1/notices/${id}/change`, { text: body.text }, headers);
    const response = await app.post(`/v1/notices/${id}/change`, { text: body.text }, headers);
    expect(response.headers.get('idempotency-replayed')).toBeNull();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ id, revision: 0, position: expect.any(String) });
  });

  it('goes through at the revision that If-Match names, and at no other', async () => {
    const { id } = await made();
    const change = (text: string, revision: string) =>
      app.post(`/v1/notices/${id}/change`, { text }, { 'If-Match': revision });
    expect((await change('second', '"0"')).status).toBe(200);
    const late = await change('third', '"0"');
    expect(late.status).toBe(412);
    expect(await late.json()).toMatchObject({ type: 'revision-mismatch', revision: 1 });
  });

  it.each(['3', 'W/"3"', '*', '"a"', '"1", "2"', '"-1"', '"01"'])('with If-Match %s is refused', async (ifMatch) => {
    const { id } = await made();
    const response = await app.post(`/v1/notices/${id}/change`, { text: 'new' }, { 'If-Match': ifMatch });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: 'invalid-header', header: 'If-Match' });
  });

  it.each(['17', 'not-a-uuid', `${randomUUID()}, ${randomUUID()}`])(
    'with Idempotency-Key %s is refused',
    async (key) => {
      const response = await app.post('/v1/notices', body, { 'Idempotency-Key': key });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ type: 'invalid-header', header: 'Idempotency-Key' });
      expect(response.headers.get('idempotency-key')).toBeNull();
    },
  );

  it('leaves its ids in what it recorded', async () => {
    const key = randomUUID();
    const correlationId = randomUUID();
    const headers = { 'Idempotency-Key': key, 'X-Correlation-Id': correlationId };
    const response = await app.post('/v1/notices', body, headers);
    const { position } = (await response.json()) as { position: string };
    expect(response.headers.get('x-correlation-id')).toBe(correlationId);
    const event = await app.get(EventStore).eventAt(position);
    expect(event?.metadata).toMatchObject({
      commandId: key,
      correlationId,
      causationId: key,
      recordedBy: { id: 'clerk', role: 'clerk', verified: false },
    });
  });
});

describe('one thing asked for', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([NoticesController])));
  afterAll(() => app.close());

  it('comes with its revision, and is not sent again to whoever has it', async () => {
    const { id } = (await (await app.post('/v1/notices', body)).json()) as { id: string };
    const first = await app.fetch(`/v1/notices/${id}`);
    expect(first.headers.get('etag')).toBe('"0"');
    expect(await first.json()).toEqual({ id, text: body.text });
    const known = (tag: string) => app.fetch(`/v1/notices/${id}`, { headers: { 'If-None-Match': tag } });
    expect((await known('W/"0", "7"')).status).toBe(304);
    await app.post(`/v1/notices/${id}/change`, { text: 'new' });
    expect((await known('"0"')).status).toBe(200);
  });
});
