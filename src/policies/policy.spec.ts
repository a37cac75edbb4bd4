import { givenFor } from '../../test/given.js';
import { HANDLING_STATUSES, type HandlingStatus } from '../suggestions/handling-status.js';
import * as inForce from './in-force.js';
import type { PolicyEvent } from './policy.events.js';
import { judgeFieldOfWork, judgeProposerKind, policy, setPolicy } from './policy.js';

const given = givenFor(policy);
const TODAY = '2022-06-01';
const basis = '건의사항 관리지침';

const word = (ko: string) => ({ ko, en: null });
const covering = (ko: string, ...statuses: HandlingStatus[]) => ({ word: word(ko), statuses });
const rest = (...but: HandlingStatus[]) => HANDLING_STATUSES.filter((one) => one !== 'split' && !but.includes(one));

const done = covering('완료', 'completed');

/** Words of a report that calls some statuses by words of their own, and all the rest 기타. */
const words = (of: Partial<inForce.StatusWords> = {}): PolicyEvent => ({
  type: 'StatusWordsSet',
  data: {
    set: 'half-yearly',
    validFrom: '2022-01-01',
    basis,
    words: [done, covering('기타', ...rest('completed'))],
    splits: [],
    ...of,
  },
});
const when = (of: Partial<inForce.StatusWords['splits'][number]['parts'][number]['when']> = {}) => ({
  targetWithinYears: null,
  budgetLine: null,
  ...of,
});
const fields = (validFrom: string, ...codes: string[]): PolicyEvent => ({
  type: 'FieldsOfWorkSet',
  data: { validFrom, basis, fields: codes.map((code) => ({ code, ko: `${code} 분야`, en: null })) },
});
const kinds = (validFrom: string, ...codes: string[]): PolicyEvent => ({
  type: 'ProposerKindsSet',
  data: { validFrom, basis, kinds: codes.map((code) => ({ code, ko: `${code} 구분`, en: null })) },
});
const hours = (of: Partial<inForce.OfficeHours> = {}): PolicyEvent => ({
  type: 'OfficeHoursSet',
  data: { validFrom: '2022-01-01', basis, from: '09:00', to: '18:00', pauseFrom: '12:00', pauseTo: '13:00', ...of },
});
const oral = (validFrom: string, workingDays: number | null): PolicyEvent => ({
  type: 'OralSuggestionDefaultSet',
  data: { validFrom, basis, workingDays },
});
const deciding = (event: PolicyEvent) => (state: inForce.Policy) => setPolicy(state, event, TODAY);

describe('what a city sets', () => {
  it.each([words(), fields('2022-01-01', 'traffic'), kinds('2022-01-01', 'tongjang'), oral('2022-01-01', 14), hours()])(
    'is set once for a day: %j',
    (event) => {
      given([]).when(deciding(event)).then([event]);
      given([event]).when(deciding(event)).thenNothing();
      const other = { ...event, data: { ...event.data, basis: '다른 지침' } } as PolicyEvent;
      given([event]).when(deciding(other)).thenRuleBroken('policy-set-that-day', '2022-01-01');
    },
  );

  it('may be set for a day before what was set already', () => {
    given([fields('2022-01-01', 'traffic')])
      .when(deciding(fields('2021-01-01', 'roads')))
      .then([fields('2021-01-01', 'roads')]);
  });

  it('is set for each kind of report by itself', () => {
    given([words()])
      .when(deciding(words({ set: 'petition' })))
      .then([words({ set: 'petition' })]);
  });
});

