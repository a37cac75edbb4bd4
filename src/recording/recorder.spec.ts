import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ForgetfulStore } from '../../test/forgetful-store.js';
import { book, bookAnew, command, houses, opened, room, rooms, streamOf } from '../../test/meeting-room.js';
import type { Recorded } from '../history/event.js';
import { correctEntry } from './amendment/correct-entry.js';
import { voidEntry } from './amendment/void-entry.js';
import { restoreWhole, voidWhole } from './amendment/void-whole.js';
import { Recorder } from './recorder.js';
import { IdempotencyKeyReused, InvalidInput, RevisionMismatch, RuleBroken } from './refusals.js';
import { rules } from './rules.js';

let folder: string;
let store: ForgetfulStore;
let now: Date;
let recorder: Recorder;
const recordedBy = { id: 'clerk', role: 'operator', verified: false };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recorder-'));
  store = new ForgetfulStore(join(folder, 'events.db'));
  now = new Date('2021-08-10T15:00:00Z');
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

describe('a command', () => {
  it('is recorded with who, when, what called for it and the version of its shape', async () => {
    const context = command({ correlationId: 'corr', causationId: 'cause' });
    await bookRoom('2021-08-11', context);
    const [event] = await stream();
    expect(event).toMatchObject({
      type: 'Booked',
      revision: 0,
      data: { day: '2021-08-11' },
      metadata: {
        commandId: context.commandId,
        correlationId: 'corr',
        causationId: 'cause',
        recordedAt: '2021-08-10T15:00:00.000Z',
        recordedBy,
        schemaVersion: 4,
      },
    });
    expect(event!.metadata.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is recorded as by whoever sends it, with department and position where they are known, and decided so', async () => {
    const handler = { id: 'kim', role: 'handler', department: '3940187', position: '주무관', verified: true };
    let actor: unknown;
    await recorder.record(rooms, 'room-1', command({ recordedBy: handler }), (situation) => {
      actor = situation.recordedBy;
      return book('2021-08-11')(situation);
    });
    expect(actor).toEqual(handler);
    await bookRoom('2021-08-12');
    expect((await stream()).map(({ metadata }) => metadata.recordedBy)).toEqual([handler, recordedBy]);
  });

  it('answers what it made, then what it changed, at the position of its last event', async () => {
    const first = await bookRoom('2021-08-11');
    const second = await bookRoom('2021-08-12');
    expect(first).toMatchObject({ stream: 'room-1', revision: 0, outcome: 'made', repeated: false });
    expect(second).toMatchObject({ revision: 1, outcome: 'changed', repeated: false });
    expect((await stream()).map(({ position }) => position)).toEqual([first.position, second.position]);
  });

  it('is appended at no stream first, then at the revision that was read, never at any', async () => {
    await bookRoom('2021-08-11');
    await bookRoom('2021-08-12');
    expect(store.appends.map(({ expected }) => expected)).toEqual(['no-stream', 0]);
  });

  it('is decided with the day of Seoul', async () => {
    let today = '';
    await recorder.record(rooms, 'room-1', command(), (situation) => {
      today = situation.today;
      return [];
    });
    expect(today).toBe('2021-08-11');
  });

  it('that decided nothing leaves no trace, says where the stream stands, and is decided anew', async () => {
    const context = command();
    const nothing = () => recorder.record(rooms, 'room-1', context, () => []);
    expect(await nothing()).toMatchObject({ outcome: 'nothing', revision: -1, position: null, repeated: false });
    const there = await bookRoom('2021-08-11');
    expect(await nothing()).toMatchObject({ outcome: 'nothing', revision: 0, position: there.position });
    expect(await bookRoom('2021-08-12', context)).toMatchObject({ outcome: 'changed', revision: 1, repeated: false });
  });

  it('that a rule refuses leaves no trace, of its own stream or across', async () => {
    await bookRoom('2021-08-11');
    const again = recorder.record(rooms, 'room-1', command(), bookAnew('2021-08-11'));
    await expect(again).rejects.toMatchObject({ rule: 'booked' });
    await expect(bookRoom('2020-12-31')).rejects.toMatchObject({ rule: 'house-shut' });
    expect(await days()).toEqual(['2021-08-11']);
  });

  it('whose body has no canonical form is refused before anything is decided', async () => {
    const odd = recorder.record(rooms, 'room-1', command({}, { text: '\ud800' }), () => {
      throw new Error('decided');
    });
    await expect(odd).rejects.toBeInstanceOf(InvalidInput);
  });
});

describe('a repeated command', () => {
  it('gets its first answer and writes nothing', async () => {
    const context = command();
    const first = await bookRoom('2021-08-11', context);
    await bookRoom('2021-08-12');
    now = new Date('2021-09-01T00:00:00Z');
    expect(await bookRoom('2021-08-11', context)).toEqual({ ...first, repeated: true });
    expect(await days()).toHaveLength(2);
  });

  it('is found before If-Match and before any rule', async () => {
    const context = command({ ifMatch: 0 });
    await bookRoom('2021-08-11');
    const first = await recorder.record(rooms, 'room-1', context, bookAnew('2021-08-12'));
    const again = await recorder.record(rooms, 'room-1', context, () => {
      throw rules({ never: { ko: '', en: 'a repeated command is not decided' } })('never');
    });
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('is found also where its events were voided', async () => {
    const context = command();
    const first = await bookRoom('2021-08-11', context);
    const [entry] = await stream();
    await recorder.record(rooms, 'room-1', command(), ({ raw, today }) =>
      voidEntry(room, raw, entry!.id, 'slip', today),
    );
    expect(await bookRoom('2021-08-11', context)).toEqual({ ...first, repeated: true });
  });

  it('answers with the last of several events, whatever came after them', async () => {
    await bookRoom('2021-08-11');
    await bookRoom('2021-08-12');
    const context = command();
    const voidAll = () => recorder.record(rooms, 'room-1', context, ({ raw }) => voidWhole(room, raw, 'twice'));
    const first = await voidAll();
    expect(first).toMatchObject({ revision: 3, outcome: 'changed' });
    await recorder.record(rooms, 'room-1', command(), ({ raw, today }) => restoreWhole(room, raw, 'not', today));
    expect(await voidAll()).toEqual({ ...first, repeated: true });
  });

  it('with other content is refused, before If-Match too', async () => {
    const context = command();
    await bookRoom('2021-08-11', context);
    const other = { ...context, ifMatch: 7, sent: { ...context.sent, body: { day: 'other' } } };
    await expect(bookRoom('2021-08-12', other)).rejects.toBeInstanceOf(IdempotencyKeyReused);
    expect(await days()).toHaveLength(1);
  });

  it('sent ten times at once is recorded once, and all get one answer', async () => {
    const context = command();
    const receipts = await Promise.all(Array.from({ length: 10 }, () => bookRoom('2021-08-11', context)));
    expect(await days()).toEqual(['2021-08-11']);
    expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, repeated: null }))).size).toBe(1);
  });
});

