import { givenFor, outcomeOf } from '../../test/given.js';
import type { JurisdictionEvent } from './jurisdiction.events.js';
import * as city from './jurisdiction.js';

const given = givenFor(city.jurisdiction);
const TODAY = '2026-06-01';

const register = (code: string, name: string, validFrom: string | null = null, predecessors: string[] = []) =>
  ({ type: 'DistrictRegistered', data: { code, name, romanised: null, validFrom, predecessors } }) as const;
const establish = (code: string, validFrom: string | null = null, predecessors: string[] = []) => {
  const rest = { romanised: null, source: '행정표준코드', confidence: 'sure', note: null };
  const data = { code, district: code.slice(0, 5), name: `${code}동`, validFrom, predecessors, ...rest };
  return { type: 'DongEstablished', data } as const;
};
const renameDistrict = (code: string, name: string, renamedOn: string) =>
  ({ type: 'DistrictRenamed', data: { code, name, romanised: null, renamedOn } }) as const;
const renameDong = (code: string, name: string, renamedOn: string) =>
  ({ type: 'DongRenamed', data: { code, name, romanised: null, renamedOn } }) as const;
const endDistrict = (code: string, validTo: string, ...successors: string[]) =>
  ({ type: 'DistrictAbolished', data: { code, validTo, successors } }) as const;
const endDong = (code: string, validTo: string, ...successors: string[]) =>
  ({ type: 'DongAbolished', data: { code, validTo, successors } }) as const;

const deogyang = register('41281', '덕양구');

