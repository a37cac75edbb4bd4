import { recorded } from '../../test/given.js';
import { assigned, onSite, received as receivedAs } from '../../test/suggestion-samples.js';
import { settingsFrom } from '../config/settings.js';
import { SqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import type { Recorded } from '../history/event.js';
import { pageOf } from '../http/paging/page.js';
import { Problem } from '../http/problem.js';
import { EntryHistories, historyOf } from './entry-history.js';

const ID = '018f4e6e-0000-7000-8000-000000000001';
const received = receivedAs({ ...onSite, meetingId: null, channel: 'pre-submitted' });

/** A suggestion of so many entries: the receipt, then assignments, each corrected, every third correction voided. */
function life(length: number): Recorded[] {
  return recorded(
    Array.from({ length }, (_, index) => {
      if (index === 0) return received;
      if (index % 3 === 1) return assigned('2021-08-12');
      const eventId = `e${String(index - 1)}`;
      if (index % 3 === 0) return { type: 'EntryVoided', data: { eventId, why: 'slip' } };
      const changes = [{ path: '/department', from: 'parks', to: 'roads' }];
      return {
        type: 'EntryCorrected',
        data: { eventId, type: 'SuggestionAssigned', schemaVersion: 1, changes, why: 'slip' },
      };
    }),
  );
}

/** Histories out of a store that holds one suggestion, and how often anything was read of its entries. */
function histories(raw: readonly Recorded[]) {
  const counted = { reads: 0 };
  const watched = raw.map(
    (event) =>
      new Proxy(event, {
        get(target, property) {
          counted.reads++;
          return Reflect.get(target, property) as unknown;
        },
      }),
  );
  const store = new (class extends SqliteEventStore {
    override async *readStream(): AsyncIterable<Recorded> {
      await Promise.resolve();
      yield* watched;
    }
  })(':memory:');
  return { counted, of: new EntryHistories(store, settingsFrom({})) };
}

describe('a history', () => {
  const whole = life(100);
  const asked = (cursor: string | undefined, limit: string) => pageOf(historyOf('suggestions', ID), { cursor, limit });

  it('is told a page at a time, and the pages are the whole', async () => {
    const { of } = histories(whole);
    const told = [];
    let cursor: string | undefined;
    do {
      const page = await of.of('suggestions', ID, asked(cursor, '7'));
      expect(page.entries.length).toBeLessThanOrEqual(7);
      expect(page.revision).toBe(99);
      told.push(...page.entries);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const { entries, nextCursor } = await of.of('suggestions', ID, asked(undefined, '500'));
    expect(nextCursor).toBeNull();
    expect(told).toEqual(entries);
    expect(told.map(({ eventId }) => eventId)).toEqual(whole.map(({ id }) => id));
  });

  it('says of each entry what amends it and how it stands', async () => {
    const { entries } = await histories(life(6)).of.of('suggestions', ID, asked(undefined, '50'));
    expect(entries.map(({ state, amendedBy, corrected }) => [state, amendedBy, corrected])).toEqual([
      ['standing', [], null],
      ['standing', [], null],
      ['voided', ['e3'], null],
      ['standing', [], null],
      ['standing', ['e5'], { ...assigned('2021-08-12').data, department: 'roads' }],
      ['standing', [], null],
    ]);
  });

  it('takes no cursor of the history of another thing', async () => {
    const { nextCursor } = await histories(whole).of.of('suggestions', ID, asked(undefined, '7'));
    expect(() => pageOf(historyOf('meetings', ID), { cursor: nextCursor!, limit: '7' })).toThrow(Problem);
  });

  it('takes work by its length, whichever page is asked for', async () => {
    const reads = async (length: number) => {
      const { of, counted } = histories(life(length));
      await of.of('suggestions', ID, { after: length - 50, limit: 50 });
      return counted.reads;
    };
    expect((await reads(8_000)) / (await reads(4_000))).toBeLessThan(2.1);
  });

  it('of what is not there is said to be of none, in both languages', async () => {
    const { of } = histories([]);
    const refused = (collection: string) => of.of(collection, '41299', { after: 0, limit: 50 });
    await expect(refused('rounds')).rejects.toMatchObject({
      sentence: { ko: '찾을 수 없습니다: 회차 41299의 이력', en: 'there is no history of round 41299' },
    });
    await expect(refused('districts')).rejects.toMatchObject({
      sentence: { ko: '찾을 수 없습니다: 구 41299의 이력', en: 'there is no history of district 41299' },
    });
  });

  it('lets others have their turn while it is read', async () => {
    const { of } = histories(life(20_000));
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await of.of('suggestions', ID, { after: 0, limit: 50 });
    done = true;
    expect(turns).toBeGreaterThan(20);
  });
});
