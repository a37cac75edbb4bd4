import { renameSync } from 'node:fs';
import { EventStore } from '../../src/event-store/event-store.js';
import { tamper } from '../event-store/damaged-logs.js';
import { type AppUnderTest, start } from './app-under-test.js';
import { NoticesController } from './notices.js';

describe('the API over a log', () => {
  let app: AppUnderTest;
  let file: string;
  beforeEach(async () => {
    app = await start([NoticesController]);
    file = (await app.get(EventStore).describe()).place;
  });
  afterEach(() => app.close());

  const putUp = () => app.post('/v1/notices', { text: 'a', place: { board: 'hall' } });
  const told = async (response: Response) => ({
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    ...((await response.json()) as { type?: string; detail?: string; parts?: Record<string, unknown> }),
  });

  it('whose file was moved away refuses commands, and says so, until it is back', async () => {
    expect((await putUp()).status).toBe(201);
    renameSync(file, `${file}.away`);
    expect(await told(await putUp())).toMatchObject({ status: 503, type: 'log-gone', retryAfter: null });
    expect(await told(await app.fetch('/health/ready'))).toMatchObject({
      status: 'degraded',
      parts: { 'event-store': { status: 'degraded', detail: expect.stringContaining('events.sqlite was removed') } },
    });
    renameSync(`${file}.away`, file);
    expect((await putUp()).status).toBe(201);
    expect(await told(await app.fetch('/health/ready'))).toMatchObject({ status: 'ok' });
  });

  it('with an event that is no JSON names it, and goes on with the other things', async () => {
    const { id } = (await (await putUp()).json()) as { id: string };
    tamper(file, `update events set data = '{"text": "kim'`);
    const answer = await told(await app.post(`/v1/notices/${id}/change`, { text: 'b' }));
    expect(answer).toMatchObject({ status: 503, type: 'log-damaged', retryAfter: null });
    expect(answer.detail).toContain(`event 1 (revision 0 of stream notice-${id})`);
    expect(JSON.stringify([answer, app.lines])).not.toContain('kim');
    expect((await putUp()).status).toBe(201);
  });
});
