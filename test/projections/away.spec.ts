import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import pg from 'pg';
import { rebuild } from '../../projections/engine/operations/rebuild.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { changes } from './tally.js';
import { Workshop } from './workshop.js';

describe.each(engines)('over EventStoreDB’s protocol, the engine on %s', (kind) => {
  let directory: string;
  let standIn: RunningStandIn;
  let workshop: Workshop;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-stand-in-'));
    standIn = await RunningStandIn.start(['--file', join(directory, 'log')]);
    workshop = await Workshop.open(kind, new EventStoreDbEventStore({ url: standIn.url, timeoutMs: 2_000 }));
  });
  afterEach(async () => {
    await workshop.close();
    await standIn.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  it('builds what is in the log and follows it', async () => {
    await workshop.paint('thing-1', 'red', 'blue');
    workshop.start();
    await workshop.settle();
    const { position } = await workshop.paint('thing-1', 'green');
    expect(await workshop.readModels.waitFor(position)).toMatchObject({ ordinal: 3, position });
    expect((await workshop.rows(changes)).map(({ ordinal, colour }) => [ordinal, colour])).toEqual([
      [1, 'red'],
      [2, 'blue'],
      [3, 'green'],
    ]);
  });

  it('says that the store is away, answers meanwhile, and goes on when it is back', async () => {
    await workshop.paint('thing-1', 'red');
    const engine = workshop.start();
    await workshop.settle();
    const { port } = standIn;
    await standIn.kill();
    await workshop.until(() => Promise.resolve(engine.status.trouble.store !== undefined));
    expect(await workshop.rows(changes)).toHaveLength(1);
    standIn = await RunningStandIn.start(['--port', String(port), '--file', join(directory, 'log')]);
    await workshop.paint('thing-1', 'blue');
    await workshop.settle();
    expect(await workshop.rows(changes)).toHaveLength(2);
    expect(engine.status).toMatchObject({ role: 'holder', trouble: { store: undefined, wrongLog: undefined } });
  }, 30_000);

  it('ends a rebuild with a sentence where the store stays away, and goes on with it later', async () => {
    await workshop.paint('thing-1', 'red');
    const { port } = standIn;
    await standIn.kill();
    const { database, store, projections } = workshop;
    const stopped = rebuild(database, store, projections, { patienceMs: 500 });
    await expect(stopped).rejects.toThrow(/^the rebuild cannot go on: the event store is away: .*asked for again$/);
    standIn = await RunningStandIn.start(['--port', String(port), '--file', join(directory, 'log')]);
    expect(await rebuild(database, store, projections)).toMatchObject({ serving: [{ build: 1, ordinal: 1 }] });
  }, 30_000);

  it('stops where the server comes back with another log', async () => {
    await workshop.paint('thing-1', 'red');
    const engine = workshop.start();
    await workshop.settle();
    const { port } = standIn;
    await standIn.kill();
    standIn = await RunningStandIn.start(['--port', String(port)]);
    await workshop.until(() => Promise.resolve(engine.status.trouble.wrongLog !== undefined));
    expect(engine.status).toMatchObject({ role: 'holder', trouble: { store: undefined } });
    expect(await workshop.rows(changes)).toHaveLength(1);
  }, 30_000);

  it('resumes a subscription that breaks half way, with nothing twice and nothing missing', async () => {
    for (let i = 0; i < 30; i++) await workshop.paint(`thing-${String(i)}`, 'red');
    await standIn.misbehave({ subscription: 'not-ready', times: 2 });
    workshop.start({ page: 4, batch: 4 });
    await workshop.settle();
    expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  }, 30_000);
});

describe('where the thread that writes SQLite ends, the engine', () => {
  it('says so and goes on with another, with nothing twice and nothing missing', async () => {
    const threads: Worker[] = [];
    const started = (message: unknown) => void threads.push((message as { worker: Worker }).worker);
    subscribe('worker_threads', started);
    const workshop = await Workshop.open('sqlite');
    try {
      await workshop.paint('thing-1', 'red');
      workshop.start();
      await workshop.settle();
      for (let i = 0; i < 3; i++) {
        const appended = workshop.paint('thing-1', 'blue', 'green');
        await threads.at(-1)!.terminate();
        await appended;
        await workshop.settle();
      }
      expect(threads).toHaveLength(4);
      expect(workshop.reports.filter((report) => report.includes('its thread has ended'))).toHaveLength(3);
      expect(workshop.running.status).toMatchObject({ role: 'holder', trouble: { database: undefined } });
      expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 0 });
    } finally {
      unsubscribe('worker_threads', started);
      await workshop.close();
    }
  }, 30_000);
});

describe('with PostgreSQL away, the engine', () => {
  it('waits and goes on, and quarantines nothing', async () => {
    const workshop = await Workshop.open('postgres');
    const server = new pg.Client({ connectionString: workshop.place.databaseUrl });
    try {
      await server.connect();
      await workshop.paint('thing-1', 'red');
      workshop.start();
      await workshop.settle();
      for (let i = 0; i < 5; i++) {
        const appended = workshop.paint('thing-1', 'blue', 'green');
        await server.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = current_setting('application_name') and pid <> pg_backend_pid()`,
        );
        await appended;
      }
      await workshop.settle();
      expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual(
        Array.from({ length: 11 }, (_, i) => i + 1),
      );
      expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 0 });
    } finally {
      await server.end();
      await workshop.close();
    }
  }, 30_000);
});
