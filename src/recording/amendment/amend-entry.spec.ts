import { after, recorded, refusalOf } from '../../../test/given.js';
import {
  assigned,
  entered,
  onSite,
  received as receivedAs,
  reopened,
  resolved,
} from '../../../test/suggestion-samples.js';
import type { Change } from '../../history/corrected-history.js';
import { correctedHistory } from '../../history/corrected-history.js';
import type { Event, Recorded } from '../../history/event.js';
import { suggestion } from '../../suggestions/suggestion.js';
import { correctEntry } from './correct-entry.js';
import { voidEntry } from './void-entry.js';
import { InvalidInput, RuleBroken } from '../refusals.js';

const TODAY = '2021-08-20';

const received = receivedAs({ ...onSite, meetingId: null, channel: 'pre-submitted' });

/** e0 received on the 10th, e1 assigned on the 12th, e2 resolved on the 14th. */
const LIFE = entered([received, assigned('2021-08-12'), resolved('2021-08-14')]);

const correct = (raw: readonly Recorded[], eventId: string, ...changes: [string, unknown, unknown][]) =>
  correctEntry(suggestion, raw, { eventId, changes: changes.map(asChange), why: 'slip' }, TODAY);
const voids = (raw: readonly Recorded[], eventId: string) => voidEntry(suggestion, raw, eventId, 'slip', TODAY);
const asChange = ([path, from, to]: [string, unknown, unknown]): Change => ({ path, from, to });

function history(raw: readonly Recorded[]) {
  return correctedHistory(raw, suggestion.contracts).map(({ type, data }) => ({ type, data }));
}

