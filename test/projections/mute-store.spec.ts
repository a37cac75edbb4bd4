import { ReadModels } from '../../projections/engine/reading/read-models.js';
import type { AppUnderTest } from '../http/app-under-test.js';
import { RunningStandIn } from '../stand-in/running.js';
import { applied, startWithTally } from './tally-served.js';

/** Its connections stay open and it says nothing, as a machine that hangs: each call waits for its whole limit. */
describe('while the event store is mute', () => {
  let standIn: RunningStandIn;
  let app: AppUnderTest;
  beforeAll(async () => {
    standIn = await RunningStandIn.start();
    app = await startWithTally({ EVENTSTORE_URL: standIn.url, EVENTSTORE_TIMEOUT_MS: '20000' });
    await applied(app, 'thing-1', 'red');
    standIn.signal('SIGSTOP');
  });
  afterAll(async () => {
    standIn.signal('SIGCONT');
    await app.close();
    await standIn.kill();
  });

  async function timed(path: string): Promise<{ status: number; text: string; ms: number }> {
    const began = performance.now();
    const response = await app.fetch(path);
    const text = await response.text();
    return { status: response.status, text, ms: performance.now() - began };
  }

  it('readiness is degraded and names it, soon the first time and at once thereafter, and queries answer', async () => {
    const [first, second] = [await timed('/health/ready'), await timed('/health/ready')];
    for (const { status, text } of [first, second]) {
      expect([status, JSON.parse(text)]).toMatchObject([
        200,
        { status: 'degraded', parts: { 'event-store': { status: 'degraded' }, 'read-models': { status: 'degraded' } } },
      ]);
    }
    // As much as orchestrators wait.
    expect(first.ms).toBeLessThan(1_900);
    expect(second.ms).toBeLessThan(900);
    const answer = app
      .get(ReadModels)
      .read<{ tally_changes: { colour: string } }, unknown>(['tally'], (db) =>
        db.selectFrom('tally_changes').select('colour').execute(),
      );
    expect(await answer).toEqual([{ colour: 'red' }]);
  });

  it('a position beyond the log is waited for, for nobody says where that ends', async () => {
    const waited = app.get(ReadModels).waitFor('9'.repeat(20), 1_500);
    await expect(waited).rejects.toMatchObject({ details: { status: 503, type: 'not-yet-visible' } });
  });

  it.each(['/metrics', '/v1/read-models'])('%s is answered at once, without what is not known', async (path) => {
    const { status, text, ms } = await timed(path);
    expect([status, ms < 900]).toEqual([200, true]);
    if (path === '/metrics') expect(text).toContain('ledger_read_model_event_store_up 0');
    else expect(JSON.parse(text)).toMatchObject({ lag: null, builds: [{ serving: true }] });
  });
});
