import { givenFor, outcomeOf } from '../../test/given.js';
import type { JurisdictionEvent } from '../jurisdiction/jurisdiction.events.js';
import { jurisdiction } from '../jurisdiction/jurisdiction.js';
import { fold } from '../recording/aggregate.js';
import type { RoundEvent } from './round.events.js';
import { roundStream } from './round.events.js';
import * as rounds from './round.js';

const given = givenFor(rounds.round);
const TODAY = '2021-08-10';

type DataOf<T extends RoundEvent['type']> = Extract<RoundEvent, { type: T }>['data'];
type Opened = DataOf<'RoundOpened'>;

const live: Opened = {
  code: '2021-1',
  counting: 'live',
  kind: { code: 'dong-tongjang', ko: '동 통장협의회 소통 간담회', en: 'Meetings with the heads of tong' },
  participants: '통장',
  agenda: '시정 정책 공유',
  meetingPeriod: { from: '2021-03', to: '2021-12' },
  suggestionPeriod: { from: '2021-04', to: '2021-11' },
  participationKind: 'briefing',
};
const past: Opened = {
  ...live,
  counting: 'carried',
  meetingPeriod: { from: '2020-08', to: '2020-12' },
  suggestionPeriod: { from: '2020-08', to: '2020-12' },
};
const totals: DataOf<'CarriedTotalsRecorded'> = {
  districts: { 41281: { dongs: 4, suggestions: 21, meetings: null } },
  cityWide: null,
  splits: [],
  source: { title: '추진실적 보고서', publishedOn: null, note: null },
};
const WHOLE = { dongs: null, suggestions: 30, meetings: 3 };
const SPLIT = { by: '처리현황', district: null, label: '추진 중', printed: '23건', count: 23, won: null };

const opened = (data: Opened = live) => ({ type: 'RoundOpened', data }) as const;
const recordedTotals = { type: 'CarriedTotalsRecorded', data: totals } as const;
const superseded = (supersededOn: string) =>
  ({ type: 'CarriedTotalsSuperseded', data: { supersededOn, why: '회의록이 발견됨' } }) as const;
const closed = (closedOn: string) => ({ type: 'RoundClosed', data: { closedOn } }) as const;

describe('a round', () => {
  it('is opened once', () => {
    given([])
      .when((s) => rounds.openRound(s, live, TODAY))
      .then([opened()]);
    given([opened()])
      .when((s) => rounds.openRound(s, structuredClone(live), TODAY))
      .thenNothing();
    given([opened(), closed('2021-08-10')])
      .when((s) => rounds.openRound(s, live, TODAY))
      .thenNothing();
  });

  it('cannot be opened otherwise under a code that is taken', () => {
    given([opened()])
      .when((s) => rounds.openRound(s, { ...live, agenda: '다른 안건' }, TODAY))
      .thenRuleBroken('round-code-taken', '2021-1');
  });

  it('is closed once, from the first day of its meetings up to today', () => {
    for (const day of ['2021-03-01', TODAY]) {
      given([opened()])
        .when((s) => rounds.closeRound(s, { closedOn: day }, TODAY))
        .then([closed(day)]);
    }
    given([opened(), closed('2021-08-09')])
      .when((s) => rounds.closeRound(s, { closedOn: '2021-08-09' }, TODAY))
      .thenNothing();
  });

  it.each([
    [[], TODAY, 'round-unknown'],
    [[opened()], '2021-02-28', 'closed-before-start'],
    [[opened()], '2021-08-11', 'in-future'],
    [[opened(), closed('2021-08-09')], '2021-08-10', 'round-already-closed'],
  ] as const)('is not closed (%#)', (before, closedOn, rule) => {
    given([...before])
      .when((s) => rounds.closeRound(s, { closedOn }, TODAY))
      .thenRuleBroken(rule);
  });
});