describe('a set of words', () => {
  const broken = (of: Partial<inForce.StatusWords>, rule: string, ...said: string[]) => {
    given([])
      .when(deciding(words(of)))
      .thenRuleBroken(rule, ...said);
  };

  it('covers every status but split', () => {
    const all = [covering('완료', 'completed'), covering('기타', ...rest('completed', 'closed', 'merged'))];
    broken({ words: all }, 'status-without-word', 'closed, merged');
  });

  it('may cover split as well, once', () => {
    const all = words({ words: [covering('분리', 'split'), done, covering('기타', ...rest('completed'))] });
    given([]).when(deciding(all)).then([all]);
    const twice = [covering('분리', 'split'), covering('기타', 'split', ...rest())];
    broken({ words: twice }, 'status-with-two-words', 'split');
  });

  it('covers none twice, be it in words or in a split', () => {
    broken(
      { words: [covering('완료', 'completed'), covering('기타', ...rest())] },
      'status-with-two-words',
      'completed',
    );
    const parts = [{ when: when({ targetWithinYears: 0 }), word: word('단기 추진') }];
    broken({ splits: [{ status: 'planned', parts, rest: word('장기 추진') }] }, 'status-with-two-words', 'planned');
  });

  it('has each word on one line, and none of nothing', () => {
    broken({ words: [covering('기타', 'completed'), covering('기타', ...rest('completed'))] }, 'word-twice', '기타');
    broken({ words: [covering('보류'), covering('기타', ...rest())] }, 'word-of-nothing', '보류');
  });

  it('gives a word of split statuses its place among the others', () => {
    const parts = [{ when: when({ targetWithinYears: 0 }), word: word('단기 추진') }];
    const all = words({
      words: [done, covering('단기 추진'), covering('기타', ...rest('planned', 'completed'))],
      splits: [{ status: 'planned', parts, rest: word('장기 추진') }],
    });
    given([]).when(deciding(all)).then([all]);
  });

  it('never shows closed as completed', () => {
    broken(
      { words: [covering('완료', 'completed', 'closed'), covering('기타', ...rest('completed', 'closed'))] },
      'closed-as-completed',
    );
  });

  it('splits a status by conditions that can be met', () => {
    const splits = [{ status: 'planned', parts: [{ when: when(), word: word('추진') }], rest: word('예정') }] as const;
    broken(
      { words: [done, covering('기타', ...rest('planned', 'completed'))], splits },
      'condition-of-nothing',
      'planned',
    );
  });
});

describe('the word for a status', () => {
  const set: Pick<inForce.StatusWords, 'words' | 'splits'> = {
    words: [covering('완료', 'completed'), covering('추진불가', 'infeasible')],
    splits: [
      {
        status: 'planned',
        parts: [
          { when: when({ targetWithinYears: 0, budgetLine: 'included' }), word: word('예산 확보') },
          { when: when({ targetWithinYears: 1 }), word: word('단기 추진') },
          { when: when({ budgetLine: 'asked' }), word: word('예산 요구') },
        ],
        rest: word('장기 추진'),
      },
    ],
  };
  const said = (status: HandlingStatus, by: string | null = null, ...states: string[]) => {
    const planned = { target: by === null ? null : { by }, budgetLines: states.map((state) => ({ state })) };
    return inForce.wordOf(status, planned, set, '2022-06-30')?.ko;
  };

  it('is that of the word which covers it, whatever is planned', () => {
    expect(said('completed', '2022-12-31', 'included')).toBe('완료');
    expect(said('infeasible')).toBe('추진불가');
  });

  it('of a split status is that of the first condition that holds, else the rest', () => {
    expect(said('planned', '2022-12-31', 'cut', 'included')).toBe('예산 확보');
    expect(said('planned', '2022-12-31', 'cut')).toBe('단기 추진');
    expect(said('planned', '2021-12-31')).toBe('단기 추진');
    expect(said('planned', '2023-12-31', 'included')).toBe('단기 추진');
    expect(said('planned', '2024-12-31', 'asked')).toBe('예산 요구');
    expect(said('planned', '2024-12-31')).toBe('장기 추진');
    expect(said('planned')).toBe('장기 추진');
  });

  it('of a status that no word covers is not known', () => {
    expect(said('pending')).toBeUndefined();
  });
});

describe('a list of codes', () => {
  it('names each code and each name once', () => {
    given([])
      .when(deciding(fields('2022-01-01', 'traffic', 'parks', 'traffic')))
      .thenRuleBroken('code-twice', 'traffic');
    const alike = [
      { code: 'a', ko: '통장', en: null },
      { code: 'b', ko: '통장', en: null },
    ];
    const event = { type: 'ProposerKindsSet', data: { validFrom: '2022-01-01', basis, kinds: alike } } as const;
    given([]).when(deciding(event)).thenRuleBroken('code-twice', '통장');
  });
});

