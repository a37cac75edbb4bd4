import pg from 'pg';
import { sql } from 'kysely';
import { storedName } from '../../projections/engine/database/stored-table.js';
import { Operations } from '../../projections/engine/operations/operations.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { leaseHolder, takeLease } from '../../projections/engine/running/lease.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import type { Delivery, EventStore, Position, SubscribeOptions } from '../../src/event-store/event-store.js';
import { positionOf } from '../../src/event-store/sqlite/position.js';
import type { Recorded } from '../../src/history/event.js';
import { changes, things } from './tally.js';
import { Workshop } from './workshop.js';

/** A log from which some events have gone since, as a store scavenges them. */
function without(inner: EventStore, gone: (event: Recorded) => boolean): EventStore {
  const left = (events: readonly Recorded[]) => events.filter((event) => !gone(event));
  const overlay: Partial<EventStore> = {
    subscribe: async function* (options: SubscribeOptions): AsyncIterable<Delivery> {
      for await (const delivery of inner.subscribe(options)) yield { ...delivery, events: left(delivery.events) };
    },
    readAll: async ({ after, limit }) => left(await inner.readAll({ after, limit: 1_000 })).slice(0, limit),
    eventAt: async (position: Position) => {
      const event = await inner.eventAt(position);
      return event && !gone(event) ? event : undefined;
    },
  };
  return new Proxy(inner, {
    get: (target, property) => {
      const value: unknown = Reflect.get(overlay, property) ?? Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe.each(engines)('on %s nothing stands still in silence', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
  });
  afterEach(() => workshop.close());

  it('where the database was put back to an older state: what is missing is folded again', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    const [before] = await workshop.builds();
    await workshop.paint('thing-2', 'blue');
    await workshop.settle();
    await workshop.database.write(async ({ books }) => {
      const { build, state: _state, ...older } = before!;
      await books.updateTable('ledger_builds').set(older).where('build', '=', build).execute();
      for (const [table, where] of [
        ['tally_things', `id = 'thing-2'`],
        ['tally_changes', 'ordinal = 2'],
        ['tally_colours', `colour = 'blue'`],
      ]) {
        await sql.raw(`delete from ${storedName(table!, 1)} where ${where!}`).execute(books);
      }
    });
    await workshop.settle(5_000);
    expect((await workshop.rows(things)).map(({ id }) => id)).toEqual(['thing-1', 'thing-2']);
    expect((await workshop.rows(changes)).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('where a lease lies further ahead than it is long, for a clock went back: it has run out', async () => {
    const { database } = workshop;
    // As a program of before made it.
    await database.write(({ books }) => sql`alter table ledger_lease drop column length_ms`.execute(books));
    await database.prepare();
    const first = (await takeLease(database, 'first', 60_000))!;
    expect(await takeLease(database, 'second', 1_000)).toBeUndefined();
    await database.write(({ books }) =>
      books
        .updateTable('ledger_lease')
        .set((of) => ({ expires_at: sql<number>`${of.ref('expires_at')} + 3600000` }))
        .where('token', '=', first.token)
        .execute(),
    );
    expect(await leaseHolder(database)).toBeUndefined();
    expect(await takeLease(database, 'second', 1_000)).toMatchObject({ holder: 'second' });
  });

  it('where no process hears of commits: who waits for a position looks by itself', async () => {
    await workshop.paint('thing-1', 'red');
    workshop.start();
    await workshop.settle();
    const deaf = new Proxy(workshop.database, {
      get: (target, property) => {
        if (property === 'onCommit') return () => () => undefined;
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const began = performance.now();
    const waiting = new ReadModels(deaf, workshop.projections).waitFor(positionOf(2), 20_000);
    await workshop.paint('thing-1', 'blue');
    await waiting;
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each([
    ['the start of a stream', 'thing-1', (revision: number) => revision < 2, /stream thing-1 lacks revisions 0 to 1/],
    ['a whole stream', 'thing-1', () => true, /3 events fewer.*whole streams/],
  ])('where %s has gone from the log: a new build ends and says so', async (_, stream, gone, sentence) => {
    await workshop.paint('thing-1', 'red', 'blue', 'green');
    await workshop.paint('thing-2', 'red');
    workshop.start();
    await workshop.settle();
    await workshop.stop();
    workshop.store = without(workshop.store, (event) => event.stream === stream && gone(event.revision));
    workshop.start();
    await workshop.ask({ kind: 'rebuild' });
    await workshop.until(async () => (await workshop.builds())[1]?.state === 'failed');
    expect((await workshop.builds())[1]!.error).toMatch(sentence);
    // What serves goes on.
    await workshop.paint('thing-2', 'blue');
    await workshop.settle();
    expect((await workshop.rows(things)).map(({ colour }) => colour)).toEqual(['green', 'blue']);
  });
});

describe('on postgres nothing stands still in silence', () => {
  it('where somebody reads a table that is to be dropped: what is live goes first, and the wait is told', async () => {
    const workshop = await Workshop.open('postgres');
    const somebody = new pg.Client({ connectionString: workshop.place.databaseUrl });
    await somebody.connect();
    try {
      await workshop.paint('thing-1', 'red');
      workshop.start();
      await workshop.settle();
      await somebody.query(`begin; select * from ${storedName(things.name, 1)}`);
      for (const build of [2, 3]) {
        await workshop.ask({ kind: 'rebuild' });
        await workshop.until(async () =>
          (await workshop.builds()).some((row) => row.build === build && row.serving === 1),
        );
      }
      for (const colour of ['blue', 'green', 'red']) {
        const { position } = await workshop.paint('thing-1', colour);
        await workshop.readModels.waitFor(position, 3_000);
      }
      const operations = new Operations(workshop.database, workshop.store, workshop.projections);
      const told = /tally_things_b1 cannot be dropped at present: .*lock/;
      await workshop.until(async () => told.test((await operations.builds())[0]?.error ?? ''));
      expect(workshop.reports.filter((line) => told.test(line))).toHaveLength(1);
    } finally {
      await somebody.end();
      await workshop.close();
    }
  }, 60_000);
});
