import { givenFor, outcomeOf } from '../../test/given.js';
import type { JurisdictionEvent } from './jurisdiction.events.js';
import { jurisdictionStream } from './jurisdiction.events.js';
import * as city from './jurisdiction.js';

const given = givenFor(city.jurisdiction);
const TODAY = '2022-06-01';

const deogyang = district('41281', '덕양구');
const haengsin = dong('4128159000', '행신동');

function district(code: string, name: string, validFrom: string | null = null, predecessors: string[] = []) {
  return { code, name, romanised: null, validFrom, predecessors };
}

function dong(code: string, name: string, validFrom: string | null = null, predecessors: string[] = []) {
  const rest = { romanised: null, source: '행정표준코드', confidence: 'sure', note: null };
  return { code, district: '41281', name, validFrom, predecessors, ...rest };
}

const registered = { type: 'DistrictRegistered', data: deogyang } as const;
const established = { type: 'DongEstablished', data: haengsin } as const;
const abolished = (validTo: string, successors: string[] = []) =>
  ({ type: 'DongAbolished', data: { code: haengsin.code, validTo, successors } }) as const;
const changed = (changedOn: string, note = '일부 편입') =>
  ({ type: 'DongBoundaryChanged', data: { code: haengsin.code, changedOn, note } }) as const;

describe('a district', () => {
  it('is registered once', () => {
    given([])
      .when((s) => city.registerDistrict(s, deogyang, TODAY))
      .then([registered]);
    given([registered])
      .when((s) => city.registerDistrict(s, { ...deogyang }, TODAY))
      .thenNothing();
  });

  it('cannot be registered otherwise under a code that is taken', () => {
    given([registered])
      .when((s) => city.registerDistrict(s, { ...deogyang, name: '일산동구' }, TODAY))
      .thenRuleBroken('district-code-taken', '41281');
  });
});

describe('a dong', () => {
  it('is established once, in a district that is registered', () => {
    given([registered])
      .when((s) => city.establishDong(s, haengsin, TODAY))
      .then([established]);
    given([registered, established])
      .when((s) => city.establishDong(s, { ...haengsin }, TODAY))
      .thenNothing();
    given([])
      .when((s) => city.establishDong(s, haengsin, TODAY))
      .thenRuleBroken('district-unknown', '41281');
  });

  it('cannot be established otherwise under a code that is taken, abolished or not', () => {
    given([registered, established, abolished('2022-01-02')])
      .when((s) => city.establishDong(s, dong(haengsin.code, '행신1동'), TODAY))
      .thenRuleBroken('dong-code-taken', haengsin.code);
  });

  it('has predecessors that are known', () => {
    const split = dong('4128159100', '행신4동', '2022-01-03', [haengsin.code]);
    given([registered, established])
      .when((s) => city.establishDong(s, split, TODAY))
      .then([{ type: 'DongEstablished', data: split }]);
    given([registered])
      .when((s) => city.establishDong(s, split, TODAY))
      .thenRuleBroken('dong-unknown', haengsin.code);
  });

  it('is abolished once; with other successors it is not the same', () => {
    const merged = { type: 'DongEstablished', data: dong('4128159100', '행신4동') } as const;
    const ended = abolished('2022-01-02', [merged.data.code]);
    given([registered, established, merged])
      .when((s) => city.abolishDong(s, ended.data, TODAY))
      .then([ended]);
    given([registered, established, merged, ended])
      .when((s) => city.abolishDong(s, { ...ended.data }, TODAY))
      .thenNothing();
    given([registered, established, merged, ended])
      .when((s) => city.abolishDong(s, abolished('2022-01-02').data, TODAY))
      .thenRuleBroken('dong-already-abolished', '2022-01-02');
  });

  it('cannot be abolished for successors that are not known, nor where it is not known itself', () => {
    given([registered, established])
      .when((s) => city.abolishDong(s, abolished('2022-01-02', ['4128159100']).data, TODAY))
      .thenRuleBroken('dong-unknown', '4128159100');
    given([registered])
      .when((s) => city.abolishDong(s, abolished('2022-01-02').data, TODAY))
      .thenRuleBroken('dong-unknown', haengsin.code);
  });

  it('cannot end before it begins, and may be there for one day', () => {
    const begun = { type: 'DongEstablished', data: { ...haengsin, validFrom: '2022-01-03' } } as const;
    given([registered, begun])
      .when((s) => city.abolishDong(s, abolished('2022-01-02').data, TODAY))
      .thenRuleBroken('dong-ends-before-start', '2022-01-03');
    given([registered, begun])
      .when((s) => city.abolishDong(s, abolished('2022-01-03').data, TODAY))
      .then([abolished('2022-01-03')]);
  });
});

