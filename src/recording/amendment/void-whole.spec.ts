import { after, refusalOf } from '../../../test/given.js';
import { assigned, entered, onSite, received as receivedAs, resolved } from '../../../test/suggestion-samples.js';
import { correctedHistory } from '../../history/corrected-history.js';
import type { Recorded } from '../../history/event.js';
import { suggestion } from '../../suggestions/suggestion.js';
import type { RuleBroken } from '../refusals.js';
import { checkAppend, MAX_APPEND_BYTES } from '../../event-store/check-append.js';
import { ONE_APPEND_BYTES } from './one-append.js';
import { correctEntry } from './correct-entry.js';
import { voidEntry } from './void-entry.js';
import { restoreWhole, voidWhole } from './void-whole.js';

const TODAY = '2021-08-20';

const received = receivedAs({ ...onSite, meetingId: null, channel: 'pre-submitted' });
/** e0 received on the 10th, e1 assigned on the 12th, e2 resolved on the 14th. */
const LIFE = entered([received, assigned('2021-08-12'), resolved('2021-08-14')]);

const voids = (raw: readonly Recorded[], eventId: string) => voidEntry(suggestion, raw, eventId, 'slip', TODAY);
const sendToRoads = (raw: readonly Recorded[]) => {
  const changes = [{ path: '/department', from: 'parks', to: 'roads' }];
  return correctEntry(suggestion, raw, { eventId: 'e1', changes, why: 'slip' }, TODAY);
};

function history(raw: readonly Recorded[]) {
  return correctedHistory(raw, suggestion.contracts).map(({ type, data }) => ({ type, data }));
}

