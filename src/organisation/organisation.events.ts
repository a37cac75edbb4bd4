import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import { choice, type DataOf, day, fixed, list, nullable, otherwise, text } from '../history/fields.js';
import { matching, misfit, type ValueCheck } from '../history/value-checks.js';
import { aDistrictCode } from '../jurisdiction/jurisdiction.events.js';
import { line, withoutPersonalData } from '../privacy/personal-data.js';

const A_CODE = withoutPersonalData(
  matching(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, {
    ko: '글자·숫자·붙임표로 된 부서 코드',
    en: 'a department code of letters, digits and hyphens',
  }),
);
const OTHER_FORM = misfit({
  ko: '조합형·반각 표기(NFKC)여야 합니다',
  en: 'must be in composed, half-width form (NFKC)',
});

/** A department's code; one that looks like another (full-width, or taken apart into 자모) would be another department. */
export const aDepartmentCode: ValueCheck = (value) =>
  A_CODE(value) ?? (value === (value as string).normalize('NFKC') ? undefined : OTHER_FORM);

/** A department in what is sent and stored, by its code. */
export const department = text(aDepartmentCode, { about: 'Code of the department', example: 'traffic-facilities' });

/** 국, 과, 팀, 구청, 동 (행정복지센터), 직속·사업소. */
export const LEVELS = ['bureau', 'division', 'team', 'district-office', 'dong-office', 'agency'] as const;
export type Level = (typeof LEVELS)[number];

export const established = {
  code: fixed(department),
  name: line(100, { example: '교통시설과' }),
  parent: nullable({ ...department, about: 'Code of the department it belongs to (국, 구청)' }),
  level: choice(LEVELS, { about: '국 · 과 · 팀 · 구청 · 동 · 직속기관', example: 'division' }),
  district: nullable(text(aDistrictCode, { about: 'The district whose office it is, or belongs to' })),
  validFrom: nullable(
    day({ about: 'Its first day; null where it was there before the records', example: '2022-01-03' }),
  ),
  source: nullable(line(1_000, { about: 'Where this is known from', example: '조직 개편 조례' })),
};

export const renamed = {
  code: fixed(department),
  name: line(100, { example: '교통정책과' }),
  renamedOn: day({ about: 'The first day of the new name', example: '2023-01-01' }),
};

export const abolished = {
  code: fixed(department),
  validTo: day({ about: 'Its last day', example: '2023-12-31' }),
  successors: otherwise(list(department, 20, { about: 'Departments that took over', example: ['traffic-policy'] }), []),
};

/** What a city's organisation is made of. These names and shapes are the storage format: add, never change. */
export type OrganisationEvent =
  | Event<'DepartmentEstablished', DataOf<typeof established>>
  | Event<'DepartmentRenamed', DataOf<typeof renamed>>
  | Event<'DepartmentAbolished', DataOf<typeof abolished>>;

export const organisationContracts: Contracts<OrganisationEvent> = {
  DepartmentEstablished: contract(established),
  DepartmentRenamed: contract(renamed),
  DepartmentAbolished: contract(abolished),
};

/** The stream of a city's departments, by the city's code. */
export function organisationStream(city: string): string {
  return `organisation-${city}`;
}
