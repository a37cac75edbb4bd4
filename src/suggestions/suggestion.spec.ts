import { givenFor, outcomeOf } from '../../test/given.js';
import {
  assigned,
  entered,
  entry,
  handedIn,
  onSite,
  outcome,
  received,
  reopened,
  resolved,
  withdrawn,
} from '../../test/suggestion-samples.js';
import type { Recorded } from '../history/event.js';
import { fold } from '../recording/aggregate.js';
import type { StatutoryKind } from './receipt/receipt.events.js';
import { told } from '../../test/told.js';
import { aDepartmentCode } from '../organisation/organisation.events.js';
import { type SuggestionEvent, suggestionStream } from './suggestion.events.js';
import * as suggestions from './suggestion.js';

const given = givenFor(suggestions.suggestion);
const TODAY = '2021-08-20';

const UNDER_WAY: Record<string, SuggestionEvent[]> = {
  received: [received()],
  assigned: [received(), assigned('2021-08-10')],
  reopened: [received(), resolved('2021-08-10'), reopened('2021-08-10')],
};
const FINAL: Record<string, [SuggestionEvent[], string]> = {
  resolved: [[received(), resolved('2021-08-11')], 'suggestion-already-resolved'],
  withdrawn: [[received(), withdrawn('2021-08-11')], 'suggestion-withdrawn'],
};

/** Each step of a suggestion's life on a day, as a decision. */
const STEPS = {
  assign: (raw: readonly Recorded[], on: string) => suggestions.assign(raw, assigned(on, 'roads').data, TODAY),
  resolve: (raw: readonly Recorded[], on: string) => suggestions.resolve(raw, outcome(on), TODAY),
  withdraw: (raw: readonly Recorded[], on: string) => suggestions.withdraw(raw, withdrawn(on).data, TODAY),
};

