import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { NotALogError, UnavailableError } from '../../src/event-store/errors.js';
import { LogFile } from '../../src/event-store/sqlite/log-file.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { isBusy } from '../../src/sqlite/locks.js';
import { readToEnd, rejection, sampleEvent, sampleEvents } from './sample-events.js';

describe('The embedded event store, under trouble', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-store-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const path = () => join(directory, 'events.sqlite');

  /** A process of its own that holds the write lock until it is told to let go. */
  async function locker(kind: 'immediate' | 'exclusive'): Promise<ChildProcess> {
    const child = fork('test/event-store/hold-lock.mjs', [path(), kind], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    await once(child, 'message');
    return child;
  }

  it('keeps the event loop going while another process holds the lock, and appends when it lets go', async () => {
    const store = await SqliteEventStore.open(path());
    const holder = await locker('immediate');
    const delays = monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    const appended = store.append('a', 'no-stream', sampleEvents(1));
    holder.send({ holdForMs: 400 });
    await appended;
    delays.disable();
    expect(delays.max / 1e6).toBeLessThan(100);
    await store.close();
    if (holder.exitCode === null) await once(holder, 'exit');
  });

  it('opens a file that another process has locked', async () => {
    await (await SqliteEventStore.open(path())).close();
    const holder = await locker('exclusive');
    const opening = SqliteEventStore.open(path());
    holder.send({ holdForMs: 100 });
    await (await opening).close();
    if (holder.exitCode === null) await once(holder, 'exit');
  });

  it('gives up after a bounded time and says who is in the way', async () => {
    const store = new SqliteEventStore(path(), { lockWaitMs: 50 });
    await store.lastEvent();
    const holder = await locker('immediate');
    const refused = await rejection(store.append('a', 'no-stream', sampleEvents(1)));
    expect(refused).toBeInstanceOf(UnavailableError);
    expect((refused as Error).message).toContain('locked by another process');
    holder.send({ holdForMs: 0 });
    await once(holder, 'exit');
    await store.close();
  });

  it('shares one file between two processes that append as fast as they can: nothing lost, nothing twice', async () => {
    const store = await SqliteEventStore.open(path());
    const other = fork('test/event-store/append-many.ts', [path(), '400'], {
      execArgv: ['--import', './test/typescript.mjs'],
    });
    await once(other, 'message');
    const exited = once(other, 'exit');
    other.send('go');
    for (let round = 0; round < 25; round++) {
      await Promise.all(
        Array.from({ length: 16 }, (_, n) =>
          store.append(`here-${String(round)}-${String(n)}`, 'no-stream', [sampleEvent(n)]),
        ),
      );
    }
    expect((await exited)[0]).toBe(0);
    const streams = (await readToEnd(store, undefined, 1_000)).map(({ stream }) => stream);
    expect(streams).toHaveLength(800);
    expect(new Set(streams).size).toBe(800);
    await store.close();
  });

  it('finishes the appends that are under way when it is closed', async () => {
    const store = await SqliteEventStore.open(path());
    const appends = Array.from({ length: 500 }, (_, n) =>
      store.append(`s-${String(n)}`, 'no-stream', [sampleEvent(n)]),
    );
    await store.close();
    expect((await Promise.allSettled(appends)).filter(({ status }) => status === 'fulfilled')).toHaveLength(500);
    const again = await SqliteEventStore.open(path());
    expect(await readToEnd(again, undefined, 1_000)).toHaveLength(500);
    await again.close();
  });

  it('refuses one append of a shared transaction without touching the others', async () => {
    const store = await SqliteEventStore.open(path());
    const results = await Promise.allSettled([
      store.append('a', 'no-stream', sampleEvents(1)),
      store.append('b', 7, sampleEvents(1)),
      store.append('c', 'no-stream', sampleEvents(1)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await readToEnd(store, undefined, 10)).toHaveLength(2);
    await store.close();
  });

  it('refuses a file that is no database, and leaves it as it was', async () => {
    await writeFile(path(), 'a letter, not a log'.repeat(100));
    const refused = await rejection(SqliteEventStore.open(path()));
    expect(refused).toBeInstanceOf(NotALogError);
    expect((refused as Error).message).toContain(path());
  });

  it('refuses a database of something else', async () => {
    const other = new DatabaseSync(path());
    other.exec('create table letters (id integer)');
    other.close();
    const refused = await rejection(SqliteEventStore.open(path()));
    expect(refused).toBeInstanceOf(NotALogError);
    expect((refused as Error).message).toContain('a database of something else');
  });

  it.each([1, 2, 3])('opens a new file that another process makes before look %i at it', async (look) => {
    const makeLog = () => {
      try {
        new LogFile(path()).close();
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    };
    const { prepare } = DatabaseSync.prototype;
    let looks = 0;
    DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql) {
      looks += 1;
      if (looks === look) makeLog();
      return prepare.call(this, sql);
    };
    const store = await SqliteEventStore.open(path()).finally(() => {
      DatabaseSync.prototype.prepare = prepare;
    });
    await store.append('a', 'no-stream', sampleEvents(1));
    expect(looks).toBeGreaterThan(look);
    expect(await readToEnd(store, undefined, 10)).toHaveLength(1);
    await store.close();
  });

  it('refuses a directory in the place of the file', async () => {
    expect(await rejection(SqliteEventStore.open(directory))).toBeInstanceOf(NotALogError);
  });

  it('cannot be made to change or delete what happened', async () => {
    const store = await SqliteEventStore.open(path());
    await store.append('a', 'no-stream', sampleEvents(1));
    await store.close();
    const raw = new DatabaseSync(path());
    expect(() => {
      raw.exec('delete from events');
    }).toThrow('what happened is never deleted');
    expect(() => {
      raw.exec("update events set data = '{}'");
    }).toThrow('what happened is never changed');
    raw.close();
  });
});
