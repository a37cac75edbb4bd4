import { type Contracts, contract } from '../history/contract.js';
import type { Event } from '../history/event.js';
import { type DataOf, day, fixed, list, nullable, otherwise, text } from '../history/fields.js';
import { matching } from '../history/value-checks.js';
import { line, words } from '../privacy/personal-data.js';

/** A district's code in the national administrative standard: 5 digits (덕양구 is 41281). */
export type DistrictCode = string;
/** A dong's code in the national administrative standard: 10 digits (주교동 is 4128151000). */
export type DongCode = string;

export const aDistrictCode = matching(/^\d{5}$/, { ko: '5자리 구 코드', en: 'a district code of 5 digits' });
export const aDongCode = matching(/^\d{10}$/, { ko: '10자리 동 코드', en: 'a dong code of 10 digits' });

const dongCode = fixed(
  text(aDongCode, {
    about: 'Code in the national administrative standard, 10 digits',
    example: '4128157600',
  }),
);
const dongs = (about: string, example: string) =>
  otherwise(list(text(aDongCode), 100, { about, example: [example] }), []);

const districts = (about: string, example: string) =>
  otherwise(list(text(aDistrictCode), 100, { about, example: [example] }), []);

export const districtRegistered = {
  code: fixed(
    text(aDistrictCode, {
      about: 'Code in the national administrative standard, 5 digits',
      example: '41281',
    }),
  ),
  name: line(100, { example: '덕양구' }),
  romanised: nullable(line(100, { example: 'Deogyang-gu' })),
  validFrom: nullable(
    day({ about: 'Its first day; null where it was there before the records', example: '1996-03-01' }),
  ),
  predecessors: districts('Districts it came of', '41280'),
};

export const districtRenamed = {
  code: districtRegistered.code,
  name: line(100, { example: '미추홀구' }),
  romanised: nullable(line(100, { example: 'Michuhol-gu' })),
  renamedOn: day({ about: 'The first day of the new name', example: '2018-07-01' }),
};

/** A new code is an abolition with a successor. */
export const districtAbolished = {
  code: districtRegistered.code,
  validTo: day({ about: 'Its last day', example: '2026-01-31' }),
  successors: districts('Districts that came of it', '41591'),
};

export const dongEstablished = {
  code: dongCode,
  district: text(aDistrictCode, { example: '41281' }),
  name: line(100, { example: '삼송1동' }),
  romanised: nullable(line(100, { example: 'Samsong 1-dong' })),
  validFrom: nullable(
    day({ about: 'Its first day; null where it was there before the records', example: '2022-01-03' }),
  ),
  predecessors: dongs('Dongs it came of', '4128157500'),
  source: line(1_000, { about: 'Where this is known from', example: 'the public list of administrative codes' }),
  confidence: line(1_000, { about: 'How sure it is', example: 'certain' }),
  note: nullable(words(1_000)),
};

export const dongAbolished = {
  code: dongCode,
  validTo: day({ about: 'Its last day', example: '2022-01-02' }),
  successors: dongs('Dongs that came of it', '4128157600'),
};

export const dongRenamed = {
  code: dongCode,
  name: line(100, { example: '삼송1동' }),
  romanised: nullable(line(100, { example: 'Samsong 1-dong' })),
  renamedOn: day({ about: 'The first day of the new name', example: '2022-01-03' }),
};

export const dongBoundaryChanged = {
  code: dongCode,
  changedOn: day({ example: '2022-01-03' }),
  note: words(1_000, { example: 'part of it went to 삼송2동' }),
};

/** What a city's stream holds. These names and shapes are the storage format: add, never change. */
export type JurisdictionEvent =
  | Event<'DistrictRegistered', DataOf<typeof districtRegistered>>
  | Event<'DistrictRenamed', DataOf<typeof districtRenamed>>
  | Event<'DistrictAbolished', DataOf<typeof districtAbolished>>
  | Event<'DongEstablished', DataOf<typeof dongEstablished>>
  | Event<'DongRenamed', DataOf<typeof dongRenamed>>
  | Event<'DongAbolished', DataOf<typeof dongAbolished>>
  | Event<'DongBoundaryChanged', DataOf<typeof dongBoundaryChanged>>;

export const jurisdictionContracts: Contracts<JurisdictionEvent> = {
  DistrictRegistered: contract(districtRegistered, {
    version: 2,
    upcasters: { 1: (data) => ({ validFrom: null, predecessors: [], ...data }) },
  }),
  DistrictRenamed: contract(districtRenamed),
  DistrictAbolished: contract(districtAbolished),
  DongEstablished: contract(dongEstablished),
  DongRenamed: contract(dongRenamed),
  DongAbolished: contract(dongAbolished),
  DongBoundaryChanged: contract(dongBoundaryChanged),
};

/** The stream of a city, by its code (고양시 is 41280). */
export function jurisdictionStream(city: string): string {
  return `jurisdiction-${city}`;
}
