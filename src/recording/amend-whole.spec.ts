import { after, recorded, refusalOf } from '../../test/given.js';
import { assigned, onSite, received as receivedAs, resolved } from '../../test/suggestion-samples.js';
import { correctedHistory } from '../history/corrected-history.js';
import type { Recorded } from '../history/event.js';
import type { SuggestionEvent } from '../suggestions/suggestion.events.js';
import { suggestion } from '../suggestions/suggestion.js';
import { correctEntry, restoreWhole, voidEntry, voidWhole } from './amend.js';

const TODAY = '2021-08-20';

const received = receivedAs({ ...onSite, meetingId: null, channel: 'pre-submitted' });
/** e0 received on the 10th, e1 assigned on the 12th, e2 resolved on the 14th. */
const LIFE = recorded<SuggestionEvent>([received, assigned('2021-08-12'), resolved('2021-08-14')]);

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
    const anew = [...out, ...recorded([received], out)];
    expect(refusalOf(() => restore(anew))).toMatchObject({ rule: 'recorded-anew', entry: { id: 'e6' } });
  });

  it('is not taken back where it breaks a rule by now, and says which entry does', () => {
    const out = after(LIFE, voidAll);
    expect(refusalOf(() => restoreWhole(suggestion, out, 'why', '2021-08-13'))).toMatchObject({
      rule: 'in-future',
      entry: { id: 'e2' },
    });
  });
});
