import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import pg from 'pg';
import { UnrulyNetwork } from '../../../../test/event-store/unruly-network.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import type { Bookkeeping } from '../bookkeeping.js';
import { DatabaseAway, DatabaseBusy } from '../database.js';
import { createTable, storedTable } from '../stored-table.js';
import { PostgresDatabase } from './postgres-database.js';

const notes = storedTable({ name: 'notes', key: ['number'], columns: { number: 'integer', note: 'text' } }, 1);

/** How many sockets to a port keep this process alive. */
function open(port: number): number {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): object[] };
  return handles().filter((handle) => (handle as Socket).remotePort === port).length;
}

describe('a connection to PostgreSQL', () => {
  let made: TestDatabase;
  let network: UnrulyNetwork;
  let database: PostgresDatabase;
  /** A connection of another's, which has a lock. */
  let holder: pg.Client;
  beforeEach(async () => {
    made = await testDatabase('postgres');
    const url = new URL(made.databaseUrl!);
    network = await UnrulyNetwork.to(Number(url.port));
    url.port = String(network.port);
    // A statement counts as long after 300 ms.
    database = new PostgresDatabase(url.href, { lookEveryMs: 100 });
    await database.prepare();
    await database.write(({ books }) => books.executeQuery(CompiledQuery.raw(createTable('postgres', notes))));
    holder = new pg.Client(made.databaseUrl);
    await holder.connect();
    await holder.query('select pg_advisory_lock(1)');
  });
  afterEach(async () => {
    await holder.end();
    await database.close();
    await network.close();
    await made.drop();
  });

  const asked = () => database.read((db) => sql`select 1`.execute(db));
  /** Keeps the server at it until `holder` lets go. */
  const work = (db: Kysely<Bookkeeping>) => sql`select pg_advisory_xact_lock_shared(1)`.execute(db);
  const letGo = () => holder.query('select pg_advisory_unlock(1)');

  it('is waited for as long as the server works on what it was asked', async () => {
    const worked = Promise.all([database.read(work), database.write(({ books }) => work(books)), database.tidy(notes)]);
    // Twice it was asked what it is at.
    await network.visit();
    await network.visit();
    await letGo();
    await worked;
  });

  it('is waited for where the server has too much to do to say what it is at, and others hear of it', async () => {
    await Promise.all([asked(), asked()]);
    network.takeNoMore();
    let isOver = false;
    const long = database.read(work).finally(() => (isOver = true));
    const until = async () => {
      while (!isOver) await asked();
    };
    const others = until();
    // Whoever asks after it waits for an answer in vain, and leaves.
    await network.visit();
    await letGo();
    await Promise.all([long, others]);
  }, 20_000);

  it('is given up where it alone is dead, and another takes its place', async () => {
    await asked();
    network.cut();
    network.mend();
    await expect(asked()).rejects.toThrow(DatabaseAway);
    await asked();
  });

  it('is given up where the server falls silent, whatever it was asked', async () => {
    await asked();
    const waiting = [
      database.read(work),
      database.find([{ table: notes, keys: [[1]] }]),
      database.write(({ books }) => work(books)),
      database.tidy(notes),
    ];
    network.cut();
    for (const work of waiting) await expect(work).rejects.toThrow(DatabaseAway);
    network.mend();
    await asked();
  }, 20_000);

  it('is given up where the server falls silent while rows are copied', async () => {
    const count = 300_000;
    const values = Array.from({ length: count }, (_, number) => [number, 'a note of some length '.repeat(4)]).flat();
    const copied = database.write(async (tx) => {
      const copying = tx.apply([{ is: 'insert', table: notes, count, values }]);
      for (let turn = 0; turn < 5; turn++) await nextTurn();
      network.cut();
      await copying;
    });
    await expect(copied).rejects.toThrow(DatabaseAway);
    network.mend();
    expect(await database.find([{ table: notes, keys: [[1]] }])).toEqual([[]]);
  }, 20_000);

  it('that listens is made anew where it no longer hears', async () => {
    const other = new PostgresDatabase(made.databaseUrl!);
    let heard = 0;
    let hear: () => void = () => undefined;
    const stop = database.onCommit(() => {
      heard++;
      hear();
    });
    const hears = () => new Promise<void>((resolve) => (hear = resolve));
    const commits = () => other.write(() => Promise.resolve());
    const first = hears();
    while (heard === 0) await commits();
    await first;
    network.cut();
    network.mend();
    // It is told once that it may have missed something, then of each commit.
    await hears();
    const again = hears();
    await commits();
    await again;
    stop();
    await other.close();
  }, 20_000);

  it('is closed by whoever ends it, be it that the silent server does not take leave', async () => {
    const heard = new Promise<void>((resolve) => database.onCommit(resolve));
    await Promise.all([asked(), asked(), heard]);
    expect(open(network.port)).toBeGreaterThan(2);
    network.cut();
    await database.close();
    const until = performance.now() + 10_000;
    while (open(network.port) > 0 && performance.now() < until) await nextTurn();
    expect(open(network.port)).toBe(0);
  }, 20_000);

  it('is not to be had and the server busy, not away, where others have all that it gives', async () => {
    const role = `${new URL(made.databaseUrl!).searchParams.get('application_name')!}_one`;
    const [create, drop] = [`create role ${role} login password 'one' connection limit 1`, `drop role ${role}`];
    await database.write(({ books }) => sql.raw(create).execute(books));
    const url = new URL(made.databaseUrl!);
    Object.assign(url, { username: role, password: 'one' });
    const another = new PostgresDatabase(url.href);
    await another.read(async () => {
      await expect(another.read(() => Promise.resolve())).rejects.toThrow(DatabaseBusy);
    });
    await another.close();
    await database.write(({ books }) => sql.raw(drop).execute(books));
  });

  it('is busy, not away, where a query takes too long', async () => {
    const tooLong = database.read(async (db) => {
      await sql`set local statement_timeout = 50`.execute(db);
      await work(db);
    });
    await expect(tooLong).rejects.toThrow(DatabaseBusy);
  });
});