describe('office hours', () => {
  it.each<Partial<inForce.OfficeHours>>([
    { from: '18:00', to: '09:00' },
    { pauseFrom: '13:00', pauseTo: '12:00' },
    { pauseFrom: '08:00' },
    { pauseTo: '19:00' },
    { pauseTo: null },
    { pauseFrom: null },
  ])('are refused in disorder: %j', (of) => {
    given([])
      .when(deciding(hours(of)))
      .thenRuleBroken('office-hours-in-disorder');
  });

  it('may be without a pause', () => {
    const event = hours({ pauseFrom: null, pauseTo: null });
    given([]).when(deciding(event)).then([event]);
  });
});

describe('what holds on a day', () => {
  const stated = <T>(events: PolicyEvent[], of: (state: inForce.Policy) => T) =>
    of(events.reduce(inForce.withSet, inForce.NOTHING_SET));

  it('is what was set for the last day before, in whatever order it was recorded', () => {
    const set = [fields('2022-01-01', 'b'), fields('2023-01-01', 'c'), fields('2021-01-01', 'a')];
    const on = (day: string) => stated(set, (state) => inForce.fieldsOn(state, day)?.map(({ code }) => code));
    expect([on('2020-12-31'), on('2021-01-01'), on('2022-12-31'), on('2023-01-01')]).toEqual([
      undefined,
      ['a'],
      ['b'],
      ['c'],
    ]);
  });

  it('are the words of each kind of report', () => {
    const set = [
      words(),
      words({ set: 'petition', validFrom: '2022-02-01' }),
      words({ validFrom: '2023-01-01', basis: '새 지침' }),
    ];
    const on = (day: string) =>
      stated(set, (state) => inForce.allWordsOn(state, day).map((one) => [one.set, one.basis]));
    expect(on('2022-01-31')).toEqual([['half-yearly', basis]]);
    expect(on('2023-01-01')).toEqual([
      ['half-yearly', '새 지침'],
      ['petition', basis],
    ]);
  });

  it('is no day for what was raised orally, unless one is set', () => {
    const set = [oral('2022-01-01', 14), oral('2023-01-01', null)];
    const on = (day: string) => stated(set, (state) => inForce.oralDefaultOn(state, day)?.workingDays ?? null);
    expect([on('2021-12-31'), on('2022-01-01'), on('2023-01-01')]).toEqual([null, 14, null]);
  });

  it('are the office hours set last', () => {
    const on = (day: string) => stated([hours()], (state) => inForce.officeHoursOn(state, day)?.from);
    expect([on('2021-12-31'), on('2022-01-01')]).toEqual([undefined, '09:00']);
  });

  it('is nothing of what a later program set', () => {
    const later = { type: 'HolidaysSet', data: { validFrom: '2022-01-01' } } as unknown as PolicyEvent;
    expect(policy.evolve(policy.initial, later)).toBe(policy.initial);
    expect(() => {
      policy.admit(policy.initial, later, TODAY);
    }).not.toThrow();
  });
});

describe('what names a code of the city', () => {
  const judged = (events: PolicyEvent[], judge: (state: inForce.Policy) => void) =>
    given(events).when((state) => {
      judge(state);
      return [];
    });

  it('names a field of work on the list of its day, or any while none is set', () => {
    const set = [fields('2022-01-01', 'traffic')];
    judged(set, (state) => judgeFieldOfWork(state, 'parks', '2021-12-31')).thenNothing();
    judged(set, (state) => judgeFieldOfWork(state, 'traffic', '2022-01-01')).thenNothing();
    judged(set, (state) => judgeFieldOfWork(state, 'parks', '2022-01-01')).thenRuleBroken(
      'field-of-work-unknown',
      'parks',
      'there are traffic',
    );
  });

  it('names a kind of proposer on the list of its day, or a built-in one while none is set', () => {
    const set = [kinds('2022-01-01', 'merchant')];
    for (const code of ['committee-member', 'tongjang', 'resident']) {
      judged(set, (state) => judgeProposerKind(state, code, '2021-12-31')).thenNothing();
    }
    judged(set, (state) => judgeProposerKind(state, 'merchant', '2021-12-31')).thenRuleBroken('proposer-kind-unknown');
    judged(set, (state) => judgeProposerKind(state, 'merchant', '2022-01-01')).thenNothing();
    judged(set, (state) => judgeProposerKind(state, 'resident', '2022-01-01')).thenRuleBroken(
      'proposer-kind-unknown',
      'resident',
      'there are merchant',
    );
  });
});
