import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgetfulStore } from '../../test/forgetful-store.js';
import { book, bookAnew, command, houses, opened, rooms, streamOf } from '../../test/meeting-room.js';
import { OutcomeUnknownError, UnavailableError } from '../event-store/errors.js';
import { Recorder } from './recorder.js';
import { TooMuchContention } from './refusals.js';

let folder: string;
let store: ForgetfulStore;
const now = new Date('2021-08-10T15:00:00Z');
let recorder: Recorder;
const recordedBy = { id: 'clerk', role: 'operator', verified: false };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
  store = new ForgetfulStore(join(folder, 'events.db'));
  recorder = new Recorder(store, { city: '41280', recordedBy, now: () => now, settleForMs: 500 });
  await recorder.record(houses, 'house-1', command(), () => [opened('2021-01-01')]);
  store.appends = [];
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const stream = () => streamOf(store, 'room-1');
const days = async () => (await stream()).map(({ data }) => (data as { day?: string }).day);
const bookRoom = (day: string, context = command()) => recorder.record(rooms, 'room-1', context, book(day));

describe('writers on one stream', () => {
  it('all get through, twenty at once, each at a revision of its own', async () => {
    const all = Array.from({ length: 20 }, (_, index) => bookRoom(`2021-08-${String(index + 10)}`));
    const revisions = (await Promise.all(all)).map(({ revision }) => revision);
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(new Set(await days()).size).toBe(20);
  });

  it('of one process take turns: a hundred at once are recorded in the order they came in, each decided once', async () => {
    const all = Array.from({ length: 100 }, (_, index) => bookRoom(`day ${String(index)}`));
    expect((await Promise.all(all)).map(({ revision }) => revision)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(store.appends).toHaveLength(100);
  });

  it('who want the same day: one gets it, the others are refused by what stands by then', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, () => recorder.record(rooms, 'room-1', command(), bookAnew('2021-08-11'))),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of all.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({ reason: { rule: 'booked' } });
    }
  });

  it('who never get through are told so after the attempts allowed', async () => {
    let decided = 0;
    const impatient = new Recorder(store, { city: '41280', recordedBy, now: () => now, attempts: 3 });
    const outrun = impatient.record(rooms, 'room-1', command(), async () => {
      decided++;
      await bookRoom(`2021-09-0${String(decided)}`);
      return [{ type: 'Booked' as const, data: { day: '2021-08-11' } }];
    });
    await expect(outrun).rejects.toBeInstanceOf(TooMuchContention);
    expect(decided).toBe(3);
  });
});

describe('a decision that looks into another stream', () => {
  const shutUntil = (from: string) => other.record(houses, 'house-1', command(), () => [opened(from)]);
  let other: Recorder;
  beforeEach(() => (other = new Recorder(store, { city: '41280', recordedBy, now: () => now })));

  it('and the rules across streams see one and the same state of it, whatever is written meanwhile', async () => {
    const receipt = await recorder.record(rooms, 'room-1', command(), async ({ streams }) => {
      const before = await streams.state(houses.aggregate, 'house-1');
      await shutUntil('2021-09-01');
      expect(await streams.state(houses.aggregate, 'house-1')).toBe(before);
      return [{ type: 'Booked' as const, data: { day: '2021-08-11' } }];
    });
    expect(receipt.outcome).toBe('made');
    await expect(bookRoom('2021-08-12')).rejects.toMatchObject({ rule: 'house-shut' });
  });

  it('sees it as it stands by then when it is made again', async () => {
    let attempt = 0;
    const outrun = recorder.record(rooms, 'room-1', command(), async ({ streams }) => {
      await streams.state(houses.aggregate, 'house-1');
      if (++attempt === 1) {
        await other.record(rooms, 'room-1', command(), book('2021-08-20'));
        await shutUntil('2021-09-01');
      }
      return [{ type: 'Booked' as const, data: { day: '2021-08-11' } }];
    });
    await expect(outrun).rejects.toMatchObject({ rule: 'house-shut' });
    expect(attempt).toBe(2);
  });
});

describe('an append whose answer is lost', () => {
  it('is settled by sending the same again at the same revision, and written once', async () => {
    store.faults = ['lost', 'away', 'lost'];
    expect(await bookRoom('2021-08-11')).toMatchObject({ revision: 0, outcome: 'made' });
    expect(await days()).toEqual(['2021-08-11']);
    expect(store.appends).toHaveLength(4);
    expect(new Set(store.appends.map((append) => JSON.stringify(append))).size).toBe(1);
  });

  it('stays unknown where the store does not come back in time; the caller who repeats it gets its answer', async () => {
    store.faults = ['lost', ...Array<'away'>(100).fill('away')];
    const context = command();
    await expect(bookRoom('2021-08-11', context)).rejects.toBeInstanceOf(OutcomeUnknownError);
    store.faults = [];
    expect(await bookRoom('2021-08-11', context)).toMatchObject({ revision: 0, repeated: true });
    expect(await days()).toEqual(['2021-08-11']);
  });

  it('is not tried again where the store was away before anything was sent', async () => {
    store.faults = ['away'];
    await expect(bookRoom('2021-08-11')).rejects.toBeInstanceOf(UnavailableError);
    expect(store.appends).toHaveLength(1);
  });
});

describe('any other failure of the store', () => {
  it('is not taken for a conflict', async () => {
    store.faults = ['full'];
    await expect(bookRoom('2021-08-11')).rejects.toThrow('disk full');
    expect(store.appends).toHaveLength(1);
  });
});
