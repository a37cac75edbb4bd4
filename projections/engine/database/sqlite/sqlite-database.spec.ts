import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { CompiledQuery } from 'kysely';
import type { Row } from '../../read-model/projection.js';
import { DatabaseAway, DatabaseBusy, DataRefused, type TableChange, type Writing } from '../database.js';
import { SqliteDatabase } from './sqlite-database.js';
import { createTable, storedTable } from '../stored-table.js';

const things = storedTable(
  { name: 'things', key: ['id'], columns: { id: 'integer', colour: 'text', weight: 'integer', note: 'text?' } },
  1,
);

describe('the embedded read-model database', () => {
  let directory: string;
  let database: SqliteDatabase;
  let threads: Worker[];
  const started = (message: unknown) => void threads.push((message as { worker: Worker }).worker);
  beforeEach(async () => {
    threads = [];
    subscribe('worker_threads', started);
    directory = mkdtempSync(join(tmpdir(), 'ledger-sqlite-'));
    database = opened();
    await database.write((tx) => tx.books.executeQuery(CompiledQuery.raw(createTable('sqlite', things))));
  });
  afterEach(async () => {
    unsubscribe('worker_threads', started);
    await database.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const opened = () => new SqliteDatabase(join(directory, 'read-models.sqlite'), { lockWaitMs: 200 });
  const thing = (id: number, colour = 'red'): Row => ({ id, colour, weight: id, note: null });
  const put = (...rows: Row[]): TableChange => ({ is: 'put', table: things, rows });
  const apply = (...changes: TableChange[]) => database.write((tx) => tx.apply(changes));
  const find = async (...ids: number[]) =>
    (await database.find([{ table: things, keys: ids.map((id) => [id]) }]))[0]!.toSorted(
      (a, b) => Number(a.id) - Number(b.id),
    );

  it('hands back the rows that are there, in the shape they were put', async () => {
    await apply(put(thing(3), thing(1), thing(2)));
    expect(await find(2, 7, 1)).toEqual([thing(1), thing(2)]);
  });

  it('names a file that is none of a database, and the way out', async () => {
    const path = join(directory, 'damaged.sqlite');
    writeFileSync(path, 'none of a database'.repeat(100));
    const damaged = new SqliteDatabase(path);
    const failure = await damaged.prepare().catch((error: unknown) => error);
    await damaged.close();
    expect(failure).toBeInstanceOf(DatabaseAway);
    expect((failure as Error).message).toContain(`${path}: file is not a database; all in it is made from the events`);
  });

  it('puts, adds and removes, removals first', async () => {
    await apply(put(thing(1), thing(2)));
    await apply(
      put(thing(1, 'blue')),
      { is: 'add', table: things, rows: [thing(2), thing(3)], amounts: ['weight'] },
      { is: 'remove', table: things, keys: [[1]] },
    );
    expect(await find(1, 2, 3)).toEqual([thing(1, 'blue'), { ...thing(2), weight: 4 }, thing(3)]);
  });

  it('answers a lookup while a transaction is open', async () => {
    await apply(put(thing(1)));
    await database.write(async (tx) => {
      await tx.apply([put(thing(2))]);
      expect((await find(1))[0]).toEqual(thing(1));
    });
    expect(await find(1, 2)).toHaveLength(2);
  });

  it('answers lookups ahead of what is still to be written', async () => {
    await apply(put(thing(0)));
    const ended: string[] = [];
    await database.write(async (tx) => {
      const applying = tx.apply([put(...many(50_000))]).then(() => ended.push('written'));
      for (let n = 0; n < 11; n++) void find(0).then(() => ended.push('answered'));
      await applying;
    });
    expect(ended).toEqual([...Array<string>(11).fill('answered'), 'written']);
  });

  it('needs no more room for rows that come out of order', async () => {
    const room = () =>
      database.read(async (db) => {
        const { rows } = await db.executeQuery<{ page_count: number }>(CompiledQuery.raw('pragma page_count'));
        return rows[0]!.page_count;
      });
    const empty = await room();
    const wide = (id: number) => thing(id, 'red'.repeat(100));
    await apply(put(...many(5_000).map((_, i) => wide(i))));
    const inOrder = (await room()) - empty;
    await apply(put(...many(5_000).map((_, i) => wide(10_000 + ((i * 1_777) % 5_000)))));
    expect((await room()) - empty - inOrder).toBeLessThan(inOrder * 1.05);
  });

  it('leaves the event loop free while much is written', async () => {
    let written = false;
    const write = apply(put(...many(50_000))).then(() => (written = true));
    let turns = 0;
    for (; !written; turns++) await nextTurn();
    await write;
    expect(turns).toBeGreaterThan(20);
    expect(await find(1, 50_000)).toHaveLength(2);
  });

  it('writes one transaction after the other', async () => {
    const seen: string[] = [];
    const first = database.write(async (tx) => {
      seen.push('first begins');
      await tx.apply([put(thing(1))]);
      await find(1);
      seen.push('first ends');
    });
    const second = database.write(() => Promise.resolve(seen.push('second')));
    await Promise.all([first, second]);
    expect(seen).toEqual(['first begins', 'first ends', 'second']);
  });

  it('leaves nothing of a transaction that throws', async () => {
    const failing = database.write(async (tx) => {
      await tx.apply([put(thing(1))]);
      throw new Error('on second thoughts');
    });
    await expect(failing).rejects.toThrow('on second thoughts');
    expect(await find(1)).toEqual([]);
  });

  it('says that rows are refused, keeps nothing of them, and goes on', async () => {
    const refused = apply(put(...many(3_000), thing(4_000, null as unknown as string), ...many(5_000).slice(4_000)));
    await expect(refused).rejects.toThrow(DataRefused);
    await expect(refused).rejects.toThrow('NOT NULL constraint failed: things_b1.colour');
    expect(await find(1, 4_500)).toEqual([]);
    await apply(put(thing(1)));
    expect(await find(1)).toHaveLength(1);
  });

  it('keeps what stood before an attempt that failed', async () => {
    await database.write(async (tx) => {
      await tx.apply([put(thing(1))]);
      const attempt = tx.attempt(() => tx.apply([put(thing(2), thing(3, null as unknown as string))]));
      await expect(attempt).rejects.toThrow(DataRefused);
    });
    expect(await find(1, 2, 3)).toEqual([thing(1)]);
  });

  it('takes nothing for a transaction that is over', async () => {
    let kept: Writing | undefined;
    await database.write((tx) => Promise.resolve((kept = tx)));
    await expect(kept!.apply([put(thing(1))])).rejects.toThrow('no longer open');
    expect(await find(1)).toEqual([]);
  });

  it('tells of commits, its own and those of another connection', async () => {
    const other = opened();
    try {
      for (const writer of [database, other]) {
        let stop: () => void = () => undefined;
        const told = new Promise<void>((resolve) => {
          stop = database.onCommit(() => {
            // Being told too often is allowed.
            void find(1).then(([row]) => {
              if (row) resolve();
            });
          });
        });
        await writer.write((tx) => tx.apply([put(thing(1))]));
        await told;
        stop();
        await apply({ is: 'remove', table: things, keys: [[1]] });
      }
    } finally {
      await other.close();
    }
  });

  it('says that it is busy, not away, while another connection holds the lock', async () => {
    const other = opened();
    try {
      await other.write(async () => {
        await expect(apply(put(thing(1)))).rejects.toThrow(DatabaseBusy);
      });
      await apply(put(thing(1)));
      expect(await find(1)).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  describe.each<[string, (thread: Worker) => void]>([
    ['ends', (thread) => void thread.terminate()],
    ['breaks down', (thread) => thread.postMessage('no message that it knows')],
  ])('where the thread that writes %s', (_, end) => {
    const ended = async () => {
      const thread = threads.at(-1)!;
      const over = once(thread, 'exit').catch(() => 'it broke down');
      end(thread);
      await over;
    };

    it('says so to whoever writes next, and goes on with another', async () => {
      await apply(put(thing(1)));
      await ended();
      await expect(apply(put(thing(2)))).rejects.toThrow(/its thread (has ended|broke down)/);
      await apply(put(thing(3)));
      await ended();
      expect(await find(1, 2, 3)).toEqual([thing(1), thing(3)]);
    });

    it('is away for whoever waits for its answer', async () => {
      const applying = apply(put(...many(50_000))).catch((error: unknown) => error);
      await find(1);
      await ended();
      expect(await applying).toBeInstanceOf(DatabaseAway);
      await apply(put(thing(1)));
    });

    it('lets nothing of its transaction in, whoever has looked something up since', async () => {
      await apply(put(thing(1)));
      const write = database.write(async (tx) => {
        await tx.apply([put(thing(2))]);
        await ended();
        expect(await find(1, 2)).toEqual([thing(1)]);
        await expect(tx.attempt(() => tx.apply([put(thing(3))]))).rejects.toThrow(DatabaseAway);
      });
      const next = apply(put(thing(4)));
      await expect(write).rejects.toThrow(DatabaseAway);
      await next;
      expect(await find(1, 2, 3, 4)).toEqual([thing(1), thing(4)]);
    });

    it('tells of the commits of another connection again, once somebody more listens', async () => {
      const other = opened();
      const stop = database.onCommit(() => undefined);
      await ended();
      let stopToo: () => void = () => undefined;
      try {
        const told = new Promise<void>((resolve) => {
          stopToo = database.onCommit(() => void find(1).then(([row]) => row && resolve()));
        });
        await other.write((tx) => tx.apply([put(thing(1))]));
        await told;
      } finally {
        stop();
        stopToo();
        await other.close();
      }
    });

    it('closes', async () => {
      await ended();
      await database.close();
      await expect(find(1)).rejects.toThrow('it is closed');
    });
  });

  it('closes when what is under way is over, and then refuses to be used', async () => {
    const write = apply(put(...many(5_000)));
    await find(1);
    await database.close();
    await write;
    await expect(find(1)).rejects.toThrow(DatabaseAway);
    await expect(apply(put(thing(1)))).rejects.toThrow('it is closed');
    await expect(database.read(() => Promise.resolve())).rejects.toThrow(DatabaseAway);
    database = opened();
    expect(await find(5_000)).toHaveLength(1);
  });

  function many(count: number): Row[] {
    return Array.from({ length: count }, (_, i) => thing(i + 1));
  }
});
