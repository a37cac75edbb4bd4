import { givenFor, outcomeOf } from '../../test/given.js';
import {
  assigned,
  handedIn,
  onSite,
  outcome,
  received,
  reopened,
  resolved,
  withdrawn,
} from '../../test/suggestion-samples.js';
import { fold } from '../recording/aggregate.js';
import { told } from '../../test/told.js';
import { aDepartmentCode } from './handling/handling.events.js';
import type { Suggestion } from './life.js';
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
  assign: (s: Suggestion, on: string) => suggestions.assign(s, assigned(on, 'roads').data, TODAY),
  resolve: (s: Suggestion, on: string) => suggestions.resolve(s, outcome(on), TODAY),
  withdraw: (s: Suggestion, on: string) => suggestions.withdraw(s, withdrawn(on).data, TODAY),
};

describe('a suggestion', () => {
  it('is received, on site or handed in before, its meeting named or not', () => {
    for (const data of [onSite, handedIn, { ...handedIn, meetingId: null }, { ...onSite, acceptedOn: TODAY }]) {
      given([])
        .when((s) => suggestions.receive(s, data, TODAY))
        .then([received(data)]);
    }
  });

  it.each([
    [{ acceptedOn: '2021-08-21' }, 'accepted-in-future', '2021-08-21'],
    [{ meetingId: null }, 'meeting-required', 'on site'],
    [{ acceptedOn: '2021-08-09' }, 'accepted-before-raised', '2021-08-09'],
  ])('is not received on site with %j', (odd, rule, word) => {
    given([])
      .when((s) => suggestions.receive(s, { ...onSite, ...odd }, TODAY))
      .thenRuleBroken(rule, word);
  });

  it('is received once', () => {
    given([received()])
      .when((s) => suggestions.receive(s, onSite, TODAY))
      .thenRuleBroken('suggestion-already-received');
  });

  describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('when asked to %s', (step) => {
    it.each(Object.keys(UNDER_WAY))('does so while it is %s', (phase) => {
      const state = fold(suggestions.suggestion, UNDER_WAY[phase]!);
      expect(STEPS[step](state, '2021-08-10')).toHaveLength(1);
    });

    it.each(Object.keys(FINAL))('refuses once it is %s', (phase) => {
      const [before, rule] = FINAL[phase]!;
      given(before)
        .when((s) => STEPS[step](s, '2021-08-12'))
        .thenRuleBroken(rule, '2021-08-11');
    });

    it('refuses where nothing was received', () => {
      given([])
        .when((s) => STEPS[step](s, '2021-08-12'))
        .thenRuleBroken('suggestion-not-received');
    });

    it('takes a day from the last change of phase up to today, and none beyond', () => {
      const before = [received(), assigned('2021-08-12')];
      for (const day of ['2021-08-12', TODAY]) {
        expect(STEPS[step](fold(suggestions.suggestion, before), day)).toHaveLength(1);
      }
      given(before)
        .when((s) => STEPS[step](s, '2021-08-11'))
        .thenRuleBroken('before-last-change', '2021-08-12', 'assigned');
      given(before)
        .when((s) => STEPS[step](s, '2021-08-21'))
        .thenRuleBroken('in-future', '2021-08-21');
    });

    it('counts from the day it was handed in where that was earlier', () => {
      const before = [received(handedIn)];
      expect(STEPS[step](fold(suggestions.suggestion, before), '2021-08-02')).toHaveLength(1);
      given(before)
        .when((s) => STEPS[step](s, '2021-08-01'))
        .thenRuleBroken('before-last-change', '2021-08-02');
    });

    it('counts from the day it was raised where that was earlier', () => {
      const before = [received({ ...onSite, acceptedOn: '2021-08-12' })];
      expect(STEPS[step](fold(suggestions.suggestion, before), '2021-08-10')).toHaveLength(1);
      given(before)
        .when((s) => STEPS[step](s, '2021-08-09'))
        .thenRuleBroken('before-last-change', '2021-08-10');
    });
  });

  it('stays with the department that has it, and goes to another', () => {
    const before = [received(), assigned('2021-08-10')];
    given(before)
      .when((s) => suggestions.assign(s, assigned('2021-08-12').data, TODAY))
      .thenNothing();
    given(before)
      .when((s) => suggestions.assign(s, assigned('2021-08-12', 'roads').data, TODAY))
      .then([assigned('2021-08-12', 'roads')]);
  });

  it('is assigned anew after it was reopened, to the same department too', () => {
    given([received(), assigned('2021-08-10'), resolved('2021-08-11'), reopened('2021-08-12')])
      .when((s) => suggestions.assign(s, assigned('2021-08-12').data, TODAY))
      .then([assigned('2021-08-12')]);
  });

  it('is reopened once it is resolved, and only then', () => {
    given([received(), resolved('2021-08-11')])
      .when((s) => suggestions.reopen(s, reopened('2021-08-11').data, TODAY))
      .then([reopened('2021-08-11')]);
    given([received(), resolved('2021-08-11')])
      .when((s) => suggestions.reopen(s, reopened('2021-08-10').data, TODAY))
      .thenRuleBroken('before-last-change', 'resolved');
    given([received(), resolved('2021-08-11')])
      .when((s) => suggestions.reopen(s, reopened('2021-08-21').data, TODAY))
      .thenRuleBroken('in-future');
    for (const before of [...Object.values(UNDER_WAY), [received(), withdrawn('2021-08-11')]]) {
      given(before)
        .when((s) => suggestions.reopen(s, reopened('2021-08-12').data, TODAY))
        .thenRuleBroken('suggestion-not-resolved');
    }
    given([])
      .when((s) => suggestions.reopen(s, reopened('2021-08-12').data, TODAY))
      .thenRuleBroken('suggestion-not-received');
  });

  it.each([
    [{ outcome: 'infeasible' }, 'explanation-required'],
    [{ outcome: 'infeasible', remedy: '행정심판' }, 'explanation-required'],
    [{ outcome: 'infeasible', explanation: '사유지' }, 'remedy-required'],
    [{ outcome: 'closed' }, 'article-required'],
    [{ outcome: 'closed', explanation: '중복', remedy: '행정심판' }, 'article-required'],
  ] as const)('is not resolved with %j', (of, rule) => {
    given([received()])
      .when((s) => suggestions.resolve(s, outcome('2021-08-11', of), TODAY))
      .thenRuleBroken(rule);
  });

  it.each([
    {},
    { outcome: 'infeasible', explanation: '사유지', remedy: '행정심판' },
    { outcome: 'closed', article: '민원처리법 제21조' },
  ] as const)('is resolved with %j', (of) => {
    given([received()])
      .when((s) => suggestions.resolve(s, outcome('2021-08-11', of), TODAY))
      .then([resolved('2021-08-11', of)]);
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