describe("a dong's boundary", () => {
  it('changes once on a day; another note on that day is not the same', () => {
    given([registered, established])
      .when((s) => city.changeDongBoundary(s, changed('2022-01-03').data, TODAY))
      .then([changed('2022-01-03')]);
    given([registered, established, changed('2022-01-03')])
      .when((s) => city.changeDongBoundary(s, { ...changed('2022-01-03').data }, TODAY))
      .thenNothing();
    given([registered, established, changed('2022-01-03')])
      .when((s) => city.changeDongBoundary(s, changed('2022-01-03', '다른 기록').data, TODAY))
      .thenRuleBroken('boundary-change-recorded', '2022-01-03');
  });

  it('changes while the dong is there', () => {
    given([registered, established, abolished('2022-01-02')])
      .when((s) => city.changeDongBoundary(s, changed('2022-01-03').data, TODAY))
      .thenRuleBroken('dong-not-valid', '2022-01-02');
    given([registered])
      .when((s) => city.changeDongBoundary(s, changed('2022-01-03').data, TODAY))
      .thenRuleBroken('dong-unknown');
    given([registered, established, changed('2022-01-03')])
      .when((s) => city.abolishDong(s, abolished('2022-01-02').data, TODAY))
      .thenRuleBroken('dong-changed-later', '2022-01-03');
    const other = { type: 'DongEstablished', data: dong('4128159100', '행신4동') } as const;
    given([registered, established, other, changed('2022-01-03')])
      .when((s) => city.abolishDong(s, abolished('2022-01-03').data, TODAY))
      .then([abolished('2022-01-03')]);
    given([registered, established, other, changed('2022-01-03')])
      .when((s) => city.abolishDong(s, { code: other.data.code, validTo: '2022-01-02', successors: [] }, TODAY))
      .then([{ type: 'DongAbolished', data: { code: other.data.code, validTo: '2022-01-02', successors: [] } }]);
  });
});

describe('where something is on a day', () => {
  const begun = { type: 'DongEstablished', data: { ...haengsin, validFrom: '2019-01-01' } } as const;
  const ended = [registered, begun, abolished('2022-01-02')];
  const judge = (code: string, district: string, day: string) =>
    given(ended).when((s) => {
      city.judgeDong(s, code, district, day);
      return [];
    });

  it.each(['2019-01-01', '2022-01-02'])('the dong is there on its first and its last day: %s', (day) => {
    judge(haengsin.code, '41281', day).thenNothing();
  });

  it.each(['2018-12-31', '2022-01-03'])('the dong is not there on the days before and after: %s', (day) => {
    judge(haengsin.code, '41281', day).thenRuleBroken('dong-not-valid', day);
  });

  it('a dong that is not known is nowhere', () => {
    judge('4128100000', '41281', '2020-01-01').thenRuleBroken('dong-not-valid', '4128100000');
  });

  it('a dong is in one district', () => {
    judge(haengsin.code, '41285', '2020-01-01').thenRuleBroken('dong-not-in-district', '41281', '41285');
  });

  it('a dong that was there before the records has no first day', () => {
    given([registered, established])
      .when((s) => {
        expect(city.dongOn(s, haengsin.code, '1900-01-01').name).toBe('행신동');
        return [];
      })
      .thenNothing();
  });
});

describe("a city's stream", () => {
  it('is named after its code', () => {
    expect(jurisdictionStream('41280')).toBe('jurisdiction-41280');
  });

  it('takes what a later program wrote without a change', () => {
    const later = { type: 'DongMoved', data: { code: haengsin.code } } as unknown as JurisdictionEvent;
    expect(city.jurisdiction.evolve(city.jurisdiction.initial, later)).toBe(city.jurisdiction.initial);
    outcomeOf(() => {
      city.jurisdiction.admit(city.jurisdiction.initial, later, TODAY);
      return [];
    }).thenNothing();
  });

  it('is folded without a throw, whatever stands in it', () => {
    const state = [abolished('2022-01-02'), changed('2022-01-03'), established].reduce<city.Jurisdiction>(
      (before, event) => city.jurisdiction.evolve(before, event),
      city.jurisdiction.initial,
    );
    expect([...state.dongs.keys()]).toEqual([haengsin.code]);
  });
});
