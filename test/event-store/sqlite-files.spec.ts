import { spawnSync } from 'node:child_process';
import { copyFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LogGoneError, NotWritableError, OutcomeUnknownError } from '../../src/event-store/errors.js';
import { WAL_BYTES } from '../../src/event-store/sqlite/log-file.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { addEvents, addTo } from './damaged-logs.js';
import { readToEnd, rejection, sampleEvent, sampleEvents } from './sample-events.js';

describe('The files of an open log', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-files-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const path = (name = 'events') => join(directory, `${name}.sqlite`);

  describe('that are no longer those at its path', () => {
    let store: SqliteEventStore;
    beforeEach(async () => {
      await addEvents(path(), 179);
      await addEvents(path('other'), 300);
      store = await SqliteEventStore.open(path());
      await addTo(store, 10);
    });
    afterEach(() => store.close());

    it.each<[string, () => void]>([
      ['events.sqlite was removed', () => rmSync(path())],
      ['events.sqlite-wal was removed', () => rmSync(`${path()}-wal`)],
      ['events.sqlite-shm was removed', () => rmSync(`${path()}-shm`)],
      ['events.sqlite was exchanged for another file', () => renameSync(path('other'), path())],
      ['events.sqlite was cut', () => truncateSync(path(), 8_192)],
      ['events.sqlite was cut', () => truncateSync(path())],
      ['events.sqlite-wal was cut', () => truncateSync(`${path()}-wal`, 4_096)],
      ['events.sqlite was written over', () => copyFileSync(path('other'), path())],
      ['events.sqlite was written over', () => writeFileSync(path(), Buffer.alloc(statSync(path()).size, 'letter'))],
    ])('are refused for every append: %s', async (what, befall) => {
      befall();
      for (const refused of [
        await rejection(store.append('a', 'no-stream', sampleEvents(1))),
        await rejection(store.takesAppends()),
      ]) {
        expect(refused).toBeInstanceOf(LogGoneError);
        expect((refused as Error).message).toContain(`${what} while this process had it open`);
      }
    });

    it('take appends again once they are back', async () => {
      renameSync(path(), path('away'));
      await rejection(store.append('a', 'no-stream', sampleEvents(1)));
      renameSync(path('away'), path());
      await store.append('a', 'no-stream', sampleEvents(1));
      await store.takesAppends();
    });

    it('are themselves though all of the -wal has gone over into the file', async () => {
      const operator = new DatabaseSync(path());
      for (const kind of ['passive', 'truncate'] as const) {
        operator.exec(`pragma wal_checkpoint(${kind})`);
        await addTo(store, 10);
      }
      operator.close();
      expect(await store.count()).toBe(209);
    });
  });

  it('do not answer as written what went into a file that was taken away meanwhile', async () => {
    const store = await SqliteEventStore.open(path());
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
      if (sql === 'commit') rmSync(path(), { force: true });
      exec.call(this, sql);
    };
    const refused = await rejection(store.append('a', 'no-stream', sampleEvents(1))).finally(() => {
      DatabaseSync.prototype.exec = exec;
    });
    expect(refused).toBeInstanceOf(LogGoneError);
    await store.close();
  });

  /** A store whose connection is so from the start. */
  async function storeWith(pragma: string): Promise<{ store: SqliteEventStore; undo: (pragma: string) => void }> {
    const connections: DatabaseSync[] = [];
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
      exec.call(this, sql);
      if (sql.includes('journal_size_limit')) connections.push(this);
    };
    const store = await SqliteEventStore.open(path()).finally(() => {
      DatabaseSync.prototype.exec = exec;
    });
    connections[0]!.exec(pragma);
    return { store, undo: (other) => connections[0]!.exec(other) };
  }

  it.each([
    ['a full disk', 'pragma max_page_count = 20', 'pragma max_page_count = 4000', /its disk is full; free some space/],
    ['a file that may only be read', 'pragma query_only = on', 'pragma query_only = off', /it may only be read/],
  ])('say of %s at once that nothing was written, until something is', async (_, fault, cure, told) => {
    await addEvents(path(), 1);
    const { store, undo } = await storeWith(fault);
    await store.takesAppends();
    const large = () => store.append('a', 'no-stream', [sampleEvent(1, { data: { text: 'x'.repeat(100_000) } })]);
    for (const refused of [await rejection(large()), await rejection(store.takesAppends())]) {
      expect(refused).toBeInstanceOf(NotWritableError);
      expect((refused as Error).message).toMatch(told);
    }
    expect(await store.count()).toBe(1);
    undo(cure);
    await large();
    await store.takesAppends();
    expect(await store.count()).toBe(2);
    await store.close();
  });

  it('say of a disk that takes no more in the middle of a commit that nothing was written, and hold nothing of it', async () => {
    await addEvents(path(), 1);
    // The system refuses to let the -wal grow beyond 64 KiB.
    const { stdout, stderr } = spawnSync(
      'sh',
      [
        '-c',
        'ulimit -f 128; exec "$@"',
        'sh',
        process.execPath,
        '--import',
        './test/typescript.mjs',
        'test/event-store/append-large.ts',
        path(),
      ],
      { encoding: 'utf8' },
    );
    expect(`${stdout}${stderr}`).toContain('NotWritableError');
    const store = await SqliteEventStore.open(path());
    expect(await store.count()).toBe(1);
    await store.close();
  });

  it('leave it open what a flush that fails has written', async () => {
    const store = await SqliteEventStore.open(path());
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (this: DatabaseSync, sql) {
      if (sql === 'commit') throw Object.assign(new Error('disk I/O error'), { errcode: 1034 });
      exec.call(this, sql);
    };
    const refused = await rejection(store.append('a', 'no-stream', sampleEvents(1))).finally(() => {
      DatabaseSync.prototype.exec = exec;
    });
    expect(refused).toBeInstanceOf(OutcomeUnknownError);
    expect(await rejection(store.takesAppends())).toBeInstanceOf(OutcomeUnknownError);
    await store.close();
  });

  it('keep the -wal within its bound after a long read has let it grow', async () => {
    const store = await SqliteEventStore.open(path());
    const grow = async (stream: string, megabytes: number) => {
      for (let n = 0; n < megabytes; n++) {
        await store.append(`${stream}-${String(n)}`, 'no-stream', [
          sampleEvent(n, { data: { text: 'x'.repeat(1_000_000) } }),
        ]);
      }
    };
    await grow('before', 1);
    const reader = new DatabaseSync(path());
    reader.exec('begin; select count(*) from events');
    await grow('meanwhile', 45);
    expect(statSync(`${path()}-wal`).size).toBeGreaterThan(WAL_BYTES);
    reader.exec('commit');
    reader.close();
    await grow('after', 20);
    expect(statSync(`${path()}-wal`).size).toBeLessThanOrEqual(WAL_BYTES);
    expect(await readToEnd(store, undefined, 10)).toHaveLength(66);
    await store.close();
  });
});
