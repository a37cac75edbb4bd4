import { randomUUID } from 'node:crypto';
import {
  ANY,
  BACKWARDS,
  END,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { collected, rejection } from '../event-store/sample-events.js';
import { serverUnderTest } from '../event-store/server-under-test.js';

/** What a real EventStoreDB 24.10 was seen to do with what is deleted, truncated and scavenged. */
describe('The stand-in deletes as EventStoreDB does', () => {
  const { url, standIn } = serverUnderTest();
  let client: EventStoreDBClient;
  beforeAll(() => {
    client = EventStoreDBClient.connectionString(url());
  });
  afterAll(() => client.dispose());

  const events = (count: number) =>
    Array.from({ length: count }, (_, n) => jsonEvent({ id: randomUUID(), type: 'Probed', data: { n } }));
  const BEYOND = BigInt(Number.MAX_SAFE_INTEGER);

  /** A stream of this test's own, and what is asked of it. */
  function made(options: object) {
    const name = `conf-${randomUUID()}`;
    return {
      name,
      append: (what = events(1), expectedRevision: bigint | 'any' | 'no_stream' | 'stream_exists' = ANY) =>
        client.appendToStream(name, what, { expectedRevision, ...options }),
      read: async () => (await collected(client.readStream(name))).map(({ event }) => Number(event?.revision)),
    };
  }

  /** What the server says of a stream that comes back, a moment after it does. */
  const hiddenBefore = async (name: string) => (await client.getStreamMetadata(name)).metadata?.truncateBefore;

  /** The last events of the log: their stream without its name's random part, and their revision. */
  async function endOfLog(count: number, name: string): Promise<string[]> {
    const read = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: count }));
    return read.map(({ event }) => `${event!.streamId.replace(name, '')}@${String(event!.revision)}`).reverse();
  }

  describe.each([
    ['batch', {}],
    ['unary', { credentials: { username: 'admin', password: 'changeit' } }],
  ])('appending, %s', (_, options) => {
    it('answers what is appended again to a deleted stream with success and no position', async () => {
      const stream = made(options);
      const [a, b] = events(2);
      await stream.append([a!, b!], NO_STREAM);
      await client.deleteStream(stream.name);
      for (const at of [NO_STREAM, ANY] as const) {
        const again = await stream.append([a!, b!], at);
        expect([again.nextExpectedRevision, again.position]).toEqual([1n, undefined]);
      }
      expect(await rejection(stream.read())).toBeInstanceOf(StreamNotFoundError);
    });

    it('names the last revision of a deleted stream to whoever expects another', async () => {
      const stream = made(options);
      await stream.append(events(2));
      await client.deleteStream(stream.name);
      for (const at of [0n, BEYOND]) {
        const refused = await rejection(stream.append(events(1), at));
        expect(refused).toBeInstanceOf(WrongExpectedVersionError);
        expect(refused).toMatchObject({ actualVersion: 1n });
      }
      expect(await rejection(stream.append(events(1), STREAM_EXISTS))).toBeInstanceOf(StreamDeletedError);
    });

    it.each<bigint | 'no_stream' | 'any'>([NO_STREAM, ANY, 1n])(
      'brings a deleted stream back without what it held, at %s',
      async (at) => {
        const stream = made(options);
        await stream.append(events(2));
        await client.deleteStream(stream.name);
        expect((await stream.append(events(1), at)).nextExpectedRevision).toBe(2n);
        await eventually(async () => (await hiddenBefore(stream.name)) === 2);
        expect(await stream.read()).toEqual([2]);
      },
    );

    it('closes a tombstoned stream for ever', async () => {
      const stream = made(options);
      await stream.append(events(2));
      await client.tombstoneStream(stream.name);
      expect(await endOfLog(1, stream.name)).toEqual([`@${String(2n ** 63n - 1n)}`]);
      for (const attempt of [
        () => stream.append(),
        () => stream.append(events(1), BEYOND),
        () => stream.read(),
        () => client.tombstoneStream(stream.name),
        () => client.deleteStream(stream.name),
        () => client.getStreamMetadata(stream.name),
        () => client.setStreamMetadata(stream.name, {}),
      ]) {
        expect(await rejection(attempt())).toBeInstanceOf(StreamDeletedError);
      }
    });
  });

  it('deletes no stream that is not there, and tombstones one', async () => {
    const { name } = made({});
    for (const expectedRevision of [ANY, NO_STREAM] as const) {
      expect(await rejection(client.deleteStream(name, { expectedRevision }))).toBeInstanceOf(
        WrongExpectedVersionError,
      );
    }
    await client.tombstoneStream(name);
    expect(await rejection(collected(client.readStream(name)))).toBeInstanceOf(StreamDeletedError);
  });

  it('gives a deleted stream back when its metadata is written twice, the second time over the own of the server', async () => {
    const stream = made({});
    await stream.append(events(3));
    await client.deleteStream(stream.name);
    await client.setStreamMetadata(stream.name, {});
    await eventually(async () => (await hiddenBefore(stream.name)) === 3);
    expect(await stream.read()).toEqual([]);
    await client.setStreamMetadata(stream.name, {});
    expect(await stream.read()).toEqual([0, 1, 2]);
  });

  it('hides what metadata says in the stream, and not in the log', async () => {
    const stream = made({});
    await stream.append(events(3));
    await client.setStreamMetadata(stream.name, { truncateBefore: 2 });
    expect(await stream.read()).toEqual([2]);
    await client.setStreamMetadata(stream.name, { truncateBefore: 20 });
    expect(await stream.read()).toEqual([]);
    expect(await rejection(stream.append(events(1), NO_STREAM))).toMatchObject({ actualVersion: 2n });
    await client.setStreamMetadata(stream.name, { maxCount: 2 });
    expect(await stream.read()).toEqual([1, 2]);
    const whole = ['@0', '@1', '@2', '$$@0', '$$@1', '$$@2'];
    expect(await endOfLog(6, stream.name)).toEqual(whole);
  });

  it('takes out of the log, when scavenged, what is hidden, and leaves last events, metadata and tombstones', async () => {
    // A real server takes nothing out of the file that it is writing to.
    const server = standIn();
    if (!server) return;
    const kept = made({});
    const [deleted, truncated, closed] = [made({}), made({}), made({})];
    for (const stream of [deleted, truncated, closed, kept]) await stream.append(events(3));
    await client.deleteStream(deleted.name);
    const { position } = await client.deleteStream(deleted.name);
    await client.setStreamMetadata(truncated.name, { truncateBefore: 1 });
    await client.tombstoneStream(closed.name);
    await server.scavenge();
    const names = new Map([
      [deleted.name, 'deleted'],
      [truncated.name, 'truncated'],
      [closed.name, 'closed'],
      [kept.name, 'kept'],
    ]);
    const named = (id: string) => id.replace(/conf-[0-9a-f-]{36}$/, (name) => names.get(name) ?? 'another');
    const left = async (all: AsyncIterable<{ event?: { streamId: string; revision: bigint } }>) =>
      (await collected(all))
        .map(({ event }) => `${named(event!.streamId)}@${String(event!.revision)}`)
        .filter((event) => /deleted|truncated|closed|kept/.test(event));
    const all = [
      'deleted@2',
      ...['truncated@1', 'truncated@2'],
      ...['kept@0', 'kept@1', 'kept@2'],
      ...['$$deleted@1', '$$truncated@0', `closed@${String(2n ** 63n - 1n)}`],
    ];
    expect(await left(client.readAll())).toEqual(all);
    // Where a removed event stood the next one is read.
    expect(await left(client.readAll({ fromPosition: position!, maxCount: 2 }))).toEqual(all.slice(6, 8));
    expect(await rejection(deleted.read())).toBeInstanceOf(StreamNotFoundError);
    expect((await deleted.append(events(1), NO_STREAM)).nextExpectedRevision).toBe(3n);
  });
});

/** Asks again and again, as fast as the answers come, until it is so; the test's own limit ends it. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
