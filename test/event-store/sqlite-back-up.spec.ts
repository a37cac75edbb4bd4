import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedLogError, NotALogError, NotWritableError } from '../../src/event-store/errors.js';
import { backUpLog, restoreLog } from '../../src/event-store/sqlite/back-up.js';
import { inspectLog } from '../../src/event-store/sqlite/inspect-log.js';
import { SqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { addEvents, addTo, DAMAGES } from './damaged-logs.js';
import { readToEnd, rejection, sampleEvents } from './sample-events.js';

describe('A back-up of a log', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-back-up-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const at = (name: string) => join(directory, name);
  const log = () => join(at('data'), 'events.sqlite');
  const restored = () => join(at('restored'), 'events.sqlite');
  const allIn = async (path: string) => {
    const store = await SqliteEventStore.open(path);
    const events = await readToEnd(store, undefined, 1_000);
    await store.close();
    return events;
  };

  it('holds all that was answered before it, also what lies in the -wal, and is restored as it was', async () => {
    const store = await SqliteEventStore.open(log());
    await addTo(store, 179);
    const backUp = await backUpLog(log(), at('back-up'));
    expect(backUp).toMatchObject({ file: join(at('back-up'), 'events.sqlite'), events: 179, last: 179 });
    expect(readdirSync(at('back-up')).sort()).toEqual(['events.sqlite', 'events.sqlite.sha256']);
    const events = await readToEnd(store, undefined, 1_000);
    await addTo(store, 20);
    await store.close();

    expect(await restoreLog(at('back-up'), restored())).toMatchObject({ file: restored(), events: 179, last: 179 });
    expect(await allIn(restored())).toEqual(events);
    expect(readdirSync(at('restored'))).toEqual(['events.sqlite']);
  });

  it('is of one moment, while another process appends as fast as it can', async () => {
    await addEvents(log(), 500);
    const other = fork('test/event-store/append-many.ts', [log(), '1600'], {
      execArgv: ['--import', './test/typescript.mjs'],
    });
    await once(other, 'message');
    const exited = once(other, 'exit');
    other.send('go');
    const lasts: number[] = [];
    while (other.exitCode === null) {
      const { events, last } = await backUpLog(log(), at(`back-up-${String(lasts.length)}`));
      expect(events).toBe(last);
      lasts.push(last);
      await Promise.race([exited, new Promise(setImmediate)]);
    }
    expect(lasts.length).toBeGreaterThan(1);
    expect(lasts).toEqual([...lasts].sort((a, b) => a - b));
    expect((await allIn(log())).length).toBe(2_100);
  });

  it('of an empty log is one', async () => {
    await addEvents(log(), 0);
    expect(await backUpLog(log(), at('back-up'))).toMatchObject({ events: 0, last: 0 });
    expect(await restoreLog(at('back-up'), restored())).toMatchObject({ events: 0, last: 0 });
  });

  it.each(Object.entries(DAMAGES))('is not made of a damaged log, and leaves nothing: %s', async (_, { befall }) => {
    await addEvents(log(), 179);
    await befall(log());
    const refused = await rejection(backUpLog(log(), at('back-up')));
    expect(refused).toBeInstanceOf(DamagedLogError);
    expect((refused as Error).message).toContain(`${log()} is damaged`);
    expect(readdirSync(at('back-up'))).toEqual([]);
  });

  it('is neither made nor restored where something lies already', async () => {
    await addEvents(log(), 3);
    mkdirSync(at('full'));
    writeFileSync(join(at('full'), 'letter'), 'a letter');
    const refused = await rejection(backUpLog(log(), at('full')));
    expect(refused).toBeInstanceOf(NotWritableError);
    expect((refused as Error).message).toContain(`${at('full')} cannot be written: it is not empty`);
    await backUpLog(log(), at('back-up'));
    expect(await rejection(restoreLog(at('back-up'), join(at('full'), 'events.sqlite')))).toBeInstanceOf(
      NotWritableError,
    );
    expect(await rejection(backUpLog(log(), join(at('full'), 'letter')))).toBeInstanceOf(NotWritableError);
    expect(readFileSync(join(at('full'), 'letter'), 'utf8')).toBe('a letter');
  });

  it.each<[string, (file: string) => void, typeof DamagedLogError | typeof NotALogError]>([
    [
      'its digest is another',
      (file) => writeFileSync(`${file}.sha256`, `${'0'.repeat(64)}  events.sqlite\n`),
      DamagedLogError,
    ],
    ['it was cut', (file) => truncateSync(file, 8_192), DamagedLogError],
    [
      'it was cut, and has no digest',
      (file) => {
        truncateSync(file, 8_192);
        rmSync(`${file}.sha256`);
      },
      DamagedLogError,
    ],
    ['it is a letter', (file) => writeFileSync(file, 'a letter'.repeat(999)), DamagedLogError],
    ['it is a log that was copied while it ran', (file) => writeFileSync(`${file}-wal`, 'frames'), NotALogError],
  ])('is not restored where %s, and leaves nothing', async (_, befall, kind) => {
    await addEvents(log(), 179);
    const { file } = await backUpLog(log(), at('back-up'));
    befall(file);
    expect(await rejection(restoreLog(at('back-up'), restored()))).toBeInstanceOf(kind);
    expect(existsSync(at('restored')) ? readdirSync(at('restored')) : []).toEqual([]);
  });

  it('is restored from a log that was copied whole while nothing ran', async () => {
    await addEvents(log(), 179);
    expect(await restoreLog(at('data'), restored())).toMatchObject({ events: 179 });
    expect(await allIn(restored())).toEqual(await allIn(log()));
  });

  it('says what is not there', async () => {
    mkdirSync(at('nothing'));
    const refused = await rejection(restoreLog(at('nothing'), restored()));
    expect(refused).toBeInstanceOf(NotALogError);
    expect((refused as Error).message).toContain(join(at('nothing'), 'events.sqlite'));
  });

  it('takes what is restored for its own, and appends to it', async () => {
    await addEvents(log(), 3);
    await backUpLog(log(), at('back-up'));
    await restoreLog(at('back-up'), restored());
    const store = await SqliteEventStore.open(restored());
    await store.append('note-1', 0, sampleEvents(1));
    await store.close();
    expect(inspectLog(restored(), { pages: 'all', eventsFrom: 1 })).toMatchObject({ events: 4, damages: [] });
  });
});
