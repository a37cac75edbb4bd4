import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../projections/engine/database/database.js';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { quoted, storedName } from '../../projections/engine/database/stored-table.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import type { Delivery, EventStore, SubscribeOptions } from '../../src/event-store/event-store.js';
import type { Recorded } from '../../src/history/event.js';
import { beside, tally, things, unfoldable } from './tally.js';
import { painted, Workshop } from './workshop.js';

/** A store in which one stream has another name. */
function renaming(inner: EventStore, from: string, to: string): EventStore {
  const renamed = (event: Recorded): Recorded => (event.stream === from ? { ...event, stream: to } : event);
  const subscribe = async function* (options: SubscribeOptions): AsyncIterable<Delivery> {
    for await (const delivery of inner.subscribe(options)) yield { ...delivery, events: delivery.events.map(renamed) };
  };
  return new Proxy(inner, {
    get: (target, property) => {
      if (property === 'subscribe') return subscribe;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const LONE_SURROGATE = '\ud800';

describe.each(engines)('a refusal outside the fold on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
    workshop.projections = [tally(), beside('recolour')];
  });
  afterEach(async () => {
    unfoldable.clear();
    await workshop.close();
  });

  const stateOf = async (build: number) => (await workshop.builds()).find((row) => row.build === build);
  const colours = async () => (await workshop.rows(things)).map(({ id, colour }) => [id, colour]);
  const drop = (table: string) =>
    workshop.database.write(({ books }) =>
      sql
        .raw(`drop table ${quoted(table)}`)
        .execute(books)
        .then(() => undefined),
    );

  it.each([
    ['a table that folds look into', 'tally_things'],
    ['a table that is only written', 'tally_changes'],
  ])('such as %s dropped by hand fails its read model alone, and a rebuild cures it', async (_, table) => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    await drop(storedName(table, 1));
    const { position } = await workshop.paint('thing-1', 'blue');
    await workshop.readModels.waitFor(position, 10_000, ['recolour']);
    await workshop.until(async () => (await stateOf(1))?.state === 'failed');
    expect((await stateOf(1))!.error).toMatch(new RegExp(`${table}_b1.*rebuild`));
    await expect(workshop.allRows()).rejects.toThrow(new RegExp(`tally cannot be read: .*${table}_b1.*rebuild`));
    await workshop.ask({ kind: 'rebuild', name: 'tally' });
    await workshop.settle();
    expect(await colours()).toEqual([['thing-1', 'blue']]);
  });

  it.each([
    ['with U+0000', 'thing-\0'],
    ['with half a character', `thing-${LONE_SURROGATE}`],
  ])('such as a stream’s name %s holds that stream back, and no other', async (_, stream) => {
    // The embedded store keeps such a name otherwise; EventStoreDB hands it over as it is.
    workshop.store = renaming(workshop.store, 'thing-odd', stream);
    await workshop.paint('thing-odd', 'red', 'blue');
    workshop.start();
    await workshop.paint('thing-2', 'green');
    await workshop.settle();
    const held = await new Operations(workshop.database, workshop.store, workshop.projections).quarantine('tally');
    expect(held).toMatchObject([{ ordinal: 1, events: 2 }]);
    expect(await colours()).toEqual([['thing-2', 'green']]);
    // Named as it is shown, it is tried again.
    expect(await workshop.ask({ kind: 'retry', stream: held[0]!.stream })).toMatchObject({
      answer: { builds: [1], stillHeldBack: 1 },
    });
    await workshop.stop();
    workshop.start();
    await workshop.paint('thing-odd', 'green');
    await workshop.settle();
    expect(
      await new Operations(workshop.database, workshop.store, workshop.projections).quarantine('tally'),
    ).toMatchObject([{ ordinal: 1, events: 3 }]);
  });

  it('such as an event nested too deep to be kept holds its stream back, and no other', async () => {
    unfoldable.add('beige');
    await workshop.paint('thing-1', 'red');
    const deep = `{"colour":"beige","deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const log = new DatabaseSync(join(workshop.place.dataDir, 'events.sqlite'));
    const { type, metadata, id } = painted('beige');
    log
      .prepare('insert into events (stream, revision, id, type, data, metadata) values (?, 0, ?, ?, ?, ?)')
      .run('thing-deep', id, type, deep, JSON.stringify(metadata));
    log.close();
    await workshop.paint('thing-2', 'green');
    workshop.start();
    await workshop.settle();
    expect(await colours()).toEqual([
      ['thing-1', 'red'],
      ['thing-2', 'green'],
    ]);
    const operations = new Operations(workshop.database, workshop.store, workshop.projections);
    expect(await operations.quarantine('tally')).toMatchObject([{ stream: 'thing-deep', ordinal: 2, type: 'Painted' }]);
    expect((await workshop.ask({ kind: 'retry', name: 'tally' })).answer).toMatchObject({ stillHeldBack: 1 });
  });
});

describe('a refusal outside the fold on postgres', () => {
  it.each([
    ['made with its tables', true],
    ['made last', false],
  ])('such as an index that cannot be %s fails its read model alone', async (_, unique) => {
    const workshop = await Workshop.open('postgres');
    try {
      const broken = beside('broken', { indexes: [{ columns: ['nowhere'], unique }] });
      workshop.projections = [tally(), broken];
      await workshop.paint('thing-1', 'red');
      workshop.start();
      await workshop.until(async () => (await workshop.builds()).some(({ state }) => state === 'failed'));
      const { position } = await workshop.paint('thing-1', 'blue');
      await workshop.readModels.waitFor(position, 10_000, ['tally']);
      expect((await workshop.builds()).map(({ name, state, error }) => [name, state, error])).toEqual([
        ['tally', 'live', null],
        ['broken', 'failed', expect.stringMatching(/"nowhere" does not exist/)],
      ]);
    } finally {
      await workshop.close();
    }
  });

  it('is seen at the start where it would refuse what people write', async () => {
    const server = process.env.TEST_POSTGRES_URL!;
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    const url = new URL(server);
    url.pathname = '/ledger_euc_kr';
    let database: Database | undefined;
    try {
      await client.query('drop database if exists ledger_euc_kr');
      await client.query(`create database ledger_euc_kr encoding 'EUC_KR' locale 'C' template template0`);
      database = openDatabase({ databaseUrl: url.href, dataDir: '.' });
      await expect(database.prepare()).rejects.toThrow(/ledger_euc_kr.*EUC_KR.*UTF8/s);
    } finally {
      await database?.close();
      await client.query('drop database if exists ledger_euc_kr');
      await client.end();
    }
  });
});