describe('a suggestion', () => {
  it('is received, on site or handed in before, its meeting named or not', () => {
    for (const data of [onSite, handedIn, { ...handedIn, meetingId: null }, { ...onSite, acceptedOn: TODAY }]) {
      given([])
        .when((_, raw) => suggestions.receive(raw, data, TODAY))
        .then([received(data)]);
    }
  });

  it.each([
    [{ acceptedOn: '2021-08-21' }, 'accepted-in-future', '2021-08-21'],
    [{ meetingId: null }, 'meeting-required', 'on site'],
    [{ acceptedOn: '2021-08-09' }, 'accepted-before-raised', '2021-08-09'],
  ])('is not received on site with %j', (odd, rule, word) => {
    given([])
      .when((_, raw) => suggestions.receive(raw, { ...onSite, ...odd }, TODAY))
      .thenRuleBroken(rule, word);
  });

  it('is received once', () => {
    given([received()])
      .when((_, raw) => suggestions.receive(raw, onSite, TODAY))
      .thenRuleBroken('suggestion-already-received');
  });

  describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('when asked to %s', (step) => {
    it.each(Object.keys(UNDER_WAY))('does so while it is %s', (phase) => {
      expect(STEPS[step](entered(UNDER_WAY[phase]!), '2021-08-10')).toHaveLength(1);
    });

    it.each(Object.keys(FINAL))('refuses once it is %s', (phase) => {
      const [before, rule] = FINAL[phase]!;
      given(before)
        .when((_, raw) => STEPS[step](raw, '2021-08-12'))
        .thenRuleBroken(rule, '2021-08-11');
    });

    it('refuses where nothing was received', () => {
      given([])
        .when((_, raw) => STEPS[step](raw, '2021-08-12'))
        .thenRuleBroken('suggestion-not-received');
    });

    it('takes a day up to today, and none beyond', () => {
      const before = [received(), assigned('2021-08-12')];
      for (const day of ['2021-08-12', TODAY]) {
        expect(STEPS[step](entered(before), day)).toHaveLength(1);
      }
      given(before)
        .when((_, raw) => STEPS[step](raw, '2021-08-21'))
        .thenRuleBroken('in-future', '2021-08-21');
    });

    it('counts from the day it was handed in where that was earlier', () => {
      const before = [received(handedIn)];
      expect(STEPS[step](entered(before), '2021-08-02')).toHaveLength(1);
      given(before)
        .when((_, raw) => STEPS[step](raw, '2021-08-01'))
        .thenRuleBroken('before-first-day', '2021-08-02');
    });

    it('counts from the day it was raised where that was earlier', () => {
      const before = [received({ ...onSite, acceptedOn: '2021-08-12' })];
      expect(STEPS[step](entered(before), '2021-08-10')).toHaveLength(1);
      given(before)
        .when((_, raw) => STEPS[step](raw, '2021-08-09'))
        .thenRuleBroken('before-first-day', '2021-08-10');
    });
  });

  it('is assigned once on a day, again on another, and to another department', () => {
    const before = [received(), assigned('2021-08-10')];
    given(before)
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-10').data, TODAY))
      .thenNothing();
    given(before)
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-12').data, TODAY))
      .then([assigned('2021-08-12')]);
    given(before)
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-12', 'roads').data, TODAY))
      .then([assigned('2021-08-12', 'roads')]);
  });

  it('is assigned anew after it was reopened, to the same department too', () => {
    given([received(), assigned('2021-08-10'), resolved('2021-08-11'), reopened('2021-08-12')])
      .when((_, raw) => suggestions.assign(raw, assigned('2021-08-12').data, TODAY))
      .then([assigned('2021-08-12')]);
  });

  it('is reopened once it is resolved, and only then', () => {
    given([received(), resolved('2021-08-11')])
      .when((_, raw) => suggestions.reopen(raw, reopened('2021-08-11').data, TODAY))
      .then([reopened('2021-08-11')]);
    given([received(), resolved('2021-08-11')])
      .when((_, raw) => suggestions.reopen(raw, reopened('2021-08-10').data, TODAY))
      .thenRuleBroken('suggestion-not-resolved', 'received');
    given([received(), resolved('2021-08-11')])
      .when((_, raw) => suggestions.reopen(raw, reopened('2021-08-21').data, TODAY))
      .thenRuleBroken('in-future');
    for (const before of [...Object.values(UNDER_WAY), [received(), withdrawn('2021-08-11')]]) {
      given(before)
        .when((_, raw) => suggestions.reopen(raw, reopened('2021-08-12').data, TODAY))
        .thenRuleBroken('suggestion-not-resolved');
    }
    given([])
      .when((_, raw) => suggestions.reopen(raw, reopened('2021-08-12').data, TODAY))
      .thenRuleBroken('suggestion-not-received');
  });

  it.each([
    [{ outcome: 'infeasible' }, 'explanation-required'],
    [{ outcome: 'infeasible', remedy: '행정심판' }, 'explanation-required'],
    [{ outcome: 'partly-completed' }, 'what-was-not-done-required'],
    [{ outcome: 'closed' }, 'article-required'],
    [{ outcome: 'closed', explanation: '중복', remedy: '행정심판' }, 'article-required'],
    [{ reviewOn: '2021-08-10' }, 'review-before-said'],
  ] as const)('is not resolved with %j', (of, rule) => {
    given([received()])
      .when((_, raw) => suggestions.resolve(raw, outcome('2021-08-11', of), TODAY))
      .thenRuleBroken(rule);
  });

  it.each([
    {},
    { outcome: 'answered' },
    { outcome: 'infeasible', explanation: '사유지' },
    { outcome: 'partly-completed', explanation: '한 곳은 사유지' },
    { outcome: 'closed', article: '민원처리법 제21조' },
  ] as const)('is resolved with %j', (of) => {
    given([received()])
      .when((_, raw) => suggestions.resolve(raw, outcome('2021-08-11', of), TODAY))
      .then([resolved('2021-08-11', of)]);
  });

  it('states how to object where a statutory petition is refused, and where it is classified so before', () => {
    const petition = (on: string, kind: StatutoryKind = 'grievance') =>
      entry('SuggestionClassified', { kind, classifiedOn: on });
    const refused = { outcome: 'infeasible', explanation: '사유지' } as const;
    const refuse = (before: SuggestionEvent, of: object = {}) =>
      given([received(), before]).when((_, raw) =>
        suggestions.resolve(raw, outcome('2021-08-12', { ...refused, ...of }), TODAY),
      );
    refuse(petition('2021-08-11')).thenRuleBroken('remedy-required');
    refuse(petition('2021-08-11'), { remedy: '60일 안에 이의신청' }).then([
      resolved('2021-08-12', { ...refused, remedy: '60일 안에 이의신청' }),
    ]);
    refuse(petition('2021-08-11', 'none')).then([resolved('2021-08-12', refused)]);
    refuse(petition('2021-08-13')).then([resolved('2021-08-12', refused)]);
    const late = suggestions.decided('SuggestionClassified');
    given([received(), resolved('2021-08-12', refused)])
      .when((_, raw) => late(raw, petition('2021-08-11').data, TODAY))
      .thenRuleBroken('remedy-required', 'SuggestionResolved', 'stands in the way');
  });
});

describe("a suggestion's stream", () => {
  it('is named after its id', () => {
    expect(suggestionStream('s1')).toBe('suggestion-s1');
  });

  it('is folded without a throw, whatever stands in it', () => {
    const later = { type: 'SuggestionPraised', data: {} } as unknown as SuggestionEvent;
    expect(fold(suggestions.suggestion, [resolved('2021-08-10'), later])).toEqual({ phase: 'none' });
    const state = fold(suggestions.suggestion, [received()]);
    expect(suggestions.suggestion.evolve(state, later)).toBe(state);
    outcomeOf(() => {
      suggestions.suggestion.admit(state, later, TODAY);
      return [];
    }).thenNothing();
  });
});

describe('the code of a department', () => {
  it.each(['traffic-facilities', '공원관리과', 'B2'])('may be %s', (code) => {
    expect(aDepartmentCode(code)).toBeUndefined();
  });

  it.each([
    ['공원관리과'.normalize('NFD'), 'NFKC'],
    ['ｐａｒｋｓ', 'NFKC'],
    ['010-1234-5678', 'a phone number'],
    ['parks office', 'a department code'],
    [7, 'a department code'],
  ])('may not be %s', (code, words) => {
    expect(told(aDepartmentCode(code))).toContain(words);
  });
});
