import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutcomeUnknownError, UnavailableError } from '../../src/event-store/errors.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import type { AppendFault } from '../stand-in/faults.js';
import { RunningStandIn } from '../stand-in/running.js';
import { commandToTakeNote, recorderOver, takeNote } from './note.js';
import { collected, numbers, rejection } from './sample-events.js';

/** Commands through the recorder to a server that misbehaves: nothing is lost, nothing is recorded twice. */
describe('Recording in EventStoreDB', () => {
  let directory: string;
  let server: RunningStandIn;
  let store: EventStoreDbEventStore;
  const file = () => join(directory, 'stand-in.sqlite');
  const notes = async (stream: string) => numbers(await collected(store.readStream(stream)));

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-faults-'));
    server = await RunningStandIn.start(['--file', file()]);
  });
  afterAll(async () => {
    await server.kill();
    await rm(directory, { recursive: true });
  });
  beforeEach(async () => {
    await server.misbehave({});
    store = new EventStoreDbEventStore({ url: server.url, timeoutMs: 400 });
  });
  afterEach(() => store.close());
  const restart = async () => {
    server = await RunningStandIn.start(['--file', file(), '--port', String(server.port)]);
  };

  it.each<AppendFault>(['silent', 'silent-after-writing', 'no-majority', 'no-majority-after-writing', 'answer-twice'])(
    'settles an append whose answer is %s, and records it once',
    async (append) => {
      const stream = `contract-${randomUUID()}`;
      await server.misbehave({ append, times: 2 });
      expect(await takeNote(recorderOver(store), stream)).toMatchObject({ revision: 0, outcome: 'made' });
      expect(await takeNote(recorderOver(store), stream)).toMatchObject({ revision: 1, outcome: 'changed' });
      expect(await notes(stream)).toEqual([0, 1]);
    },
  );

  it.each<AppendFault>(['die-before-writing', 'die-after-writing'])(
    'settles an append over a server that does %s, once it is back',
    async (append) => {
      const stream = `contract-${randomUUID()}`;
      await takeNote(recorderOver(store), stream);
      await server.misbehave({ append });
      const recording = takeNote(recorderOver(store), stream);
      await server.ended();
      await restart();
      expect(await recording).toMatchObject({ revision: 1, outcome: 'changed' });
      expect(await notes(stream)).toEqual([0, 1]);
    },
  );

  it('answers within its bound that the outcome is not known, and settles the same command sent again', async () => {
    const stream = `contract-${randomUUID()}`;
    const command = commandToTakeNote();
    await server.misbehave({ append: 'silent-after-writing' });
    expect(await rejection(takeNote(recorderOver(store, 500), stream, command))).toBeInstanceOf(OutcomeUnknownError);
    await server.misbehave({});
    expect(await takeNote(recorderOver(store), stream, command)).toMatchObject({ revision: 0, repeated: true });
    expect(await notes(stream)).toEqual([0]);
  });

  it('says that nothing was recorded where the server is not ready, and records when it is', async () => {
    const stream = `contract-${randomUUID()}`;
    await server.misbehave({ append: 'not-ready' });
    expect(await rejection(takeNote(recorderOver(store), stream))).toBeInstanceOf(UnavailableError);
    await server.misbehave({});
    await takeNote(recorderOver(store), stream);
    expect(await notes(stream)).toEqual([0]);
  });

  it('answers a command sent again as the first time, and refuses other content under its id', async () => {
    const stream = `contract-${randomUUID()}`;
    const command = commandToTakeNote();
    const first = await takeNote(recorderOver(store), stream, command);
    expect(await takeNote(recorderOver(store), stream, command)).toEqual({ ...first, repeated: true });
    const other = commandToTakeNote(command.commandId, { other: true });
    expect(await rejection(takeNote(recorderOver(store), stream, other))).toHaveProperty(
      'name',
      'IdempotencyKeyReused',
    );
  });

  it('records what twenty writers decide at once, each once and each on what was there', async () => {
    const stream = `contract-${randomUUID()}`;
    await store.close();
    store = new EventStoreDbEventStore({ url: server.url });
    await Promise.all(Array.from({ length: 20 }, () => takeNote(recorderOver(store), stream)));
    expect(await notes(stream)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
