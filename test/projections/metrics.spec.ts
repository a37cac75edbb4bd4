import { begin, enter, goLive } from '../../projections/engine/builds/build.js';
import { moveCheckpoint, START } from '../../projections/engine/builds/checkpoint.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { testDatabase } from '../../projections/engine/testing/test-database.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { positionOf } from '../../src/event-store/sqlite/position.js';
import type { AppUnderTest } from '../http/app-under-test.js';
import { tally, unfoldable } from './tally.js';
import { applied, startWithTally } from './tally-served.js';
import { painted } from './workshop.js';

describe('the metrics of the read models', () => {
  let app: AppUnderTest;
  beforeEach(async () => {
    app = await startWithTally();
    await applied(app, 'thing-1', 'red');
  });
  afterEach(async () => {
    unfoldable.clear();
    await app.close();
  });

  const samples = () => samplesOf(app);

  /** Asks, and waits until it is done. */
  async function done(kind: 'pause'): Promise<void> {
    const { id } = await app.get(Operations).ask({ kind });
    while ((await app.get(Operations).request(id))!.state === 'asked') await new Promise(setImmediate);
  }

  const one = '{read_model="tally",version="1",build="1"}';

  it('say that all is well', async () => {
    expect(await samples()).toEqual({
      ledger_read_model_lag_events: 0,
      ledger_read_model_lag_seconds: 0,
      ledger_read_model_wrong_log: 0,
      ledger_read_model_holders: 1,
      ledger_read_model_holder_here: 1,
      ledger_read_model_database_up: 1,
      ledger_read_model_event_store_up: 1,
      [`ledger_read_model_applied_events${one}`]: 1,
      [`ledger_read_model_serving${one}`]: 1,
      [`ledger_read_model_held_back_streams${one}`]: 0,
      'ledger_read_model_state{read_model="tally",version="1",build="1",state="live"}': 1,
    });
  });

  it('count what is recorded and not applied, and since when', async () => {
    expect(Object.keys(await samples()).join()).toContain('live');
    await done('pause');
    const recorded = new Date(Date.now() - 60_000).toISOString();
    await app.get(EventStore).append('thing-2', 'no-stream', [painted('blue', recorded), painted('red')]);
    const seen = await samples();
    expect(seen.ledger_read_model_lag_events).toBe(2);
    expect(seen.ledger_read_model_lag_seconds).toBeGreaterThanOrEqual(60);
    expect(seen).toMatchObject({
      'ledger_read_model_state{read_model="tally",version="1",build="1",state="paused"}': 1,
    });
    expect(Object.keys(seen).join()).not.toContain('live');
    const { parts } = (await (await app.fetch('/health/ready')).json()) as {
      parts: Record<string, { detail: string }>;
    };
    expect(parts['read-models']!.detail).toMatch(/^They are 6\d seconds behind the log\. /);
  });

  it('count streams held back', async () => {
    unfoldable.add('beige');
    await applied(app, 'thing-2', 'beige');
    expect(await samples()).toMatchObject({
      [`ledger_read_model_held_back_streams${one}`]: 1,
      [`ledger_read_model_applied_events${one}`]: 2,
    });
  });

  it('leave out what cannot be known while the event store is away', async () => {
    await app.get(EventStore).close();
    const seen = await samples();
    expect(seen).toMatchObject({ ledger_read_model_event_store_up: 0, [`ledger_read_model_serving${one}`]: 1 });
    expect(seen).not.toHaveProperty('ledger_read_model_lag_events');
    const status = await app.fetch('/v1/read-models');
    expect([status.status, await status.json()]).toMatchObject([200, { lag: null, builds: [{ name: 'tally' }] }]);
  });
});

it('the metrics show how far a build is, of how many events, also where somebody else is to project', async () => {
  const place = await testDatabase('sqlite');
  const database = place.open();
  await database.prepare();
  await database.write(async (tx) => {
    for (const [serving, ordinal] of [
      [true, 500],
      [false, 200],
    ] as const) {
      const row = await begin(tx, database.kind, await enter(tx, tally()), tally(), { indexes: true });
      if (serving) await goLive(tx, row);
      const { build } = row;
      const last = { position: positionOf(ordinal), id: String(ordinal) };
      await moveCheckpoint(tx, [build], START, { last, ordinal, recordedUpTo: '2026-01-01T00:00:00.000Z' });
    }
  });
  const app = await startWithTally({ ROLE: 'api', DATA_DIR: place.dataDir });
  try {
    const labels = '{read_model="tally",version="1",build="2"}';
    expect(await samplesOf(app)).toMatchObject({
      [`ledger_read_model_build_events${labels}`]: 200,
      [`ledger_read_model_build_events_expected${labels}`]: 500,
      ledger_read_model_holders: 0,
      ledger_read_model_holder_here: 0,
      // The log is empty: it does not have what the read models remember.
      ledger_read_model_wrong_log: 1,
    });
  } finally {
    await app.close();
    await database.close();
    await place.drop();
  }
});

it('the metrics are answered while the database of the read models is away', async () => {
  const app = await startWithTally({ DATABASE_URL: 'postgres://127.0.0.1:1/ledger' });
  try {
    expect(await samplesOf(app)).toEqual({ ledger_read_model_holder_here: 0, ledger_read_model_database_up: 0 });
  } finally {
    await app.close();
  }
});

/** Every sample, by its name with its labels. */
async function samplesOf(app: AppUnderTest): Promise<Record<string, number>> {
  const response = await app.fetch('/metrics');
  const type = response.headers.get('content-type');
  expect([response.status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  // Those of the read models; what the process says besides is tried elsewhere.
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('ledger_read_model'));
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)![0])]));
}
