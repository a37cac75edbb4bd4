import { randomUUID } from 'node:crypto';
import { OutcomeUnknownError, UnavailableError } from '../../src/event-store/errors.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { RunningStandIn } from '../stand-in/running.js';
import { rejection, sampleEvents } from './sample-events.js';

/** Without a majority a server reads and takes no appends: that it can be read says nothing of them. */
describe('Whether an EventStoreDB takes appends', () => {
  let server: RunningStandIn;
  let store: EventStoreDbEventStore;
  beforeAll(async () => {
    server = await RunningStandIn.start();
  });
  afterAll(() => server.kill());
  beforeEach(async () => {
    await server.misbehave({});
    store = new EventStoreDbEventStore({ url: server.url, timeoutMs: 400 });
  });
  afterEach(() => store.close());
  const append = () => store.append(`contract-${randomUUID()}`, 'no-stream', sampleEvents(1));

  it('is known where nothing was appended, and asking writes nothing', async () => {
    const before = await store.lastEvent();
    await store.takesAppends();
    expect(await store.lastEvent()).toEqual(before);
  });

  it.each(['no-majority', 'not-ready', 'silent'] as const)(
    'is denied within the limit where it can be read and appends meet %s',
    async (fault) => {
      await server.misbehave({ append: fault });
      await store.lastEvent();
      const began = performance.now();
      expect(await rejection(store.takesAppends())).toBeInstanceOf(UnavailableError);
      expect(performance.now() - began).toBeLessThan(1_500);
      await server.misbehave({});
      await store.takesAppends();
    },
  );

  it('is what commands met lately', async () => {
    await server.misbehave({ append: 'no-majority', times: 1 });
    expect(await rejection(append())).toBeInstanceOf(OutcomeUnknownError);
    expect(await rejection(store.takesAppends())).toBeInstanceOf(OutcomeUnknownError);
    await append();
    await store.takesAppends();
  });

  it('is not put in doubt by an append that was refused for itself', async () => {
    await append();
    await rejection(store.append(`contract-${randomUUID()}`, 7, sampleEvents(1)));
    await store.takesAppends();
  });
});
