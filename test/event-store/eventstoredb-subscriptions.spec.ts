import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { UnavailableError } from '../../src/event-store/errors.js';
import type { Position } from '../../src/event-store/event-store.js';
import { EventStoreDbEventStore } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import type { Faults } from '../stand-in/faults.js';
import { RunningStandIn } from '../stand-in/running.js';
import { follow } from './contract-subscribing.js';
import { collected, numbers, rejection, sampleEvent, sampleEvents } from './sample-events.js';

/** Subscriptions and reads over a server that misbehaves or dies: resumed from what was dealt with, all is there once. */
describe('Following an EventStoreDB that misbehaves', () => {
  let directory: string;
  let server: RunningStandIn;
  let store: EventStoreDbEventStore;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ledger-follow-'));
    server = await RunningStandIn.start(['--file', join(directory, 'stand-in.sqlite')]);
    store = new EventStoreDbEventStore({ url: server.url, timeoutMs: 400 });
  });
  afterEach(async () => {
    await store.close();
    await server.kill();
    await rm(directory, { recursive: true });
  });
  const restart = async () => {
    const args = ['--file', join(directory, 'stand-in.sqlite'), '--port', String(server.port)];
    server = await RunningStandIn.start(args);
  };
  const count = (n: number) => Array.from({ length: n }, (_, index) => index);

  it.each<[string, Faults]>([
    ['is silent', { subscription: 'silent' }],
    ['is not ready', { subscription: 'not-ready' }],
    ['dies under it', { subscription: 'die-half-way' }],
  ])('ends a subscription with the store being away when the server %s', async (_, faults) => {
    await store.append('contract-a', 'no-stream', sampleEvents(5));
    await server.misbehave(faults);
    expect(await rejection(follow(store, '', { until: () => false }))).toBeInstanceOf(UnavailableError);
  });

  it('delivers each event once to whoever resumes after each death of the server', async () => {
    await store.append('contract-a', 'no-stream', sampleEvents(7));
    await server.misbehave({ subscription: 'die-half-way' });
    let after: Position | undefined;
    const seen: number[] = [];
    const stop = new AbortController();
    for (let deaths = 0; !stop.signal.aborted; deaths++) {
      try {
        for await (const { events, position, caughtUp } of store.subscribe({ after, batch: 1, signal: stop.signal })) {
          seen.push(...numbers(events));
          after = position;
          if (caughtUp && seen.length >= 7) stop.abort();
        }
      } catch (error) {
        expect(error).toBeInstanceOf(UnavailableError);
        await server.ended();
        await restart();
        if (deaths < 2) await server.misbehave({ subscription: 'die-half-way' });
      }
    }
    expect(seen).toEqual(count(7));
  });

  it('goes on live after the server was killed and came back', async () => {
    let after: Position | undefined;
    const hear = (n: number) =>
      follow(store, 'contract-', {
        after,
        until: ({ position }, all) => {
          after = position;
          return all.length >= n;
        },
        meanwhile: async ({ caughtUp }) => {
          if (caughtUp) await store.append(`contract-${randomUUID()}`, 'no-stream', [sampleEvent(0)]);
        },
      });
    expect(await hear(1)).toHaveLength(1);
    const hearing = rejection(follow(store, '', { after, until: () => false }));
    await server.kill();
    expect(await hearing).toBeInstanceOf(UnavailableError);
    await restart();
    expect((await hear(1)).length).toBeGreaterThanOrEqual(1);
  });

  it('says that the store is away when the server dies in the middle of a read, and reads again', async () => {
    await store.append('contract-a', 'no-stream', sampleEvents(50));
    await server.misbehave({ read: 'die-half-way' });
    expect(await rejection(collected(store.readStream('contract-a')))).toBeInstanceOf(UnavailableError);
    await server.ended();
    await restart();
    expect(numbers(await collected(store.readStream('contract-a')))).toEqual(count(50));
  });

  it('never hands on the checkpoint at the largest number, after which nothing would ever come', async () => {
    await store.append('contract-a', 'no-stream', sampleEvents(1));
    await server.misbehave({ subscription: 'checkpoint-at-the-largest-number' });
    const positions: (Position | undefined)[] = [];
    const events = await follow(store, 'contract-', {
      until: ({ position, caughtUp }) => {
        positions.push(position);
        return caughtUp;
      },
    });
    expect(events).toHaveLength(1);
    expect(positions.some((position) => position?.startsWith('184'))).toBe(false);
    expect(positions.at(-1)).toBe(events[0]!.position);
  });

  it('finds nothing at the position of an event that an emptied server no longer has', async () => {
    const { position } = await store.append('contract-a', 'no-stream', sampleEvents(3));
    expect(await store.eventAt(position)).toBeDefined();
    await server.kill();
    await rm(join(directory, 'stand-in.sqlite'));
    await restart();
    expect(await store.eventAt(position)).toBeUndefined();
    await store.append('contract-b', 'no-stream', sampleEvents(5));
    // The same place may hold another event now: whoever resumes compares its id.
    expect((await store.eventAt(position))?.stream).not.toBe('contract-a');
  });
});
