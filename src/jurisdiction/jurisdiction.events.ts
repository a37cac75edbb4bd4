import type { Contracts } from '../history/contract.js';
import type { LocalDate } from '../history/days.js';
import type { Event } from '../history/event.js';
import { aDay, aListOf, matching, orNull } from '../history/value-checks.js';
import { freeText } from '../privacy/personal-data.js';

/** A district's code in the national administrative standard: 5 digits (덕양구 is 41281). */
export type DistrictCode = string;
/** A dong's code in the national administrative standard: 10 digits (주교동 is 4128151000). */
export type DongCode = string;

export const aDistrictCode = matching(/^\d{5}$/, 'a district code of 5 digits');
export const aDongCode = matching(/^\d{10}$/, 'a dong code of 10 digits');

/** What a city's stream holds. These names and shapes are the storage format: add, never change. */
export type JurisdictionEvent =
  | Event<'DistrictRegistered', { code: DistrictCode; name: string; romanised: string | null }>
  | Event<
      'DongEstablished',
      {
        code: DongCode;
        district: DistrictCode;
        name: string;
        romanised: string | null;
        /** The first day; null where it was there before the records. */
        validFrom: LocalDate | null;
        predecessors: DongCode[];
        source: string;
        confidence: string;
        note: string | null;
      }
    >
  | Event<'DongAbolished', { code: DongCode; /** The last day. */ validTo: LocalDate; successors: DongCode[] }>
  | Event<'DongBoundaryChanged', { code: DongCode; changedOn: LocalDate; note: string }>;

const name = freeText(100);
const note = freeText(1_000);
const dongs = aListOf(aDongCode, 100);

export const jurisdictionContracts: Contracts<JurisdictionEvent> = {
  DistrictRegistered: { version: 1, voidable: true, correctable: { '/name': name, '/romanised': orNull(name) } },
  DongEstablished: {
    version: 1,
    voidable: true,
    correctable: {
      '/district': aDistrictCode,
      '/name': name,
      '/romanised': orNull(name),
      '/validFrom': orNull(aDay),
      '/predecessors': dongs,
      '/source': note,
      '/confidence': note,
      '/note': orNull(note),
    },
  },
  DongAbolished: { version: 1, voidable: true, correctable: { '/validTo': aDay, '/successors': dongs } },
  DongBoundaryChanged: { version: 1, voidable: true, correctable: { '/changedOn': aDay, '/note': note } },
};

/** The stream of a city, by its code (고양시 is 41280). */
export function jurisdictionStream(city: string): string {
  return `jurisdiction-${city}`;
}