/** 화성시 was one district, and has been four since 2026-02-01; its dongs here are made up. */
describe('districts over time', () => {
  const one = [register('41590', '화성시'), establish('4159025000')];
  const dongtan = register('41597', '동탄구', '2026-02-01', ['41590']);
  const after = [...one, dongtan, establish('4159751000', '2026-02-01', ['4159025000'])];
  const ends = endDistrict('41590', '2026-01-31', '41597');

  it('come of districts that are known, each named once', () => {
    given(one)
      .when((s) => city.registerDistrict(s, dongtan.data, TODAY))
      .then([dongtan]);
    given([])
      .when((s) => city.registerDistrict(s, dongtan.data, TODAY))
      .thenRuleBroken('district-unknown', '41590');
    given(one)
      .when((s) => city.registerDistrict(s, register('41597', '동탄구', null, ['41590', '41590']).data, TODAY))
      .thenRuleBroken('place-named-twice', '41590');
    given(one)
      .when((s) => city.registerDistrict(s, register('41597', '동탄구', null, ['41597']).data, TODAY))
      .thenRuleBroken('place-of-itself', '41597');
  });

  it('end once their dongs have, which are followed by dongs of new codes', () => {
    given(after)
      .when((s) => city.abolishDistrict(s, ends.data, TODAY))
      .thenRuleBroken('district-has-dongs', '4159025000');
    given([...after, endDong('4159025000', '2026-02-01', '4159751000')])
      .when((s) => city.abolishDistrict(s, ends.data, TODAY))
      .thenRuleBroken('district-has-dongs', '2026-01-31');
    const ended = [...after, endDong('4159025000', '2026-01-31', '4159751000')];
    given(ended)
      .when((s) => city.abolishDistrict(s, ends.data, TODAY))
      .then([ends]);
    given([...ended, ends])
      .when((s) => city.abolishDistrict(s, { ...ends.data }, TODAY))
      .thenNothing();
    given([...ended, ends])
      .when((s) => city.abolishDistrict(s, endDistrict('41590', '2026-03-31').data, TODAY))
      .thenRuleBroken('district-already-abolished', '2026-01-31');
  });

  it('do not end before they begin, nor before they were renamed', () => {
    given([register('41590', '화성시'), dongtan])
      .when((s) => city.abolishDistrict(s, endDistrict('41597', '2026-01-31').data, TODAY))
      .thenRuleBroken('district-ends-before-start', '2026-02-01');
    given([register('28177', '남구'), renameDistrict('28177', '미추홀구', '2018-07-01')])
      .when((s) => city.abolishDistrict(s, endDistrict('28177', '2018-06-30').data, TODAY))
      .thenRuleBroken('renamed-later', '2018-07-01');
  });

  it('are followed by others that are known and outlast them', () => {
    given([register('41590', '화성시')])
      .when((s) => city.abolishDistrict(s, endDistrict('41590', '2026-01-31', '41597').data, TODAY))
      .thenRuleBroken('district-unknown', '41597');
    given([register('41590', '화성시'), dongtan])
      .when((s) => city.abolishDistrict(s, endDistrict('41590', '2026-01-31', '41590').data, TODAY))
      .thenRuleBroken('place-of-itself', '41590');
    given([register('41590', '화성시'), dongtan])
      .when((s) => city.abolishDistrict(s, endDistrict('41590', '2026-01-31', '41597', '41597').data, TODAY))
      .thenRuleBroken('place-named-twice', '41597');
    given([register('41590', '화성시'), dongtan, endDistrict('41597', '2026-02-01')])
      .when((s) => city.abolishDistrict(s, endDistrict('41590', '2026-02-01', '41597').data, TODAY))
      .thenRuleBroken('successor-ends-before', '동탄구 (41597)');
  });

  it('have dongs from their first day on, and none on the days before and after', () => {
    given([register('41590', '화성시'), dongtan])
      .when((s) => city.establishDong(s, establish('4159751000', '2026-01-31').data, TODAY))
      .thenRuleBroken('district-not-valid', 'from 2026-02-01');
    given([register('41590', '화성시'), dongtan])
      .when((s) => city.establishDong(s, establish('4159751000').data, TODAY))
      .thenRuleBroken('dong-before-its-district', '2026-02-01');
    const ended = [register('41590', '화성시'), endDistrict('41590', '2026-01-31'), establish('4159025000')];
    const judged = (day: string) =>
      given(ended).when((s) => {
        city.judgeDong(s, '4159025000', '41590', day);
        return [];
      });
    judged('2026-01-31').thenNothing();
    judged('2026-02-01').thenRuleBroken('district-not-valid', 'until 2026-01-31');
  });

  it('are there or not on the day that something names them', () => {
    const judged = (code: string, day: string | null) =>
      given([register('41590', '화성시'), dongtan]).when((s) => {
        city.judgeDistrict(s, code, day);
        return [];
      });
    judged('41597', '2026-02-01').thenNothing();
    judged('41597', null).thenNothing();
    judged('41597', '2026-01-31').thenRuleBroken('district-not-valid');
    judged('41593', null).thenRuleBroken('district-unknown', '41593');
  });
});

describe('another name', () => {
  const namgu = register('28177', '남구');
  const michuhol = renameDistrict('28177', '미추홀구', '2018-07-01');
  const begun = [deogyang, establish('4128159000', '2019-01-01')];

  it('is that of a district from a day on, recorded once', () => {
    given([namgu])
      .when((s) => city.renameDistrict(s, michuhol.data, TODAY))
      .then([michuhol]);
    given([namgu, michuhol])
      .when((s) => city.renameDistrict(s, { ...michuhol.data }, TODAY))
      .thenNothing();
    given([namgu, michuhol])
      .when((s) => city.renameDistrict(s, renameDistrict('28177', '남구', '2018-07-01').data, TODAY))
      .thenRuleBroken('rename-recorded', '2018-07-01');
    given([])
      .when((s) => city.renameDistrict(s, michuhol.data, TODAY))
      .thenRuleBroken('district-unknown', '28177');
  });

  it('is that of a dong after its first day, while it is there', () => {
    const renamed = renameDong('4128159000', '행신1동', '2020-01-01');
    given(begun)
      .when((s) => city.renameDong(s, renamed.data, TODAY))
      .then([renamed]);
    given([...begun, renamed])
      .when((s) => city.renameDong(s, { ...renamed.data }, TODAY))
      .thenNothing();
    given(begun)
      .when((s) => city.renameDong(s, renameDong('4128159000', '행신1동', '2019-01-01').data, TODAY))
      .thenRuleBroken('renamed-at-start', '2019-01-01');
    given([...begun, endDong('4128159000', '2019-12-31')])
      .when((s) => city.renameDong(s, renamed.data, TODAY))
      .thenRuleBroken('dong-not-valid', 'until 2019-12-31');
    given([...begun, renamed])
      .when((s) => city.abolishDong(s, endDong('4128159000', '2019-12-31').data, TODAY))
      .thenRuleBroken('renamed-later', '2020-01-01');
    given([deogyang])
      .when((s) => city.renameDong(s, renamed.data, TODAY))
      .thenRuleBroken('dong-unknown', '4128159000');
  });

  it('does not hide the last one where an earlier is recorded after it', () => {
    given([namgu, michuhol, renameDistrict('28177', '인천남구', '2010-01-01')])
      .when((s) => {
        expect(s.districts.get('28177')?.name).toBe('미추홀구');
        return [];
      })
      .thenNothing();
  });
});

