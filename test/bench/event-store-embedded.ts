import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { besideEachOther, type Figure, perSecond } from './benchmark.js';
import { atOnce, catchUp, fill, loadEvent, memoryGrowth, newStream, readInPages } from './event-store-load.js';

const ROUNDS = 3;

/** The embedded store beside a loop over node:sqlite that does the same and nothing else. */
export async function embeddedEventStore(events: number, tell: (figure: Figure) => void): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ledger-bench-'));
  const store = await SqliteEventStore.open(join(directory, 'events.sqlite'));
  const bare = new BareLog(join(directory, 'bare.sqlite'));
  const report = (figure: string, over: number, unit: string, value: number, reference: number | null) => {
    tell({ figure, engine: 'sqlite', events: over, value, unit, reference });
  };
  try {
    await fill(store, events);
    bare.append(events, 1_000);
    const read = await besideEachOther(
      ROUNDS,
      () => perSecond(() => readInPages(store, 1_000)),
      () => perSecond(() => bare.read(1_000)),
    );
    report('reading all, JSON decoded', events, 'events/s', read.value, read.reference);
    const caught = await besideEachOther(
      ROUNDS,
      () => perSecond(() => catchUp(store, 1_000)),
      () => perSecond(() => bare.read(1_000)),
    );
    report('catching up, JSON decoded', events, 'events/s', caught.value, caught.reference);
    report('memory growth while catching up', events, 'MB', await memoryGrowth(store, events), null);
    const few = Math.min(events, 2_000);
    const single = await besideEachOther(
      ROUNDS,
      () => perSecond(() => atOnce(few, 1, (n) => store.append(newStream(), 'no-stream', [loadEvent(n)]))),
      () => perSecond(() => bare.append(few, 1)),
    );
    report('appends one by one', few, 'events/s', single.value, single.reference);
    const group = await besideEachOther(
      ROUNDS,
      () => perSecond(() => atOnce(events, 64, (n) => store.append(newStream(), 'no-stream', [loadEvent(n)]))),
      () => perSecond(() => bare.append(events, 64)),
    );
    report('appends, 64 at once', events, 'events/s', group.value, group.reference);
    report(
      'event loop held up by a lock of 400 ms',
      1,
      'ms',
      await heldUp(store, join(directory, 'events.sqlite')),
      null,
    );
    report(
      'appends of two processes, 16 at once each',
      4_000,
      'events/s',
      await two(join(directory, 'two.sqlite'), 2_000),
      null,
    );
  } finally {
    await store.close();
    bare.close();
    await rm(directory, { recursive: true });
  }
}

/** The least that stores and reads events durably: one table, one prepared insert, groups in transactions. */
class BareLog {
  private readonly db: DatabaseSync;

  constructor(path: string) {
    this.db = new DatabaseSync(path);
    this.db.exec(`pragma journal_mode = wal; pragma synchronous = full;
      create table events (sequence integer primary key, stream text, revision integer, id text, type text,
        data text, metadata text, unique (stream, revision))`);
  }

  append(total: number, group: number): number {
    const insert = this.db.prepare(
      'insert into events (stream, revision, id, type, data, metadata) values (?, 0, ?, ?, ?, ?)',
    );
    for (let done = 0; done < total; done += group) {
      this.db.exec('begin immediate');
      for (let n = done; n < Math.min(done + group, total); n++) {
        const event = loadEvent(n);
        insert.run(newStream(), event.id, event.type, JSON.stringify(event.data), JSON.stringify(event.metadata));
      }
      this.db.exec('commit');
    }
    return total;
  }

  read(limit: number): number {
    const page = this.db.prepare('select * from events where sequence > ? order by sequence limit ?');
    let [count, after] = [0, 0];
    for (;;) {
      const rows = page.all(after, limit) as unknown as { sequence: number; data: string; metadata: string }[];
      if (rows.length === 0) return count;
      for (const { data, metadata } of rows) if (JSON.parse(data) && JSON.parse(metadata)) count += 1;
      after = rows.at(-1)!.sequence;
    }
  }

  close(): void {
    this.db.close();
  }
}

/** The longest that the event loop stood still while another process held the write lock for 400 ms. */
async function heldUp(store: SqliteEventStore, path: string): Promise<number> {
  const holder = fork('test/event-store/hold-lock.mjs', [path, 'immediate']);
  await once(holder, 'message');
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const appended = store.append(newStream(), 'no-stream', [loadEvent(0)]);
  holder.send({ holdForMs: 400 });
  await appended;
  delays.disable();
  return delays.max / 1e6;
}

/** Two processes append to one file as fast as they can; fails where one of them is refused. */
async function two(path: string, each: number): Promise<number> {
  await (await SqliteEventStore.open(path)).close();
  const execArgv = ['--import', './test/typescript.mjs', '--disable-warning=ExperimentalWarning'];
  const children = Array.from({ length: 2 }, (_, n) =>
    fork('test/event-store/append-many.ts', [path, String(each), `process-${String(n)}`], { execArgv }),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  return perSecond(async () => {
    const ends = children.map((child) => once(child, 'exit'));
    for (const child of children) child.send('go');
    for (const [code] of await Promise.all(ends))
      if (code !== 0) throw new Error(`an appending process ended with ${String(code)}`);
    return each * 2;
  });
}