describe('carried totals', () => {
  it('are recorded once for a carried round', () => {
    given([opened(past)])
      .when((s) => rounds.recordCarriedTotals(s, totals, TODAY))
      .then([recordedTotals]);
    given([opened(past), recordedTotals])
      .when((s) => rounds.recordCarriedTotals(s, structuredClone(totals), TODAY))
      .thenNothing();
  });

  it('may be recorded when the carried round is closed', () => {
    given([opened(past), closed('2020-12-31')])
      .when((s) => rounds.recordCarriedTotals(s, totals, TODAY))
      .then([recordedTotals]);
  });

  it('are of a past round: its last day may be today', () => {
    const until = (to: string | null) => ({ from: '2020-08', to });
    const record = (data: Opened) => given([opened(data)]).when((s) => rounds.recordCarriedTotals(s, totals, TODAY));
    record({ ...past, meetingPeriod: until('2021-08-10'), suggestionPeriod: until('2021-08-10') }).then([
      recordedTotals,
    ]);
    record({ ...past, meetingPeriod: until('2021-08-11') }).thenRuleBroken('carried-period-not-over', '2021-08-11');
    record({ ...past, suggestionPeriod: until('2021-08') }).thenRuleBroken('carried-period-not-over');
    record({ ...past, suggestionPeriod: until(null) }).thenRuleBroken('carried-period-not-over', 'open');
  });

  it('are refused in a live round, before the round is there, without a district, and a second time', () => {
    const record = (before: RoundEvent[], data = totals) =>
      given(before).when((s) => rounds.recordCarriedTotals(s, data, TODAY));
    record([opened()]).thenRuleBroken('round-is-live');
    record([]).thenRuleBroken('round-unknown');
    record([opened(past)], { ...totals, districts: {} }).thenRuleBroken('carried-totals-empty');
    record([opened(past), recordedTotals], {
      ...totals,
      districts: { 41281: { dongs: 5, suggestions: 21, meetings: null } },
    }).thenRuleBroken('carried-totals-recorded');
  });

  it('may be of the whole city alone, or of a figure that nobody knows', () => {
    const record = (data: DataOf<'CarriedTotalsRecorded'>) =>
      given([opened(past)]).when((s) => rounds.recordCarriedTotals(s, data, TODAY));
    for (const data of [
      { ...totals, districts: {}, cityWide: WHOLE, splits: [SPLIT] },
      { ...totals, districts: { 41281: { dongs: null, suggestions: 21, meetings: null } } },
      { ...totals, districts: { 41281: { dongs: 0, suggestions: 0, meetings: 0 } } },
      { ...totals, districts: { 41281: { dongs: 0, suggestions: null, meetings: 0 } } },
    ] as DataOf<'CarriedTotalsRecorded'>[]) {
      record(data).then([{ type: 'CarriedTotalsRecorded', data }]);
    }
  });

  it('are not of suggestions that came of 0 dongs: what is not known is null', () => {
    const record = (data: Partial<DataOf<'CarriedTotalsRecorded'>>) =>
      given([opened(past)]).when((s) => rounds.recordCarriedTotals(s, { ...totals, ...data }, TODAY));
    record({ districts: { 41281: { dongs: 0, suggestions: 21, meetings: null } } }).thenRuleBroken(
      'suggestions-without-dongs',
      '41281',
      '21',
    );
    record({ cityWide: { ...WHOLE, dongs: 0 } }).thenRuleBroken('suggestions-without-dongs', '30');
  });

  it('takes no totals from a source that is published later than today', () => {
    const publishedOn = (day: string) => ({ ...totals, source: { ...totals.source, publishedOn: day } });
    const carried = opened(past);
    const record = (day: string) =>
      given([carried]).when((s) => rounds.recordCarriedTotals(s, publishedOn(day), TODAY));
    record('2021-08-11').thenRuleBroken('in-future', '2021-08-11', TODAY);
    record(TODAY).then([{ type: 'CarriedTotalsRecorded', data: publishedOn(TODAY) }]);
  });

  it('name districts of the city', () => {
    const judge = (totals: RoundEvent, ...codes: string[]) =>
      judged(
        'CarriedTotalsRecorded',
        [opened(past), totals],
        codes.map((code) => registered(code)),
      );
    judge(recordedTotals, '41281', '41285').thenNothing();
    judge(recordedTotals, '41285').thenRuleBroken('district-unknown', '41281');
    const split = { ...recordedTotals, data: { ...totals, splits: [{ ...SPLIT, district: '41287' }] } };
    judge(split, '41281').thenRuleBroken('district-unknown', '41287');
  });

  it.each<[from: string | null, to: string | null, stood: boolean]>([
    [null, '2020-07-31', false],
    [null, '2020-08-01', true],
    ['2020-12-31', null, true],
    ['2021-01-01', null, false],
  ])('name districts that stood on a day of the periods: one from %s to %s', (from, to, stood) => {
    const city = [registered('41281', from), ...(to === null ? [] : [abolished('41281', to)]), registered('41285')];
    // Whichever of the two is the longer, and whichever is corrected.
    const day = { from: '2020-10-01', to: '2020-10-01' };
    for (const shorter of [{ meetingPeriod: day }, { suggestionPeriod: day }]) {
      const events = [opened({ ...past, ...shorter }), recordedTotals];
      for (const type of ['RoundOpened', 'CarriedTotalsRecorded'] as const) {
        const told = judged(type, events, city);
        if (stood) told.thenNothing();
        else
          told.thenRuleBroken(
            'district-not-in-round',
            '41281',
            '2020-08-01',
            '2020-12-31',
            'these did: 덕양구 (41285)',
          );
      }
    }
  });

  it('stand in the way of other periods only as long as they count', () => {
    const city = [registered('41281', '2021-01-01')];
    const events = [opened(past), recordedTotals, superseded('2021-05-01')];
    judged('RoundOpened', events, city).thenNothing();
    judged('CarriedTotalsRecorded', events, city).thenRuleBroken('district-not-in-round');
    judged('RoundOpened', [opened()], city).thenNothing();
  });

  function judged(type: RoundEvent['type'], events: readonly RoundEvent[], city: readonly JurisdictionEvent[]) {
    return given(events).when((_, raw) => {
      rounds.judgeRoundAcross(
        raw.find((event) => event.type === type)!,
        raw,
        fold(jurisdiction, city),
      );
      return [];
    });
  }

  function registered(code: string, validFrom: string | null = null): JurisdictionEvent {
    return { type: 'DistrictRegistered', data: { code, name: '덕양구', romanised: null, validFrom, predecessors: [] } };
  }

  function abolished(code: string, validTo: string): JurisdictionEvent {
    return { type: 'DistrictAbolished', data: { code, validTo, successors: [] } };
  }

  it('are superseded once, not later than today', () => {
    const supersede = (before: RoundEvent[], on = TODAY) =>
      given(before).when((s) => rounds.supersedeCarriedTotals(s, superseded(on).data, TODAY));
    supersede([opened(past), recordedTotals]).then([superseded(TODAY)]);
    supersede([opened(past), recordedTotals], '2021-08-11').thenRuleBroken('in-future', '2021-08-11');
    supersede([opened(past)]).thenRuleBroken('nothing-carried');
    supersede([opened()]).thenRuleBroken('nothing-carried');
    supersede([opened(past), recordedTotals, superseded(TODAY)]).thenRuleBroken('nothing-carried');
    supersede([]).thenRuleBroken('round-unknown');
  });
});

