import { givenFor } from '../../test/given.js';
import type { OrganisationEvent } from './organisation.events.js';
import * as city from './organisation.js';

const given = givenFor(city.organisation);
const TODAY = '2024-06-01';

type DataOf<T extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: T }>['data'];

const established = (code: string, name: string, of: Partial<DataOf<'DepartmentEstablished'>> = {}) =>
  ({
    type: 'DepartmentEstablished',
    data: { code, name, parent: null, level: 'division', district: null, validFrom: null, source: null, ...of },
  }) as const;
const renamed = (code: string, name: string, renamedOn: string) =>
  ({ type: 'DepartmentRenamed', data: { code, name, renamedOn } }) as const;
const abolished = (code: string, validTo: string, ...successors: string[]) =>
  ({ type: 'DepartmentAbolished', data: { code, validTo, successors } }) as const;

const traffic = established('traffic', '교통과', { validFrom: '2022-01-03' });
const roads = established('roads', '도로과');

describe('a department', () => {
  it('is established once', () => {
    given([])
      .when((s) => city.establishDepartment(s, traffic.data, TODAY))
      .then([traffic]);
    given([traffic])
      .when((s) => city.establishDepartment(s, { ...traffic.data }, TODAY))
      .thenNothing();
    given([traffic, abolished('traffic', '2023-12-31')])
      .when((s) => city.establishDepartment(s, { ...traffic.data, name: '교통정책과' }, TODAY))
      .thenRuleBroken('department-code-taken', 'traffic');
  });

  it('belongs to one that is there on its first day, never to itself', () => {
    const part = (validFrom: string | null, parent = 'traffic') =>
      established('signals', '신호팀', { level: 'team', parent, validFrom });
    given([traffic])
      .when((s) => city.establishDepartment(s, part('2022-01-03').data, TODAY))
      .then([part('2022-01-03')]);
    given([traffic])
      .when((s) => city.establishDepartment(s, part('2022-01-02').data, TODAY))
      .thenRuleBroken('department-not-valid', '교통과 (traffic)', '2022-01-02', 'from 2022-01-03');
    given([traffic])
      .when((s) => city.establishDepartment(s, part(null, 'parks').data, TODAY))
      .thenRuleBroken('department-unknown', 'parks');
    given([])
      .when((s) => city.establishDepartment(s, part(null, 'signals').data, TODAY))
      .thenRuleBroken('department-of-itself', 'signals');
  });

  it('is renamed once on a day, after its first, while it is there', () => {
    given([traffic])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통정책과', '2023-01-01').data, TODAY))
      .then([renamed('traffic', '교통정책과', '2023-01-01')]);
    given([traffic, renamed('traffic', '교통정책과', '2023-01-01')])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통정책과', '2023-01-01').data, TODAY))
      .thenNothing();
    given([traffic, renamed('traffic', '교통정책과', '2023-01-01')])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통관리과', '2023-01-01').data, TODAY))
      .thenRuleBroken('department-rename-recorded', '2023-01-01');
    given([traffic])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통정책과', '2022-01-03').data, TODAY))
      .thenRuleBroken('department-renamed-before-start', '2022-01-03');
    given([traffic])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통정책과', '2022-01-02').data, TODAY))
      .thenRuleBroken('department-not-valid', '2022-01-02');
    given([traffic, abolished('traffic', '2023-12-31')])
      .when((s) => city.renameDepartment(s, renamed('traffic', '교통정책과', '2024-01-01').data, TODAY))
      .thenRuleBroken('department-not-valid', '2024-01-01');
  });

  it('has the name of the day, in whatever order the names were recorded', () => {
    given([traffic, renamed('traffic', '교통관리과', '2024-01-01'), renamed('traffic', '교통정책과', '2023-01-01')])
      .when((s) => {
        const on = (day: string) => city.nameOn(s.departments.get('traffic')!, day);
        expect([on('2021-01-01'), on('2022-12-31'), on('2023-01-01'), on('2023-12-31'), on('2024-01-01')]).toEqual([
          '교통과',
          '교통과',
          '교통정책과',
          '교통정책과',
          '교통관리과',
        ]);
        return [];
      })
      .thenNothing();
  });

  it('is abolished once, not before it begins nor before it was renamed', () => {
    given([traffic, roads])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'roads').data, TODAY))
      .then([abolished('traffic', '2023-12-31', 'roads')]);
    given([traffic, roads, abolished('traffic', '2023-12-31', 'roads')])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'roads').data, TODAY))
      .thenNothing();
    given([traffic, roads, abolished('traffic', '2023-12-31', 'roads')])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2024-12-31').data, TODAY))
      .thenRuleBroken('department-already-abolished', '2023-12-31');
    given([traffic])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2022-01-02').data, TODAY))
      .thenRuleBroken('department-ends-before-start', '2022-01-03');
    given([traffic, renamed('traffic', '교통정책과', '2023-01-01')])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2022-12-31').data, TODAY))
      .thenRuleBroken('department-renamed-later', '2023-01-01');
  });

  it('is followed by others that are known, each named once', () => {
    given([traffic])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'roads').data, TODAY))
      .thenRuleBroken('department-unknown', 'roads');
    given([traffic])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'traffic').data, TODAY))
      .thenRuleBroken('department-of-itself', 'traffic');
    given([traffic, roads])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'roads', 'roads').data, TODAY))
      .thenRuleBroken('department-named-twice', 'roads');
  });

  it('is followed by what outlasts it, so that none follows itself over others', () => {
    given([traffic, roads, abolished('roads', '2023-12-31')])
      .when((s) => city.abolishDepartment(s, abolished('traffic', '2023-12-31', 'roads').data, TODAY))
      .thenRuleBroken('successor-ends-before', '도로과 (roads)', '2023-12-31');
    given([traffic, roads, abolished('traffic', '2023-12-31', 'roads')])
      .when((s) => city.abolishDepartment(s, abolished('roads', '2023-12-31').data, TODAY))
      .thenRuleBroken('successor-ends-before', '교통과 (traffic)');
    given([traffic, roads, abolished('traffic', '2023-12-31', 'roads')])
      .when((s) => city.abolishDepartment(s, abolished('roads', '2024-01-01').data, TODAY))
      .then([abolished('roads', '2024-01-01')]);
  });
});

