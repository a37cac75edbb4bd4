import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamClosedError } from '../../src/event-store/errors.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { lossSaidBy, STREAM_WHOLE, type StreamLoss } from '../../src/event-store/stream-loss.js';
import type { Recorded } from '../../src/history/event.js';
import { follow } from './contract-subscribing.js';
import { commandToTakeNote, recorderOver, takeNote } from './note.js';
import { collected, numbers, readToEnd, rejection, sampleEvents } from './sample-events.js';
import { serverUnderTest } from './server-under-test.js';

/** Streams of ours that somebody deleted or truncated in the server, past the ledger. */
describe('An EventStoreDB in which somebody took events away', () => {
  const { url } = serverUnderTest();
  let store: EventStoreDbEventStore;
  let client: EventStoreDBClient;
  beforeAll(() => {
    store = new EventStoreDbEventStore({ url: url() });
    client = EventStoreDBClient.connectionString(url());
  });
  afterAll(async () => {
    await store.close();
    await client.dispose();
  });

  const newStream = () => `contract-${randomUUID()}`;
  const end = async () => (await store.lastEvent())?.position;
  /** Others may write to the same server. */
  const writtenSince = async (position: string | undefined, stream: string) =>
    (await readToEnd(store, position, 100)).filter((event) => event.stream === stream);

  const taken: [string, StreamLoss, (stream: string) => Promise<unknown>][] = [
    ['tombstoned', 'tombstoned', (stream) => client.tombstoneStream(stream)],
    ['deleted', 'deleted', (stream) => client.deleteStream(stream)],
    ['truncated', 'truncated', (stream) => client.setStreamMetadata(stream, { truncateBefore: 2 })],
    ['truncated as a whole', 'truncated', (stream) => client.setStreamMetadata(stream, { truncateBefore: 9 })],
    ['kept short', 'truncated', (stream) => client.setStreamMetadata(stream, { maxCount: 1 })],
  ];

  it.each(taken)('says of a stream that was %s what became of it, whoever reads it', async (_, loss, takeAway) => {
    const stream = newStream();
    await store.append(stream, 'no-stream', sampleEvents(3));
    await takeAway(stream);
    for (const reading of [store.readStream(stream), store.readStream(stream, { from: 0 })]) {
      const refused = await rejection(collected(reading));
      expect(refused).toBeInstanceOf(StreamClosedError);
      expect(refused).toMatchObject({ stream, loss });
    }
  });

  it.each(taken)('records nothing in a stream that was %s, and says why', async (_, loss, takeAway) => {
    const stream = newStream();
    const command = commandToTakeNote();
    await takeNote(recorderOver(store), stream, command);
    for (let n = 0; n < 3; n++) await takeNote(recorderOver(store), stream);
    await takeAway(stream);
    const before = await end();
    // The same process, one that has just started, and a command that was recorded before.
    for (const again of [commandToTakeNote(), commandToTakeNote(), command]) {
      const refused = await rejection(takeNote(recorderOver(store), stream, again));
      expect(refused).toBeInstanceOf(StreamClosedError);
      expect(refused).toMatchObject({ stream, loss });
    }
    expect(await writtenSince(before, stream)).toEqual([]);
  });

  it('says of an append sent again to a stream that was deleted since that it was, not that nobody knows', async () => {
    const stream = newStream();
    const events = sampleEvents(2);
    await store.append(stream, 'no-stream', events);
    await client.deleteStream(stream);
    expect(await rejection(store.append(stream, 'no-stream', events))).toMatchObject({ stream, loss: 'deleted' });
  });

  it('reads a stream again that was given back', async () => {
    const stream = newStream();
    await store.append(stream, 'no-stream', sampleEvents(3));
    await client.setStreamMetadata(stream, { truncateBefore: 2 });
    await client.setStreamMetadata(stream, {});
    expect(numbers(await collected(store.readStream(stream)))).toEqual([0, 1, 2]);
  });

  it.each(taken)(
    'says where all are read that a stream was %s, at the place where that happened',
    async (_, loss, takeAway) => {
      const stream = newStream();
      await store.append(stream, 'no-stream', sampleEvents(3));
      const after = await end();
      await takeAway(stream);
      const { position } = await store.append(newStream(), 'no-stream', sampleEvents(1));
      const its = (events: readonly Recorded[]) => events.filter((event) => event.stream === stream);
      const [said, ...more] = its(await follow(store, '', { after, until: (_, all) => isPast(all, position) }));
      expect(more).toEqual([]);
      expect(lossSaidBy(said!)).toBe(loss);
      expect(its(await readToEnd(store, after, 100))).toEqual([said]);
      expect(await store.eventAt(said!.position)).toEqual(said);
    },
  );

  it('says so where the last thing that happened is that', async () => {
    const stream = newStream();
    await store.append(stream, 'no-stream', sampleEvents(1));
    await client.deleteStream(stream);
    const said = await writtenSince(undefined, stream);
    expect(said.map(lossSaidBy)).toEqual([undefined, 'deleted']);
    await client.setStreamMetadata(stream, { acl: { readRoles: ['$all'] } });
    expect((await writtenSince(said[1]!.position, stream))[0]?.type).toBe(STREAM_WHOLE);
  });

  it('finds nothing in a stream that never was, and leaves no trace of having looked', async () => {
    const stream = newStream();
    const before = await end();
    expect(await collected(store.readStream(stream))).toEqual([]);
    expect(await writtenSince(before, stream)).toEqual([]);
    expect((await store.append(stream, 'no-stream', sampleEvents(1))).revision).toBe(0);
  });
});

function isPast(events: readonly Recorded[], position: string): boolean {
  return (events.at(-1)?.position ?? '') >= position;
}
