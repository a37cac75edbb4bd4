import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RunningStandIn } from '../stand-in/running.js';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

/** The whole way from a command over HTTP to a server that speaks EventStoreDB's protocol, and dies and hangs. */
describe('the API over an EventStoreDB that comes and goes', () => {
  let directory: string;
  let server: RunningStandIn;
  let app: AppUnderTest;
  const file = () => join(directory, 'stand-in.sqlite');
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-comes-'));
    server = await RunningStandIn.start(['--file', file()]);
    app = await start([NoticesController], [], { EVENTSTORE_URL: server.url, EVENTSTORE_TIMEOUT_MS: '500' });
  });
  afterAll(async () => {
    await app.close();
    await server.kill();
    await rm(directory, { recursive: true });
  });

  const post = (key: string) =>
    app.post('/v1/notices', { text: 'a', place: { board: 'hall' } }, { 'Idempotency-Key': key });
  const ready = async () => (await (await app.fetch('/health/ready')).json()) as { status: string };

  it('answers 503 while it is dead, says so in its health, and records the same command once it is back', async () => {
    expect((await post(randomUUID())).status).toBe(201);
    await server.kill();
    const key = randomUUID();
    const away = await post(key);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    expect(await ready()).toMatchObject({ status: 'degraded', parts: { 'event-store': { status: 'degraded' } } });
    server = await RunningStandIn.start(['--file', file(), '--port', String(server.port)]);
    expect((await post(key)).status).toBe(201);
    expect(await ready()).toMatchObject({ status: 'ok' });
  });

  it('answers in bounded time that an outcome is not known, and settles it when the same is sent again', async () => {
    const key = randomUUID();
    await server.misbehave({ append: 'silent-after-writing' });
    const began = performance.now();
    const unknown = await post(key);
    expect(unknown.status).toBe(503);
    expect(await unknown.json()).toMatchObject({ type: 'outcome-unknown', commandId: key });
    expect(performance.now() - began).toBeLessThan(10_000);
    await server.misbehave({});
    const settled = await post(key);
    expect(settled.headers.get('idempotency-replayed')).toBe('true');
    expect([settled.status, ((await settled.json()) as { revision: number }).revision]).toEqual([201, 0]);
  }, 20_000);

  it('names the event store in its health while it gives no answer', async () => {
    await server.misbehave({ read: 'silent' });
    expect(await ready()).toMatchObject({ status: 'degraded', parts: { 'event-store': { status: 'degraded' } } });
    await server.misbehave({});
    // What a command met before still counts until one is taken.
    expect((await post(randomUUID())).status).toBe(201);
    expect(await ready()).toMatchObject({ status: 'ok' });
  });

  it('is degraded while it can be read and takes no events', async () => {
    await server.misbehave({ append: 'no-majority' });
    expect((await post(randomUUID())).status).toBe(503);
    expect(await ready()).toMatchObject({
      status: 'degraded',
      parts: { 'event-store': { status: 'degraded', detail: expect.stringContaining('takes no events') as string } },
    });
    await server.misbehave({});
  });
});