describe('what names a department', () => {
  const judged = (events: OrganisationEvent[], code: string, day: string) =>
    given(events).when((s) => {
      city.judgeDepartment(s, code, day);
      return [];
    });
  const ended = [traffic, roads, abolished('traffic', '2023-12-31', 'roads')];

  it('is not judged while the city has recorded none', () => {
    judged([], 'traffic', '2022-01-03').thenNothing();
  });

  it.each(['2022-01-03', '2023-12-31'])('names one that is there, on its first and its last day: %s', (day) => {
    judged(ended, 'traffic', day).thenNothing();
  });

  it('is refused on the days before and after, and told which took over', () => {
    judged(ended, 'traffic', '2022-01-02').thenRuleBroken('department-not-valid', 'from 2022-01-03 until 2023-12-31');
    judged(ended, 'traffic', '2024-01-01').thenRuleBroken('department-not-valid', '2024-01-01', 'roads took over');
    judged(ended, 'parks', '2023-01-01').thenRuleBroken('department-unknown', 'parks');
  });

  it('names one that was there before the records on any day', () => {
    judged(ended, 'roads', '1990-01-01').thenNothing();
  });
});

describe("a city's organisation", () => {
  it('is folded without a throw, whatever stands in it', () => {
    given([renamed('traffic', '교통정책과', '2023-01-01'), abolished('traffic', '2023-12-31'), roads])
      .when((s) => {
        expect([...s.departments.keys()]).toEqual(['roads']);
        return [];
      })
      .thenNothing();
  });
});