describe('a whole stream', () => {
  const voidAll = (raw: readonly Recorded[]) => voidWhole(suggestion, raw, 'twice typed');
  const restore = (raw: readonly Recorded[]) => restoreWhole(suggestion, raw, 'not twice', TODAY);

  it('is taken out by one command, the last entry first, and once', () => {
    expect(voidAll(LIFE).events.map(({ data }) => data.eventId)).toEqual(['e2', 'e1', 'e0']);
    const out = after(LIFE, voidAll);
    expect(history(out)).toEqual([]);
    expect(voidAll(out).events).toEqual([]);
    expect(voidAll([]).events).toEqual([]);
  });

  it('is taken back as it stood, voided entries and corrections as they were, to be judged again', () => {
    const before = after(LIFE, sendToRoads, (raw) => voids(raw, 'e2'));
    const out = after(before, voidAll);
    expect(restore(out).toJudgeAgain.map(({ type }) => type)).toEqual(['SuggestionReceived', 'SuggestionAssigned']);
    const back = after(out, restore);
    expect(history(back)).toEqual(history(before));
    expect(history(after(back, voidAll, restore, voidAll))).toEqual([]);
    expect(history(after(back, voidAll, restore, voidAll, restore))).toEqual(history(before));
  });

  it('is not taken back where it stands, or was never taken out', () => {
    expect(restore(LIFE).events).toEqual([]);
    expect(restore([]).events).toEqual([]);
    expect(restore(after(LIFE, (raw) => voids(raw, 'e2'))).events).toEqual([]);
    expect(restore(after(LIFE, voidAll, restore)).events).toEqual([]);
  });

  it('is taken back also where a mere correction was voided meanwhile', () => {
    const corrected = after(LIFE, sendToRoads);
    const back = after(corrected, voidAll, (raw) => voids(raw, 'e3'), restore);
    expect(history(back)).toEqual(history(LIFE));
  });

  it('is taken back in full where some of it was taken back already', () => {
    const out = after(LIFE, voidAll);
    const first = out.find(({ data }) => (data as { eventId?: string }).eventId === 'e0')!;
    const part = after(out, (raw) => voids(raw, first.id));
    expect(history(part)).toEqual([received]);
    expect(history(after(part, restore))).toEqual(history(LIFE));
  });

  it('is not taken back over what was recorded anew, which is named', () => {
    const out = after(LIFE, voidAll);
    const anew = [...out, ...entered([received], out)];
    expect(refusalOf(() => restore(anew))).toMatchObject({ rule: 'recorded-anew', entry: { id: 'e6' } });
  });

  it('is not taken back where it breaks a rule by now, and says which entry does', () => {
    const out = after(LIFE, voidAll);
    expect(refusalOf(() => restoreWhole(suggestion, out, 'why', '2021-08-13'))).toMatchObject({
      rule: 'in-future',
      entry: { id: 'e2' },
    });
  });

  it('of more entries than an append takes with so long a why is refused, and told how long it may be', () => {
    const long = entered([received, ...Array.from({ length: 399 }, () => assigned('2021-08-12'))]);
    const why = '가'.repeat(2_000);
    const refused = refusalOf(() => voidWhole(suggestion, long, why)) as RuleBroken;
    expect(refused).toMatchObject({ rule: 'too-much-at-once' });
    const most = Number(/why may have (\d+) characters/.exec(refused.message)![1]);
    const { events } = voidWhole(suggestion, long, '가'.repeat(most));
    expect(events).toHaveLength(400);
    const { metadata } = long[0]!;
    expect(
      checkAppend(
        's-1',
        399,
        events.map((event) => ({ ...event, id: 'x', metadata })),
      ),
    ).toHaveLength(400);
    expect(ONE_APPEND_BYTES).toBe(MAX_APPEND_BYTES);
    expect(refusalOf(() => voidWhole(suggestion, long, '가'.repeat(most + 1)))).toMatchObject(refused);
    const out = after(long, (raw) => voidWhole(suggestion, raw, 'short'));
    expect(refusalOf(() => restoreWhole(suggestion, out, why, TODAY))).toMatchObject({ rule: 'too-much-at-once' });
  });

  it('of more entries than an append takes at all is refused with the way out', () => {
    const long = entered([received, ...Array.from({ length: 9_999 }, () => assigned('2021-08-12'))]);
    expect(refusalOf(() => voidWhole(suggestion, long, 'x'))).toMatchObject({
      rule: 'too-much-at-once',
      message: expect.stringContaining('void its last entries one by one first') as string,
    });
  });

  it('takes work by its length to be taken back, not by the square of it', () => {
    const entries = (count: number) => {
      const raw = after(
        entered([received, ...Array.from({ length: count }, () => assigned('2021-08-12'))]),
        voidAll,
        restore,
      );
      return readsOf(raw, restore);
    };
    expect(entries(400) / entries(200)).toBeLessThan(2.2);
  });
});

describe('a chain of voids, each of the one before', () => {
  const CHAIN = entered([
    ...LIFE,
    ...Array.from({ length: 12_000 }, (_, index) => ({
      type: 'EntryVoided' as const,
      data: { eventId: `e${String(index + 2)}`, why: 'slip' },
    })),
  ]);

  it('is voided at its end, however long it is', () => {
    expect(voids(CHAIN, 'e12002').toJudgeAgain).toEqual([]);
    expect(history(CHAIN)).toHaveLength(3);
    expect(history(after(CHAIN, (raw) => voids(raw, 'e12002')))).toHaveLength(2);
  });

  it('is followed by work of its length', () => {
    const ofLength = (count: number) => readsOf(CHAIN.slice(0, count + 3), (raw) => voids(raw, raw.at(-1)!.id));
    expect(ofLength(4_000) / ofLength(2_000)).toBeLessThan(2.2);
  });
});

/** How often anything was read of the entries. */
function readsOf(raw: readonly Recorded[], decide: (raw: readonly Recorded[]) => unknown): number {
  let reads = 0;
  const watched = raw.map(
    (event) =>
      new Proxy(event, {
        get(target, property) {
          reads++;
          return Reflect.get(target, property) as unknown;
        },
      }),
  );
  decide(watched);
  return reads;
}
