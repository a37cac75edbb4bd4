import { setImmediate as nextTurn } from 'node:timers/promises';
import { NotServed } from '../../projections/engine/reading/errors.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { ProgramUnderTest } from '../http/process.js';
import { ProjectorProcess } from './projector-process.js';
import type { ReaderArguments, Said } from './reader.js';
import { tallies } from './tally.js';
import { Workshop } from './workshop.js';

/** Events recorded before the deploy: building anew takes its time. */
const BEFORE = 1_500;
/** Whoever records waits where read models are so many events behind. */
const AHEAD = 100;
const COLOURS = ['red', 'green', null, 'blue'];

describe.each(engines)('a rolling deploy on %s', (kind) => {
  let workshop: Workshop;
  let projectors: ProjectorProcess[];
  let readers: ProgramUnderTest[];
  let events: number;
  let recording: { stop: boolean; done: Promise<void> };

  beforeEach(async () => {
    workshop = await Workshop.open(kind);
    projectors = [];
    readers = [];
    events = 0;
    while (events < BEFORE) await paint(100);
    recording = { stop: true, done: Promise.resolve() };
  });
  afterEach(async () => {
    await endOfRecording();
    for (const reader of readers) await reader.end();
    for (const projector of projectors) await projector.kill();
    await workshop.close();
  });

  async function paint(most: number): Promise<void> {
    const colours = Array.from({ length: most }, (_, n) => COLOURS[(events + n) % COLOURS.length]!);
    await workshop.paint(`thing-${String(events % 41)}`, ...colours);
    events += most;
  }

  /** Records one event after the other until the end is asked for. */
  function record(): void {
    const going = { stop: false, done: Promise.resolve() };
    const behind = async () => events - (await workshop.readModels.appliedTo()).ordinal;
    going.done = (async () => {
      while (!going.stop) {
        await paint(1);
        await workshop.until(async () => going.stop || (await behind()) < AHEAD);
        await nextTurn();
      }
    })();
    recording = going;
  }

  async function endOfRecording(): Promise<void> {
    recording.stop = true;
    await recording.done;
  }

  /** A program in its role of projecting; nobody waits for its lease to run out. */
  function projecting(holder: string, versions: readonly number[]): ProjectorProcess {
    const projector = new ProjectorProcess({ ...workshop.place, holder, leaseMs: 60_000, batch: 20, versions });
    projectors.push(projector);
    return projector;
  }

  /** A program in its role of answering. */
  function answering(versions: readonly number[]): ProgramUnderTest {
    const given: ReaderArguments = { ...workshop.place, versions };
    const reader = new ProgramUnderTest('test/projections/reader.ts', {}, [JSON.stringify(given)]);
    readers.push(reader);
    return reader;
  }

  /** What a reader says once it was answered with all that has been recorded until now. */
  async function upToNow(reader: ProgramUnderTest): Promise<Said> {
    const ordinal = events;
    reader.write(`${String(ordinal)}\n`);
    return (await reader.line('reached', ordinal)) as unknown as Said;
  }

  async function ask(kindOf: 'switch' | 'drop', build: number): Promise<void> {
    expect(await workshop.ask({ kind: kindOf, name: 'tally', build })).toMatchObject({ state: 'done' });
  }

  it('and the way back are answered throughout, each program from a version that it has', async () => {
    const older = projecting('older', [1]);
    await older.says(/build 1, is live: serves/);
    const [oldReader, newReader] = [answering([1]), answering([1, 2])];
    await upToNow(oldReader);
    expect(await upToNow(newReader)).toMatchObject({ version: 1 });
    record();

    const newer = projecting('newer', [1, 2]);
    await newer.says(/newer is up/);
    older.signal('SIGTERM');
    await older.ended;
    await newer.says(/tally version 2, build 2, is live: serves/);
    const turned = (await newReader.line('turn', 2)) as unknown as Said;
    expect(turned.version).toBe(2);
    expect(turned.besideBuilding).toBeGreaterThan(0);
    // The old program's version is fed on, with what is recorded from now on.
    await workshop.until(() => Promise.resolve(events > turned.ordinal));
    const meanwhile = await upToNow(oldReader);
    expect(meanwhile.ordinal).toBeGreaterThan(turned.ordinal);
    expect(meanwhile.besideBuilding).toBeGreaterThan(0);

    await ask('switch', 1);
    expect(await newReader.line('turn', 3)).toMatchObject({ version: 1 });
    await ask('drop', 2);
    await workshop.until(async () => (await workshop.builds()).length === 1);
    const again = projecting('again', [1]);
    await again.says(/again is up/);
    newer.signal('SIGTERM');
    await again.says(/again projects/);
    await endOfRecording();
    for (const reader of readers) {
      expect(await upToNow(reader)).toMatchObject({ ordinal: events, version: 1 });
      reader.signal('SIGTERM');
      expect(await reader.exit()).toBe(0);
    }
    expect(oldReader.lines.filter((line) => 'turn' in line)).toHaveLength(1);
    expect(newReader.lines.filter((line) => 'turn' in line)).toHaveLength(3);
  }, 90_000);
});

describe.each(engines)('a version that the program which projects does not have, on %s', (kind) => {
  let workshop: Workshop;
  beforeEach(async () => {
    workshop = await Workshop.open(kind);
    await workshop.paint('thing-1', 'red', 'blue');
    await release([1]);
    await workshop.until(() => serves(1));
    await release([1, 2]);
    await workshop.until(() => serves(2));
  });
  afterEach(() => workshop.close());

  const serves = async (build: number) =>
    (await workshop.builds()).some((row) => row.build === build && row.serving === 1 && row.state === 'live');

  /** The program in other versions takes over. */
  async function release(versions: readonly number[]): Promise<void> {
    await workshop.stop();
    workshop.projections = tallies(versions);
    workshop.start();
  }

  it('is switched to again only once it has caught up', async () => {
    const back = { kind: 'switch', name: 'tally', build: 1 } as const;
    const forth = { ...back, build: 2 };
    expect(await workshop.ask(back)).toMatchObject({ state: 'done' });
    await release([1]);
    await workshop.paint('thing-1', 'green', 'red');
    await workshop.settle();
    expect(await workshop.ask(forth)).toMatchObject({ state: 'refused' });
    await workshop.stop();
    // Carried out as soon as somebody projects, before anything is folded.
    const answered = workshop.ask(forth);
    await release([1, 2]);
    expect(await answered).toMatchObject({ state: 'refused' });
    await workshop.until(async () => (await workshop.ask(forth)).state === 'done');
    expect(await workshop.readModels.appliedTo()).toMatchObject({ ordinal: 4, readModels: [{ version: 2 }] });
  });

  it('is not answered from while it stands still, and again once it has caught up', async () => {
    const older = new ReadModels(workshop.database, tallies([1]));
    expect(await older.appliedTo()).toMatchObject({ ordinal: 2, readModels: [{ version: 1 }] });
    await release([2]);
    await workshop.paint('thing-1', 'green');
    await workshop.settle();
    await expect(older.appliedTo()).rejects.toThrow(NotServed);
    await release([1, 2]);
    await workshop.until(async () => (await older.appliedTo()).ordinal === 3);
  });
});