describe('a dong', () => {
  const two = [deogyang, establish('4128159000'), establish('4128159100')];

  it('neither follows itself nor is followed by one twice, or by one that ends with it', () => {
    given(two)
      .when((s) => city.abolishDong(s, endDong('4128159000', '2022-01-02', '4128159000').data, TODAY))
      .thenRuleBroken('place-of-itself', '4128159000');
    given(two)
      .when((s) => city.abolishDong(s, endDong('4128159000', '2022-01-02', '4128159100', '4128159100').data, TODAY))
      .thenRuleBroken('place-named-twice', '4128159100');
    given([...two, endDong('4128159100', '2022-01-02')])
      .when((s) => city.abolishDong(s, endDong('4128159000', '2022-01-02', '4128159100').data, TODAY))
      .thenRuleBroken('successor-ends-before', '4128159100');
    given([...two, endDong('4128159000', '2022-01-02', '4128159100')])
      .when((s) => city.abolishDong(s, endDong('4128159100', '2022-01-02').data, TODAY))
      .thenRuleBroken('successor-ends-before', '4128159000');
  });

  it('does not come of itself', () => {
    given(two)
      .when((s) => city.establishDong(s, establish('4128159200', '2022-01-03', ['4128159200']).data, TODAY))
      .thenRuleBroken('place-of-itself', '4128159200');
  });

  it('does not come of one dong twice', () => {
    const data = establish('4128159200', '2022-01-03', ['4128159000', '4128159000']).data;
    given(two)
      .when((s) => city.establishDong(s, data, TODAY))
      .thenRuleBroken('place-named-twice', '4128159000');
  });
});

describe('codes', () => {
  const judged = (event: JurisdictionEvent, of: string) =>
    outcomeOf(() => {
      city.judgeCodes(event, of);
      return [];
    });

  it.each([
    ['41280', '41281'],
    ['41590', '41590'],
    ['41590', '41597'],
    ['11000', '11110'],
    ['28000', '28177'],
    ['30000', '30110'],
    ['36110', '36110'],
    ['51110', '42110'],
    ['52110', '45111'],
    ['41281', '41281'],
  ])('of the city %s: the district %s', (of, code) => {
    judged(register(code, '구'), of).thenNothing();
    judged(establish(`${code}51000`), of).thenNothing();
  });

  it.each([
    ['41280', '41290'],
    ['41590', '41500'],
    ['11000', '12110'],
    ['30000', '31110'],
    ['51110', '42150'],
    ['41281', '41285'],
  ])('that are none of the city %s: %s', (of, code) => {
    judged(register(code, '구'), of).thenRuleBroken('code-of-other-city', code, of);
    judged(establish(`${code}51000`), of).thenRuleBroken('code-of-other-city', code);
  });

  it('of a dong begin with its district', () => {
    const elsewhere = { ...establish('4128551000').data, district: '41281' };
    judged({ type: 'DongEstablished', data: elsewhere }, '41280').thenRuleBroken(
      'dong-code-of-other-district',
      '4128551000',
      '41281',
    );
  });
});