describe('a correction', () => {
  it('names the entry, its type and version, and what changes', () => {
    const { events, toJudgeAgain } = correct(LIFE, 'e1', ['/assignedOn', '2021-08-12', '2021-08-13']);
    expect(events).toMatchObject([
      {
        type: 'EntryCorrected',
        data: {
          eventId: 'e1',
          type: 'SuggestionAssigned',
          schemaVersion: 2,
          changes: [{ path: '/assignedOn', from: '2021-08-12', to: '2021-08-13' }],
          why: 'slip',
        },
      },
    ]);
    expect(toJudgeAgain).toMatchObject([{ id: 'e1', data: { assignedOn: '2021-08-13' } }]);
  });

  it('builds on the one before', () => {
    const once = after(LIFE, (raw) => correct(raw, 'e1', ['/assignedOn', '2021-08-12', '2021-08-13']));
    expect(refusalOf(() => correct(once, 'e1', ['/assignedOn', '2021-08-12', '2021-08-11']))).toMatchObject({
      rule: 'from-differs',
      message: expect.stringContaining('stands at "2021-08-13", not at "2021-08-12"') as string,
    });
    const twice = after(once, (raw) => correct(raw, 'e1', ['/assignedOn', '2021-08-13', '2021-08-11']));
    expect(history(twice)[1]).toEqual(assigned('2021-08-11'));
  });

  it('finds what was recorded decomposed (NFD) by the composed text that stands for it', () => {
    const decomposed = { ...received, data: { ...received.data, text: '공원'.normalize('NFD') } };
    const raw = entered([decomposed]);
    const once = after(raw, () => correct(raw, 'e0', ['/text', '공원', '공원 정비']));
    expect(history(once)[0]).toMatchObject({ data: { text: '공원 정비' } });
    expect(correct(once, 'e0', ['/text', '공원 정비', '놀이터']).events).toHaveLength(1);
  });

  it.each<[string, [string, unknown, unknown][], string, string]>([
    ['an entry that is not there', [['/x', 1, 2]], 'e9', 'entry-unknown'],
    ['a path that nobody may change', [['/remark', null, 'x']], 'e1', 'path-not-correctable'],
    ['what an object inherits', [['/__proto__/polluted', null, 'x']], 'e1', 'path-not-correctable'],
    ['its constructor', [['/constructor', null, 'x']], 'e1', 'path-not-correctable'],
    ['something inside a plain value', [['/assignedOn/0', '2', '3']], 'e1', 'path-not-correctable'],
    ['another value than stands', [['/department', 'roads', 'water']], 'e1', 'from-differs'],
    ['a value without saying what stood', [['/department', undefined, 'water']], 'e1', 'from-differs'],
    ['to a day that no calendar has', [['/assignedOn', '2021-08-12', '2021-02-30']], 'e1', 'value-not-allowed'],
    ['to nothing', [['/department', 'parks', undefined]], 'e1', 'value-not-allowed'],
    ['to null where something must stand', [['/department', 'parks', null]], 'e1', 'value-not-allowed'],
    ['to an object where a text stood', [['/department', 'parks', { __proto__: null }]], 'e1', 'value-not-allowed'],
    ['nothing', [], 'e1', 'changes-nothing'],
    ['a value to itself', [['/department', 'parks', 'parks']], 'e1', 'changes-nothing'],
    [
      'one path twice',
      [
        ['/department', 'parks', 'a'],
        ['/department', 'parks', 'b'],
      ],
      'e1',
      'path-named-twice',
    ],
    [
      'a path and one inside it',
      [
        ['/department', 'parks', 'a'],
        ['/department/0', 'p', 'b'],
      ],
      'e1',
      'paths-overlap',
    ],
    ['a dong without its district', [['/dong', '4128151000', '4128152000']], 'e0', 'changes-together'],
    ['an outcome without its explanation', [['/outcome', 'completed', 'infeasible']], 'e2', 'changes-together'],
  ])('of %s is refused', (_what, changes, eventId, rule) => {
    expect(refusalOf(() => correct(LIFE, eventId, ...changes))).toMatchObject({ rule });
  });

  it.each(['', 'department', '/department~', '/~2', 7, null])('at the malformed path %p names the field', (path) => {
    const error = refusalOf(() =>
      correct(LIFE, 'e1', ['/assignedOn', '2021-08-12', '2021-08-13'], [path as string, 'parks', 'roads']),
    );
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).fields).toMatchObject([{ field: '/changes/1/path' }]);
  });

  it('does not repeat the personal data that it refuses', () => {
    const said = (...change: [string, unknown, unknown]) =>
      (refusalOf(() => correct(LIFE, 'e0', change)) as RuleBroken).message;
    const to = said('/text', received.data.text, '연락은 010-1234-5678');
    expect(to).toBe('/text must not hold a phone number: leave it out, not a value with a phone number');
    for (const sentence of [
      to,
      said('/text', 'a@example.com', '다른 글'),
      said('/010-1234-5678', null, null),
      said('/category', null, 'a@example.com'),
    ]) {
      expect(sentence).not.toMatch(/5678|example/);
    }
  });

  it('changes what hangs together in one go', () => {
    const moved = after(LIFE, (raw) =>
      correct(raw, 'e0', ['/dong', '4128151000', '4128552000'], ['/district', '41281', '41285']),
    );
    expect(history(moved)[0]).toMatchObject({ data: { dong: '4128552000', district: '41285' } });
  });

  it('of an amendment is refused: that can be voided', () => {
    const corrected = after(LIFE, (raw) => correct(raw, 'e1', ['/department', 'parks', 'roads']));
    const voided = after(LIFE, (raw) => voids(raw, 'e2'));
    for (const raw of [corrected, voided]) {
      expect(refusalOf(() => correct(raw, 'e3', ['/why', 'slip', 'x']))).toMatchObject({
        rule: 'amendment-not-correctable',
      });
    }
  });

  it('of a voided entry is refused', () => {
    const raw = after(LIFE, (before) => voids(before, 'e2'));
    expect(refusalOf(() => correct(raw, 'e2', ['/resolvedOn', '2021-08-14', '2021-08-15']))).toMatchObject({
      rule: 'entry-not-standing',
    });
  });

  it('of a type that the program does not know is refused', () => {
    const raw = entered([received, { type: 'SuggestionPraised', data: { day: 'x' } }]);
    expect(refusalOf(() => correct(raw, 'e1', ['/day', 'x', 'y']))).toMatchObject({ rule: 'entry-type-unknown' });
    expect(refusalOf(() => voids(raw, 'e1'))).toMatchObject({ rule: 'entry-type-unknown' });
  });

  it('of an entry, or after a correction, of a later version than the program knows is refused', () => {
    const entry = recorded<Event>([{ ...received, schemaVersion: 3 }]);
    const corrects = { eventId: 'e0', type: 'SuggestionReceived', schemaVersion: 3, changes: [], why: '' };
    const correction = entered([received, { type: 'EntryCorrected', data: corrects }]);
    for (const raw of [entry, correction]) {
      expect(refusalOf(() => correct(raw, 'e0', ['/fieldOfWork', null, '도로']))).toMatchObject({
        rule: 'entry-of-later-version',
      });
    }
  });

  it('is judged by the rules of the corrected entry', () => {
    expect(refusalOf(() => correct(LIFE, 'e1', ['/assignedOn', '2021-08-12', '2021-08-09']))).toMatchObject({
      rule: 'before-first-day',
      entry: undefined,
    });
    expect(refusalOf(() => correct(LIFE, 'e0', ['/channel', 'pre-submitted', 'on-site']))).toMatchObject({
      rule: 'meeting-required',
    });
  });

  it('is refused for the sake of a later entry, which it names', () => {
    const life = [...LIFE, ...entered([reopened('2021-08-16')], LIFE)];
    expect(refusalOf(() => correct(life, 'e2', ['/resolvedOn', '2021-08-14', '2021-08-17']))).toMatchObject({
      rule: 'suggestion-not-resolved',
      entry: { id: 'e3', type: 'SuggestionReopened', revision: 3 },
      sentence: {
        ko: expect.stringContaining('SuggestionReopened e3 (개정 3번) 때문에') as string,
        en: expect.stringContaining('SuggestionReopened e3 (revision 3) stands in the way') as string,
      },
    });
  });

  it('that moves the receipt past a later step is refused, while both its days lie beyond', () => {
    const beyond: [string, unknown, unknown][] = [
      ['/raisedOn', '2021-08-10', '2021-08-13'],
      ['/acceptedOn', '2021-08-10', '2021-08-13'],
    ];
    expect(refusalOf(() => correct(LIFE, 'e0', ...beyond))).toMatchObject({ entry: { id: 'e1' } });
    // Phases change from the day it was handed in; it counts from the day raised, with the status it has then.
    expect(correct(LIFE, 'e0', ['/raisedOn', '2021-08-10', '2021-08-19']).events).toHaveLength(1);
  });
});

