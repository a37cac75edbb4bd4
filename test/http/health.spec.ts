import { Injectable } from '@nestjs/common';
import { EventStore } from '../../src/event-store/event-store.js';
import { asItCame } from '../../src/history/sentence.js';
import { HealthPart, type PartHealth } from '../../src/health/health-part.js';
import { type AppUnderTest, start } from './app-under-test.js';

@Injectable()
class Sums extends HealthPart {
  readonly name = 'sums';
  static health: PartHealth = { status: 'up', detail: asItCame('They add up.') };

  check(): Promise<PartHealth> {
    return Promise.resolve(Sums.health);
  }
}

describe('health', () => {
  let app: AppUnderTest;
  beforeAll(async () => (app = await start([], [Sums])));
  afterAll(() => app.close());

  async function ready(): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await app.fetch('/health/ready');
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('says how its parts are in the language that is asked for, Korean first', async () => {
    Sums.health = { status: 'degraded', detail: { ko: '합이 맞지 않습니다.', en: 'They do not add up.' } };
    const told = async (accepted: string) => {
      const response = await app.fetch('/health/ready', { headers: { 'Accept-Language': accepted } });
      return ((await response.json()) as { parts: { sums: { detail: string } } }).parts.sums.detail;
    };
    expect([await told('*'), await told('en')]).toEqual(['합이 맞지 않습니다.', 'They do not add up.']);
  });

  it('is live while the process runs', async () => {
    const response = await app.fetch('/health/live');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready while every part is up, whichever module brings it', async () => {
    Sums.health = { status: 'up', detail: asItCame('They add up.'), figures: { lag: 0 } };
    expect(await ready()).toEqual({
      status: 200,
      body: {
        status: 'ok',
        parts: {
          'event-store': { status: 'up', detail: 'It can be read, and takes events.' },
          sums: { status: 'up', detail: 'They add up.', lag: 0 },
        },
      },
    });
  });

  it('is ready and degraded while a part is, and names it', async () => {
    Sums.health = { status: 'degraded', detail: asItCame('Two streams are held back.') };
    expect(await ready()).toMatchObject({
      status: 200,
      body: { status: 'degraded', parts: { sums: { status: 'degraded', detail: 'Two streams are held back.' } } },
    });
  });

  it('is not ready while a part is down', async () => {
    Sums.health = { status: 'down', detail: asItCame('The database is away.') };
    expect(await ready()).toMatchObject({
      status: 503,
      body: {
        type: 'not-ready',
        detail: 'It cannot do its work: sums.',
        parts: { sums: { status: 'down', detail: 'The database is away.' }, 'event-store': { status: 'up' } },
      },
    });
  });

  it('is degraded, not more, while the event store is away', async () => {
    Sums.health = { status: 'up', detail: asItCame('They add up.') };
    await app.get(EventStore).close();
    expect(await ready()).toMatchObject({
      status: 200,
      body: { status: 'degraded', parts: { 'event-store': { status: 'degraded', detail: expect.any(String) } } },
    });
    expect((await app.fetch('/health/live')).status).toBe(200);
  });
});
