import { randomUUID } from 'node:crypto';
import {
  ANY,
  type AllStreamSubscription,
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  excludeSystemEvents,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  STREAM_EXISTS,
  StreamNotFoundError,
  streamNameFilter,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { collected, rejection } from '../event-store/sample-events.js';
import { serverUnderTest } from '../event-store/server-under-test.js';

/**
 * What a real EventStoreDB (24.6, 24.10) was seen to answer; the stand-in must answer the same. With EVENTSTORE_URL the
 * same is asked of that server.
 */
describe('The stand-in answers as EventStoreDB does', () => {
  const { url } = serverUnderTest();
  let client: EventStoreDBClient;
  beforeAll(() => {
    client = EventStoreDBClient.connectionString(url());
  });
  afterAll(() => client.dispose());

  const run = `conf-${randomUUID().slice(0, 8)}`;
  const event = (n: number, type = 'Probed') => jsonEvent({ id: randomUUID(), type, data: { n } });
  const events = (count: number) => Array.from({ length: count }, (_, n) => event(n));
  const revisions = async (stream: string) =>
    (await collected(client.readStream(stream))).map((read) => Number(read.event?.revision));
  const BEYOND = { commit: 9_999_999_999_999n, prepare: 9_999_999_999_999n };

  describe.each([
    ['batch', {}],
    ['unary', { credentials: { username: 'admin', password: 'changeit' } }],
  ])('appending, %s', (path, options) => {
    const append = (
      name: string,
      what: Parameters<typeof client.appendToStream>[1],
      expectedRevision: bigint | 'any' | 'no_stream' | 'stream_exists' = ANY,
    ) => client.appendToStream(`${run}-${path}-${name}`, what, { expectedRevision, ...options });

    it.each<[string, number, bigint | 'no_stream' | 'stream_exists', bigint | 'no_stream']>([
      ['before the end', 3, 0n, 2n],
      ['behind the end', 3, 99n, 2n],
      ['at no stream', 3, NO_STREAM, 2n],
      ['at a revision where there is no stream', 0, 0n, 'no_stream'],
      ['at an existing stream where there is none', 0, STREAM_EXISTS, 'no_stream'],
    ])('names what was expected and what is there: %s', async (name, length, expectedVersion, actualVersion) => {
      if (length > 0) await append(name, events(length), NO_STREAM);
      const refused = await rejection(append(name, event(9), expectedVersion));
      expect(refused).toBeInstanceOf(WrongExpectedVersionError);
      expect(refused).toMatchObject({ expectedVersion, actualVersion, streamName: `${run}-${path}-${name}` });
    });

    it('answers the same append as the first time, at its revision, at any, and a tail of it', async () => {
      const [a, b] = [event(0), event(1)];
      const first = await append('same', [a, b], NO_STREAM);
      expect(first.position?.commit).toBe(first.position?.prepare);
      expect(await append('same', [a, b], NO_STREAM)).toEqual(first);
      expect(await append('same', [a, b], ANY)).toEqual(first);
      expect(await append('same', [b], 0n)).toEqual(first);
      expect(await revisions(`${run}-${path}-same`)).toEqual([0, 1]);
    });

    it('writes a known event a second time at the current revision', async () => {
      const a = event(0);
      await append('twice', [a], NO_STREAM);
      expect((await append('twice', [a], 0n)).nextExpectedRevision).toBe(1n);
    });

    it('refuses events of which only some are known', async () => {
      const [a, b] = [event(0), event(1)];
      await append('part', [a], NO_STREAM);
      await append('part', [event(7)], 0n);
      for (const at of [NO_STREAM, ANY] as const) {
        expect(await rejection(append('part', [a, b], at))).toMatchObject({
          type: 'wrong-expected-version',
          actualVersion: 1n,
        });
      }
    });

    it('answers an empty append with a revision that does not exist, but checks the one expected', async () => {
      expect((await append('empty', [], NO_STREAM)).nextExpectedRevision).toBe(0n);
      expect(await rejection(collected(client.readStream(`${run}-${path}-empty`)))).toBeInstanceOf(StreamNotFoundError);
      expect(await rejection(append('empty', [], 7n))).toBeInstanceOf(WrongExpectedVersionError);
    });

    it('takes up to 1 MiB', async () => {
      const half = () => jsonEvent({ type: 'Probed', data: { x: 'x'.repeat(500_000) } });
      expect((await append('large', [half(), half()])).success).toBe(true);
      expect(await rejection(append('large', [half(), half(), half()]))).toBeInstanceOf(MaxAppendSizeExceededError);
    });
  });

  /** Stream names and signals of a subscription, in the order that they came, until one of them is as wanted. */
  async function observed(
    subscription: AllStreamSubscription,
    until: (seen: readonly string[]) => boolean,
  ): Promise<string[]> {
    const seen: string[] = [];
    await new Promise<void>((resolve) => {
      const saw = (what: string) => {
        seen.push(what);
        if (until(seen)) resolve();
      };
      subscription.on('confirmation', () => {
        saw('confirmed');
      });
      subscription.on('caughtUp', () => {
        saw('caught up');
      });
      subscription.on('error', ({ message }) => {
        saw(`error: ${message}`);
      });
      subscription.on('data', ({ event: e }) => {
        saw(`${e!.streamId.replace(run, '')}@${String(e!.revision)}`);
      });
    });
    await subscription.unsubscribe().catch(() => undefined);
    return seen;
  }

  async function tail(name: string, count: number) {
    await client.appendToStream(`${run}-${name}`, events(count));
    const read = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: count }));
    return read.map((resolved) => resolved.event!.position).reverse();
  }

  it('includes its position when it reads all forwards, and leaves it out backwards', async () => {
    const positions = await tail('all', 3);
    const forwards = await collected(client.readAll({ fromPosition: positions[1]!, maxCount: 2 }));
    expect(forwards.map((read) => read.event!.position)).toEqual(positions.slice(1));
    const [backwards] = await collected(
      client.readAll({ direction: BACKWARDS, fromPosition: positions[2]!, maxCount: 1 }),
    );
    expect(backwards!.event!.position).toEqual(positions[1]);
  });

  it('refuses to read from between two events, and finds nothing beyond the end', async () => {
    const [first] = await tail('between', 2);
    const between = { commit: first!.commit + 1n, prepare: first!.prepare + 1n };
    expect(await rejection(collected(client.readAll({ fromPosition: between, maxCount: 1 })))).toBeInstanceOf(
      UnknownError,
    );
    expect(await collected(client.readAll({ fromPosition: BEYOND, maxCount: 1 }))).toEqual([]);
  });

  it('subscribes after its position, says once that it has caught up, then goes on live', async () => {
    const positions = await tail('sub', 3);
    const subscription = client.subscribeToAll({
      fromPosition: positions[0]!,
      filter: streamNameFilter({ prefixes: [`${run}-sub`] }),
    });
    subscription.on('caughtUp', () => void client.appendToStream(`${run}-sub`, event(3)));
    const seen = await observed(subscription, (all) => all.includes('-sub@3'));
    expect(seen).toEqual(['confirmed', '-sub@1', '-sub@2', 'caught up', '-sub@3']);
  });

  it('confirms a subscription from between two events, then fails it', async () => {
    const [first] = await tail('subbad', 2);
    const between = { commit: first!.commit + 1n, prepare: first!.prepare + 1n };
    const seen = await observed(client.subscribeToAll({ fromPosition: between }), (all) => all.length === 2);
    expect(seen).toEqual(['confirmed', 'error: 3 INVALID_ARGUMENT: Trying to read from an invalid position.']);
  });

  it('is silent from beyond the end, though it says that it has caught up and events come', async () => {
    const silent = client.subscribeToAll({ fromPosition: BEYOND });
    const heard: string[] = [];
    silent.on('data', () => heard.push('event'));
    expect(await observed(silent, (all) => all.includes('caught up'))).toEqual(['confirmed', 'caught up']);
    const hearing = client.subscribeToAll({ fromPosition: END });
    hearing.on('caughtUp', () => void client.appendToStream(`${run}-heard`, event(1)));
    await observed(hearing, (all) => all.some((what) => what.startsWith('-heard')));
    expect(heard).toEqual([]);
  });

  it('moves checkpoints on though nothing matches, as often as the window says', async () => {
    // Not from the log's start: a server that is named may hold much.
    const [before] = await tail('before-noise', 1);
    await client.appendToStream(`${run}-noise`, events(3_200));
    const count = async (options: { maxSearchWindow?: number }) => {
      let checkpoints = 0;
      const reached = () => Promise.resolve(void (checkpoints += 1));
      const filter = streamNameFilter({ prefixes: [`${run}-none`], ...options, checkpointReached: reached });
      await observed(client.subscribeToAll({ fromPosition: before!, filter }), (all) => all.includes('caught up'));
      return checkpoints;
    };
    const [fine, coarse] = [await count({}), await count({ maxSearchWindow: 1_000 })];
    expect(fine).toBeGreaterThanOrEqual(100);
    expect(coarse).toBeGreaterThanOrEqual(3);
    // The log may hold more than these.
    expect(coarse).toBeLessThan(fine / 10);
  });

  it('filters by several prefixes, by type, by an expression, and lets $settings through where types are filtered', async () => {
    const [before] = await tail('before-filters', 1);
    for (const name of ['p1', 'p2', 'p3'])
      await client.appendToStream(`${run}-${name}`, event(0, `Type-${name}-${run}`));
    await client.appendToStream('$settings', jsonEvent({ type: 'conf-probe', data: {} }));
    const seen = async (filter: NonNullable<Parameters<typeof client.subscribeToAll>[0]>['filter']) =>
      (
        await observed(client.subscribeToAll({ fromPosition: before!, filter }), (all) => all.includes('caught up'))
      ).filter((what) => what.includes('@'));
    expect(await seen(streamNameFilter({ prefixes: [`${run}-p1`, `${run}-p3`] }))).toEqual(['-p1@0', '-p3@0']);
    expect(await seen(streamNameFilter({ regex: `^${run}-p[23]$` }))).toEqual(['-p2@0', '-p3@0']);
    expect(await seen(eventTypeFilter({ prefixes: [`Type-p2-${run}`] }))).toEqual(['-p2@0']);
    expect((await seen(streamNameFilter({ regex: '^[^$]' }))).some((what) => what.startsWith('$'))).toBe(false);
    expect((await seen(excludeSystemEvents())).some((what) => what.startsWith('$settings'))).toBe(true);
  });
});