describe('a void', () => {
  it('takes out the entry alone, and nothing where it is out already', () => {
    expect(voids(LIFE, 'e2')).toEqual({
      events: [{ type: 'EntryVoided', data: { eventId: 'e2', why: 'slip' } }],
      toJudgeAgain: [],
      takenOut: [LIFE[2]],
    });
    const out = after(LIFE, (raw) => voids(raw, 'e2'));
    expect(history(out)).toEqual([received, assigned('2021-08-12')]);
    expect(voids(out, 'e2').events).toEqual([]);
  });

  it('is refused while a later entry needs what it takes out', () => {
    expect(refusalOf(() => voids(LIFE, 'e0'))).toMatchObject({ rule: 'suggestion-not-received', entry: { id: 'e1' } });
    expect(refusalOf(() => voids(LIFE, 'e9'))).toMatchObject({ rule: 'entry-unknown' });
  });

  it('of a void takes it back, and the entry is judged across streams again', () => {
    const out = after(LIFE, (raw) => voids(raw, 'e2'));
    const { events, toJudgeAgain } = voids(out, 'e3');
    expect(events).toHaveLength(1);
    expect(toJudgeAgain).toMatchObject([{ id: 'e2' }]);
    const back = after(out, (raw) => voids(raw, 'e3'));
    expect(history(back)).toEqual(history(LIFE));
    expect(history(after(back, (raw) => voids(raw, 'e4')))).toEqual(history(out));
  });

  it('of a void is refused where what was recorded meanwhile stands in the way', () => {
    const again = after(LIFE, (raw) => voids(raw, 'e2'));
    const raw = [...again, ...entered([resolved('2021-08-16')], again)];
    expect(refusalOf(() => voids(raw, 'e3'))).toMatchObject({
      rule: 'suggestion-already-resolved',
      entry: { id: 'e4', revision: 4 },
    });
  });

  it('of a correction brings back what it replaced, if the rules allow it', () => {
    const late = entered([received, resolved('2021-08-16')]);
    const early = after(late, (raw) => correct(raw, 'e1', ['/resolvedOn', '2021-08-16', '2021-08-12']));
    expect(voids(early, 'e2').toJudgeAgain).toMatchObject([{ id: 'e1', data: { resolvedOn: '2021-08-16' } }]);
    const taken = [...early, ...entered([reopened('2021-08-14')], early)];
    expect(refusalOf(() => voids(taken, 'e2'))).toMatchObject({
      rule: 'suggestion-not-resolved',
      entry: { id: 'e3' },
    });
  });

  it('of a correction on which a later one of the same field builds is refused', () => {
    const raw = after(
      LIFE,
      (before) => correct(before, 'e1', ['/department', 'parks', 'roads'], ['/assignedOn', '2021-08-12', '2021-08-13']),
      (before) => correct(before, 'e1', ['/department', 'roads', 'water']),
    );
    expect(refusalOf(() => voids(raw, 'e3'))).toMatchObject({ rule: 'correction-built-upon', entry: { id: 'e4' } });
    expect(voids(raw, 'e4').events).toHaveLength(1);
    const other = after(
      LIFE,
      (before) => correct(before, 'e1', ['/department', 'parks', 'roads']),
      (before) => correct(before, 'e1', ['/assignedOn', '2021-08-12', '2021-08-13']),
    );
    expect(voids(other, 'e3').events).toHaveLength(1);
  });

  it('is not taken back where a later correction would no longer find what it says stood', () => {
    // e3 roads, voided by e4; e5 water, voided by e6; e3 taken back by e7: e5 would find roads, not parks.
    const raw = after(
      LIFE,
      (before) => correct(before, 'e1', ['/department', 'parks', 'roads']),
      (before) => voids(before, 'e3'),
      (before) => correct(before, 'e1', ['/department', 'parks', 'water']),
    );
    expect(refusalOf(() => voids(raw, 'e4'))).toMatchObject({ rule: 'correction-built-upon', entry: { id: 'e5' } });
    const taken = after(
      raw,
      (before) => voids(before, 'e5'),
      (before) => voids(before, 'e4'),
    );
    expect(history(taken)[1]).toMatchObject({ data: { department: 'roads' } });
    expect(refusalOf(() => voids(taken, 'e6'))).toMatchObject({ rule: 'from-differs', entry: { id: 'e5' } });
  });

  it('asks leave of the contract only where it takes something out', () => {
    const strict = {
      ...suggestion,
      contracts: {
        ...suggestion.contracts,
        SuggestionResolved: { ...suggestion.contracts.SuggestionResolved, voidable: false },
      },
    };
    expect(refusalOf(() => voidEntry(strict, LIFE, 'e2', 'slip', TODAY))).toMatchObject({ rule: 'entry-not-voidable' });
    const out = after(LIFE, (raw) => voids(raw, 'e2'));
    expect(voidEntry(strict, out, 'e3', 'slip', TODAY).events).toHaveLength(1);
    const back = after(out, (raw) => voids(raw, 'e3'));
    expect(refusalOf(() => voidEntry(strict, back, 'e4', 'slip', TODAY))).toMatchObject({ rule: 'entry-not-voidable' });
  });
});
