import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Operations } from '../../projections/engine/operations/operations.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { changes } from './tally.js';
import { Workshop } from './workshop.js';

/** Somebody deletes or truncates streams in the event store, past the ledger. */
describe.each(engines)('streams lost in the event store, the engine on %s', (kind) => {
  let directory: string;
  let standIn: RunningStandIn;
  let client: EventStoreDBClient;
  let workshop: Workshop;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ledger-lost-'));
    standIn = await RunningStandIn.start(['--file', join(directory, 'log')]);
    client = EventStoreDBClient.connectionString(standIn.url);
    workshop = await Workshop.open(kind, new EventStoreDbEventStore({ url: standIn.url }));
    await workshop.paint('thing-1', 'red', 'blue');
    await workshop.paint('thing-2', 'green', 'blue');
    await workshop.paint('thing-3', 'green', 'blue');
    workshop.start();
    await workshop.settle();
  });
  afterEach(async () => {
    await workshop.close();
    await client.dispose();
    await standIn.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  const operations = () => new Operations(workshop.database, workshop.store, workshop.projections);

  it('are named, with what became of them, and answers say that they are incomplete', async () => {
    await client.tombstoneStream('thing-1');
    await client.deleteStream('thing-2');
    await client.setStreamMetadata('thing-3', { truncateBefore: 1 });
    await workshop.paint('thing-4', 'red');
    await workshop.settle();
    expect(await workshop.readModels.appliedTo()).toMatchObject({ ordinal: 10, heldBack: 3 });
    expect(await operations().quarantine()).toMatchObject([
      {
        stream: 'thing-1',
        error: expect.stringContaining('thing-1 was deleted in the event store for ever') as string,
      },
      { stream: 'thing-2', error: expect.stringContaining('which can give it back until it is scavenged') as string },
      { stream: 'thing-3', error: expect.stringContaining('truncated or have expired') as string },
    ]);
    expect(await operations().lostStreams()).toEqual(['thing-1', 'thing-2', 'thing-3']);
  });

  it('hold up neither others nor a rebuild, which holds back the same', async () => {
    await client.deleteStream('thing-2');
    await workshop.paint('thing-1', 'green');
    await workshop.settle();
    const before = await workshop.allRows();
    await workshop.ask({ kind: 'rebuild' });
    await workshop.until(async () =>
      (await workshop.builds()).some(({ build, serving }) => build === 2 && serving === 1),
    );
    expect(await workshop.allRows()).toEqual(before);
    expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 1 });
  });

  it('are folded on when they were given back and are tried again', async () => {
    await client.setStreamMetadata('thing-2', { truncateBefore: 1 });
    await workshop.paint('thing-2', 'red');
    await workshop.settle();
    expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 1 });
    expect((await workshop.ask({ kind: 'retry' })).answer).toMatchObject({ stillHeldBack: 1 });
    await client.setStreamMetadata('thing-2', {});
    await workshop.settle();
    expect((await workshop.ask({ kind: 'retry' })).answer).toMatchObject({ stillHeldBack: 0 });
    expect((await workshop.rows(changes)).map(({ colour }) => colour).at(-1)).toBe('red');
    expect(await workshop.readModels.appliedTo()).toMatchObject({ heldBack: 0 });
  });

  it('leave the log the right one when the last event known is scavenged', async () => {
    await client.tombstoneStream('thing-3');
    await workshop.settle();
    await standIn.scavenge();
    await workshop.stop();
    const engine = workshop.start();
    const { position } = await workshop.paint('thing-1', 'green');
    await workshop.readModels.waitFor(position, 10_000);
    expect(engine.status.trouble.wrongLog).toBeUndefined();
  });
});
