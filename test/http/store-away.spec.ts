import { randomUUID } from 'node:crypto';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

describe('the API while the EventStoreDB is away', () => {
  let app: AppUnderTest;
  beforeAll(async () => {
    app = await start([NoticesController], [], { EVENTSTORE_URL: 'esdb://ledger:changeit@127.0.0.1:1?tls=false' });
  });
  afterAll(() => app.close());

  it('answers commands with 503, Retry-After and the key to send them again under', async () => {
    const key = randomUUID();
    const body = { text: 'a', place: { board: 'hall' } };
    const response = await app.post('/v1/notices', body, { 'Idempotency-Key': key });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(response.headers.get('idempotency-key')).toBe(key);
    expect(await response.json()).toMatchObject({ type: 'event-store-away', commandId: key });
  }, 20_000);

  it('is ready and degraded, and names the event store', async () => {
    const response = await app.fetch('/health/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'degraded',
      parts: { 'event-store': { status: 'degraded' } },
    });
  }, 20_000);

  it('shows its password in no answer and in no line of the log', async () => {
    const answers = [await app.fetch('/health/ready'), await app.fetch('/v1/notices/17')];
    for (const answer of answers) expect(await answer.text()).not.toContain('changeit');
    expect(JSON.stringify(app.lines)).not.toContain('changeit');
  }, 20_000);
});