describe('one id for two things', () => {
  const bookOther = (context = command()) =>
    recorder.record(rooms, 'room-2', { ...context, sent: { ...context.sent, target: 'room-2' } }, book('2021-08-11'));

  it('is refused, and nothing is written', async () => {
    const context = command();
    await bookRoom('2021-08-11', context);
    await expect(bookOther(context)).rejects.toBeInstanceOf(IdempotencyKeyReused);
    await expect(bookRoom('2021-08-11', context)).resolves.toMatchObject({ repeated: true });
    expect(await streamOf(store, 'room-2')).toEqual([]);
  });

  it('sent at once is done for the first', async () => {
    const context = command();
    const both = await Promise.allSettled([bookRoom('2021-08-11', context), bookOther(context)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await streamOf(store, 'room-2')).toEqual([]);
  });

  it('is taken where the first was refused, or needed nothing', async () => {
    const [refused, needless] = [command(), command()];
    await bookRoom('2021-08-11');
    await expect(recorder.record(rooms, 'room-1', refused, bookAnew('2021-08-11'))).rejects.toBeInstanceOf(RuleBroken);
    await bookRoom('2021-08-11', needless);
    await expect(bookOther(refused)).resolves.toMatchObject({ outcome: 'made' });
    await expect(bookOther(needless)).resolves.toMatchObject({ outcome: 'nothing' });
  });

  it('is refused where it is not known whether the first was recorded', async () => {
    const context = command();
    store.faults = ['lost', ...Array<'away'>(100).fill('away')];
    await expect(bookRoom('2021-08-11', context)).rejects.toThrow('not known');
    store.faults = [];
    await expect(bookOther(context)).rejects.toBeInstanceOf(IdempotencyKeyReused);
  });

  it('stays refused though the first, sent again, found the store away', async () => {
    const context = command();
    await bookRoom('2021-08-11', context);
    store.readsFail = true;
    await expect(bookRoom('2021-08-11', context)).rejects.toThrow('away');
    store.readsFail = false;
    await expect(bookOther(context)).rejects.toBeInstanceOf(IdempotencyKeyReused);
  });
});

describe('If-Match', () => {
  it('lets a command through at the revision that the caller has seen, and no other', async () => {
    await bookRoom('2021-08-11');
    await bookRoom('2021-08-12', command({ ifMatch: 0 }));
    const stale = bookRoom('2021-08-13', command({ ifMatch: 0 }));
    await expect(stale).rejects.toMatchObject({ expected: 0, actual: 1 });
    await expect(bookRoom('2021-08-13', command({ ifMatch: 2 }))).rejects.toBeInstanceOf(RevisionMismatch);
  });

  it('of a stream that is not there is refused', async () => {
    await expect(bookRoom('2021-08-11', command({ ifMatch: 0 }))).rejects.toMatchObject({ actual: undefined });
  });

  it('lets one of two who have seen the same through', async () => {
    await bookRoom('2021-08-11');
    const both = await Promise.allSettled([
      bookRoom('2021-08-12', command({ ifMatch: 0 })),
      bookRoom('2021-08-13', command({ ifMatch: 0 })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { expected: 0, actual: 1 } });
  });
});

describe('an amendment', () => {
  const amendFirst = (to: string) => async () => {
    const [entry] = await stream();
    return recorder.record(rooms, 'room-1', command(), ({ raw, today }) =>
      correctEntry(
        room,
        raw,
        { eventId: entry!.id, changes: [{ path: '/day', from: '2021-08-11', to }], why: 'slip' },
        today,
      ),
    );
  };

  it('is recorded as version 2, and its entry judged across streams again', async () => {
    await bookRoom('2021-08-11');
    await expect(amendFirst('2020-12-31')()).rejects.toMatchObject({ rule: 'house-shut' });
    await amendFirst('2021-08-12')();
    const [, correction] = await stream();
    expect(correction).toMatchObject({ type: 'EntryCorrected', metadata: { schemaVersion: 2 } });
    expect(await recorder.state(room, 'room-1')).toEqual(['2021-08-12']);
  });

  it('that takes back a void has the entry judged by what other streams hold by then', async () => {
    await bookRoom('2021-08-11');
    const [entry] = await stream();
    const voids = (id: string) =>
      recorder.record(rooms, 'room-1', command(), ({ raw, today }) => voidEntry(room, raw, id, 'slip', today));
    await voids(entry!.id);
    await recorder.record(houses, 'house-1', command(), () => [opened('2021-09-01')]);
    const [, taken] = await stream();
    await expect(voids(taken!.id)).rejects.toMatchObject({ rule: 'house-shut' });
  });

  it('leaves entries that it does not touch unjudged across streams', async () => {
    await bookRoom('2021-08-11');
    await bookRoom('2021-10-01');
    await recorder.record(houses, 'house-1', command(), () => [opened('2021-09-01')]);
    const [first, second] = await stream();
    const corrects = (entry: Recorded | undefined, from: string, to: string) =>
      recorder.record(rooms, 'room-1', command(), ({ raw, today }) =>
        correctEntry(room, raw, { eventId: entry!.id, changes: [{ path: '/day', from, to }], why: 'slip' }, today),
      );
    await expect(corrects(second, '2021-10-01', '2021-10-02')).resolves.toMatchObject({ outcome: 'changed' });
    await expect(corrects(first, '2021-08-11', '2021-08-12')).rejects.toMatchObject({ rule: 'house-shut' });
  });
});