describe('what is recorded in a round', () => {
  const closure = (before: RoundEvent[], reason: string | null) =>
    given(before).when((s) => {
      rounds.judgeClosure(s, reason);
      return [];
    });

  it('says why it comes late where the round is closed, whatever its day, and only there', () => {
    closure([opened()], null).thenNothing();
    closure([opened()], '회의록이 늦게 옴').thenRuleBroken('round-not-closed');
    closure([opened(), closed('2021-08-09')], null).thenRuleBroken(
      'after-closure-reason-required',
      '2021-08-09',
      'afterClosureReason',
    );
    closure([opened(), closed('2021-08-09')], '회의록이 늦게 옴').thenNothing();
    closure([], null).thenNothing();
  });
});

describe('details', () => {
  const details = (before: RoundEvent[]) =>
    given(before).when((s) => {
      rounds.roundForDetails(s, 'r1');
      return [];
    });

  it('are taken by a live round, closed or not, and by a carried one once it is superseded', () => {
    details([opened()]).thenNothing();
    details([opened(), closed(TODAY)]).thenNothing();
    details([opened(past), recordedTotals, superseded(TODAY)]).thenNothing();
  });

  it('are refused by a carried round, with totals or without, and by one that is not there', () => {
    details([opened(past)]).thenRuleBroken('round-is-carried', '2021-1');
    details([opened(past), recordedTotals]).thenRuleBroken('round-is-carried');
    details([]).thenRuleBroken('round-unknown', 'r1', 'or is voided');
  });
});

describe("a round's stream", () => {
  it('is named after its id', () => {
    expect(roundStream('r1')).toBe('round-r1');
  });

  it('is folded without a throw, whatever stands in it', () => {
    const odd = [recordedTotals, superseded(TODAY), closed(TODAY)].reduce<rounds.Round>(
      (state, event) => rounds.round.evolve(state, event),
      rounds.round.initial,
    );
    expect(odd).toEqual({ phase: 'none' });
  });

  it('takes what a later program wrote without a change', () => {
    const later = { type: 'RoundRenamed', data: {} } as unknown as RoundEvent;
    const state = rounds.round.evolve(rounds.round.initial, opened());
    expect(rounds.round.evolve(state, later)).toBe(state);
    outcomeOf(() => {
      rounds.round.admit(state, later, TODAY);
      return [];
    }).thenNothing();
  });
});
