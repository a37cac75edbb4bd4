import { randomUUID } from 'node:crypto';
import { OutcomeUnknownError, UnavailableError } from '../../src/event-store/errors.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import type { Faults } from '../stand-in/faults.js';
import { RunningStandIn } from '../stand-in/running.js';
import { follow } from './contract-subscribing.js';
import { collected, rejection, sampleEvents } from './sample-events.js';
import { UnrulyNetwork } from './unruly-network.js';

/** Appends, reads and the client's traps, with a server that misbehaves. */
describe('EventStoreDB misbehaving', () => {
  let server: RunningStandIn;
  const stores: EventStoreDbEventStore[] = [];
  /** Of one test, which may fail half-way. */
  const others: RunningStandIn[] = [];
  const networks: UnrulyNetwork[] = [];
  beforeAll(async () => {
    server = await RunningStandIn.start();
  });
  afterAll(() => server.kill());
  afterEach(async () => {
    await server.misbehave({});
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await Promise.all(others.splice(0).map((other) => other.kill()));
    await Promise.all(networks.splice(0).map((network) => network.close()));
  });

  async function anotherServer(...args: string[]): Promise<RunningStandIn> {
    const other = await RunningStandIn.start(args);
    others.push(other);
    return other;
  }

  async function unrulyNetwork(): Promise<UnrulyNetwork> {
    const network = await UnrulyNetwork.to(server.port);
    networks.push(network);
    return network;
  }

  function storeAt(url = server.url, timeoutMs = 400): EventStoreDbEventStore {
    const store = new EventStoreDbEventStore({ url, timeoutMs });
    stores.push(store);
    return store;
  }
  const newStream = () => `contract-${randomUUID()}`;
  const append = (store: EventStoreDbEventStore, stream = newStream()) =>
    store.append(stream, 'no-stream', sampleEvents(1));

  it.each<[string, Faults, typeof UnavailableError | typeof OutcomeUnknownError]>([
    ['silent', { append: 'silent' }, OutcomeUnknownError],
    ['up but not ready', { append: 'not-ready' }, UnavailableError],
    ['without a majority', { append: 'no-majority' }, OutcomeUnknownError],
    ['slower than the limit', { delayMs: 700 }, OutcomeUnknownError],
  ])('tells an append what it knows of a server that is %s, within the limit', async (_, faults, expected) => {
    const store = storeAt();
    await append(store);
    await server.misbehave(faults);
    const began = performance.now();
    expect(await rejection(append(store))).toBeInstanceOf(expected);
    expect(performance.now() - began).toBeLessThan(1_500);
    await server.misbehave({});
    await append(store);
  });

  it.each<[string, Faults]>([
    ['silent', { read: 'silent' }],
    ['up but not ready', { read: 'not-ready' }],
    ['without a majority', { read: 'no-majority' }],
  ])('tells every kind of read that a server is away that is %s, within the limit', async (_, faults) => {
    const store = storeAt();
    const stream = newStream();
    const { position } = await store.append(stream, 'no-stream', sampleEvents(1));
    await server.misbehave(faults);
    expect(await rejection(collected(store.readStream(stream)))).toBeInstanceOf(UnavailableError);
    expect(await rejection(store.readAll({ limit: 1 }))).toBeInstanceOf(UnavailableError);
    expect(await rejection(store.eventAt(position))).toBeInstanceOf(UnavailableError);
    expect(await rejection(store.lastEvent())).toBeInstanceOf(UnavailableError);
    await server.misbehave({});
    expect(await collected(store.readStream(stream))).toHaveLength(1);
  });

  it('says at once that nobody is there, for every call, and works once somebody is', async () => {
    const late = await anotherServer();
    await late.kill();
    const store = storeAt(late.url);
    const stop = new AbortController();
    for (let round = 0; round < 3; round++) {
      expect(await rejection(append(store))).toBeInstanceOf(UnavailableError);
      expect(await rejection(store.lastEvent())).toBeInstanceOf(UnavailableError);
      expect(await rejection(store.describe())).toBeInstanceOf(UnavailableError);
      const subscribing = collected(store.subscribe({ batch: 1, signal: stop.signal }));
      expect(await rejection(subscribing)).toBeInstanceOf(UnavailableError);
    }
    await anotherServer('--port', String(late.port));
    await append(store);
    expect((await store.describe()).version).toContain('24.');
  });

  it('takes an answer that comes twice, or after the limit, without harm', async () => {
    const store = storeAt();
    await server.misbehave({ append: 'answer-twice' });
    await append(store);
    await append(store);
    await server.misbehave({ delayMs: 500 });
    expect(await rejection(append(store))).toBeInstanceOf(OutcomeUnknownError);
    const patient = storeAt(server.url, 5_000);
    await append(patient);
    await server.misbehave({});
    await append(store);
  });

  it('keeps the appends of one store apart from a broken connection of another in the same process', async () => {
    const other = await anotherServer();
    const broken = storeAt(other.url, 5_000);
    const whole = storeAt(server.url, 5_000);
    await Promise.all([append(broken), append(whole)]);
    await other.misbehave({ append: 'die-before-writing' });
    await server.misbehave({ delayMs: 500 });
    const results = await Promise.allSettled([append(whole), append(broken)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await other.ended();
  });

  it('asks for the version again after a failure, and never needs the answer to append', async () => {
    const store = storeAt();
    await server.misbehave({ features: 'not-ready', times: 1 });
    expect(await rejection(store.describe())).toBeInstanceOf(UnavailableError);
    expect((await store.describe()).version).toContain('24.');
    await server.misbehave({ features: 'silent' });
    expect(await rejection(store.describe())).toBeInstanceOf(UnavailableError);
    await append(store);
  });

  it('leaves no call open when a read is broken off', async () => {
    const store = storeAt(server.url, 5_000);
    const stream = newStream();
    for (let n = 0; n < 5; n++) {
      await store.append(stream, n === 0 ? 'no-stream' : n * 1_000 - 1, sampleEvents(1_000));
    }
    for (let n = 0; n < 10; n++) {
      for await (const event of store.readStream(stream)) {
        expect(event.revision).toBe(0);
        break;
      }
    }
    await eventually(async () => (await server.openCalls()) === 0);
  });

  it('says that it does not know when the connection breaks under an append, and connects anew', async () => {
    const network = await unrulyNetwork();
    const store = storeAt(`esdb://127.0.0.1:${String(network.port)}?tls=false`, 5_000);
    await append(store);
    await server.misbehave({ append: 'silent-after-writing' });
    const stream = newStream();
    const events = sampleEvents(1);
    const appending = rejection(store.append(stream, 'no-stream', events));
    await eventually(async () => (await collected(storeAt().readStream(stream))).length === 1);
    network.break();
    expect(await appending).toBeInstanceOf(OutcomeUnknownError);
    await server.misbehave({});
    expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 0 });
  });

  it('answers within the limit when the network is cut without a goodbye, and again once it is mended', async () => {
    const network = await unrulyNetwork();
    const url = `esdb://127.0.0.1:${String(network.port)}?tls=false&keepAliveInterval=300&keepAliveTimeout=300`;
    const store = storeAt(url);
    await append(store);
    const subscribing = rejection(follow(store, 'none', { until: () => false }));
    network.cut();
    expect(await rejection(append(store))).toBeInstanceOf(OutcomeUnknownError);
    expect(await rejection(store.lastEvent())).toBeInstanceOf(UnavailableError);
    // Keep-alive tells the subscription, which asks for nothing by itself.
    expect(await subscribing).toBeInstanceOf(UnavailableError);
    network.mend();
    await eventually(() =>
      append(store).then(
        () => true,
        () => false,
      ),
    );
  });

  it('follows the server to its new leader', async () => {
    const leader = await anotherServer();
    const store = storeAt(server.url, 2_000);
    await append(store);
    await server.misbehave({ append: 'not-leader', leader: { host: '127.0.0.1', port: leader.port } });
    expect(await rejection(append(store))).toBeInstanceOf(UnavailableError);
    const stream = newStream();
    await append(store, stream);
    const there = storeAt(leader.url);
    expect(await collected(there.readStream(stream))).toHaveLength(1);
  });

  it('finds the leader of a cluster by gossip, and says so where nobody gossips', async () => {
    const seeds = `esdb://127.0.0.1:${String(server.port)},localhost:${String(server.port)}?tls=false`;
    await append(storeAt(seeds, 3_000));
    await append(storeAt(`esdb+discover://127.0.0.1:${String(server.port)}?tls=false`, 3_000));
    const nobody = storeAt('esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=2', 3_000);
    expect(await rejection(append(nobody))).toBeInstanceOf(UnavailableError);
    expect(await rejection(nobody.lastEvent())).toBeInstanceOf(UnavailableError);
  });
});

/** Asks again and again, as fast as the answers come, until it is so; the test's own limit ends it. */
async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
