import type { LocalDate } from '../history/days.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { GrowingMap } from '../recording/growing-map.js';
import { RuleBroken } from '../recording/refusals.js';
import {
  type DistrictCode,
  type DongCode,
  type JurisdictionEvent,
  jurisdictionContracts,
} from './jurisdiction.events.js';

export interface Dong {
  readonly code: DongCode;
  readonly district: DistrictCode;
  readonly name: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/** A city's districts and dongs over time. */
export interface Jurisdiction {
  readonly districts: GrowingMap<
    DistrictCode,
    { readonly name: string; readonly registered: DataOf<'DistrictRegistered'> }
  >;
  readonly dongs: GrowingMap<
    DongCode,
    Dong & { readonly established: DataOf<'DongEstablished'>; readonly abolished: DataOf<'DongAbolished'> | null }
  >;
  readonly boundaryChanges: GrowingMap<string, DataOf<'DongBoundaryChanged'>>;
}

type DataOf<T extends JurisdictionEvent['type']> = Extract<JurisdictionEvent, { type: T }>['data'];

export const jurisdiction: Aggregate<Jurisdiction, JurisdictionEvent> = {
  category: 'jurisdiction',
  contracts: jurisdictionContracts,
  initial: { districts: GrowingMap.empty(), dongs: GrowingMap.empty(), boundaryChanges: GrowingMap.empty() },
  evolve,
  admit,
};

export function registerDistrict(city: Jurisdiction, registered: DataOf<'DistrictRegistered'>, today: LocalDate) {
  if (alike(city.districts.get(registered.code)?.registered, registered)) return [];
  return admitted(jurisdiction, city, { type: 'DistrictRegistered', data: registered }, today);
}

export function establishDong(city: Jurisdiction, established: DataOf<'DongEstablished'>, today: LocalDate) {
  if (alike(city.dongs.get(established.code)?.established, established)) return [];
  return admitted(jurisdiction, city, { type: 'DongEstablished', data: established }, today);
}

export function abolishDong(city: Jurisdiction, abolished: DataOf<'DongAbolished'>, today: LocalDate) {
  if (alike(city.dongs.get(abolished.code)?.abolished, abolished)) return [];
  return admitted(jurisdiction, city, { type: 'DongAbolished', data: abolished }, today);
}

export function changeDongBoundary(city: Jurisdiction, changed: DataOf<'DongBoundaryChanged'>, today: LocalDate) {
  if (alike(city.boundaryChanges.get(boundaryKey(changed)), changed)) return [];
  return admitted(jurisdiction, city, { type: 'DongBoundaryChanged', data: changed }, today);
}

/** The dong of that code, if it is there on that day; throws RuleBroken `dong-not-valid`. */
export function dongOn(city: Jurisdiction, code: DongCode, day: LocalDate): Dong {
  const dong = city.dongs.get(code);
  if (!dong) throw new RuleBroken('dong-not-valid', `no dong ${code} is known in this city`);
  if (dong.validFrom !== null && day < dong.validFrom) {
    throw new RuleBroken('dong-not-valid', `${dong.name} (${code}) is there from ${dong.validFrom}, not on ${day}`);
  }
  if (dong.validTo !== null && day > dong.validTo) {
    throw new RuleBroken('dong-not-valid', `${dong.name} (${code}) was there until ${dong.validTo}, not on ${day}`);
  }
  return dong;
}

/** Judges that a dong is there on that day and in that district. */
export function judgeDong(city: Jurisdiction, code: DongCode, district: DistrictCode, day: LocalDate): void {
  const dong = dongOn(city, code, day);
  if (dong.district !== district) {
    throw new RuleBroken(
      'dong-not-in-district',
      `${dong.name} (${code}) is in district ${dong.district}, not in ${district}`,
    );
  }
}

function evolve(city: Jurisdiction, event: JurisdictionEvent): Jurisdiction {
  switch (event.type) {
    case 'DistrictRegistered': {
      const { code, name } = event.data;
      return { ...city, districts: city.districts.with(code, { name, registered: event.data }) };
    }
    case 'DongEstablished': {
      const { code, district, name, validFrom } = event.data;
      const dong = { code, district, name, validFrom, validTo: null, established: event.data, abolished: null };
      return { ...city, dongs: city.dongs.with(code, dong) };
    }
    case 'DongAbolished': {
      const dong = city.dongs.get(event.data.code);
      if (!dong) return city;
      const { validTo } = event.data;
      return { ...city, dongs: city.dongs.with(dong.code, { ...dong, validTo, abolished: event.data }) };
    }
    case 'DongBoundaryChanged':
      return { ...city, boundaryChanges: city.boundaryChanges.with(boundaryKey(event.data), event.data) };
    default:
      return unknownType(event, city);
  }
}

function admit(city: Jurisdiction, event: JurisdictionEvent): void {
  switch (event.type) {
    case 'DistrictRegistered':
      if (city.districts.has(event.data.code)) {
        throw new RuleBroken(
          'district-code-taken',
          `district ${event.data.code} is registered already; correct that entry`,
        );
      }
      return;
    case 'DongEstablished':
      return admitEstablished(city, event.data);
    case 'DongAbolished':
      return admitAbolished(city, event.data);
    case 'DongBoundaryChanged':
      return admitBoundaryChange(city, event.data);
    default:
      return unknownType(event, undefined);
  }
}

function admitEstablished(city: Jurisdiction, dong: DataOf<'DongEstablished'>): void {
  if (!city.districts.has(dong.district)) {
    throw new RuleBroken('district-unknown', `district ${dong.district} is not registered; register it first`);
  }
  if (city.dongs.has(dong.code)) {
    throw new RuleBroken('dong-code-taken', `dong ${dong.code} is established already; correct that entry`);
  }
  dong.predecessors.forEach((code) => knownDong(city, code));
}

function admitAbolished(city: Jurisdiction, { code, validTo, successors }: DataOf<'DongAbolished'>): void {
  const dong = knownDong(city, code);
  if (dong.validTo !== null) {
    throw new RuleBroken(
      'dong-already-abolished',
      `${dong.name} was there until ${dong.validTo} already; correct that entry`,
    );
  }
  if (dong.validFrom !== null && validTo < dong.validFrom) {
    throw new RuleBroken('dong-ends-before-start', `${dong.name} begins on ${dong.validFrom}, after ${validTo}`);
  }
  for (const changed of city.boundaryChanges.values()) {
    if (changed.code === code && changed.changedOn > validTo) {
      throw new RuleBroken(
        'dong-changed-later',
        `the boundary of ${dong.name} changed on ${changed.changedOn}, after ${validTo}`,
      );
    }
  }
  successors.forEach((successor) => knownDong(city, successor));
}

function admitBoundaryChange(city: Jurisdiction, changed: DataOf<'DongBoundaryChanged'>): void {
  const { name } = dongOn(city, knownDong(city, changed.code).code, changed.changedOn);
  if (city.boundaryChanges.has(boundaryKey(changed))) {
    throw new RuleBroken(
      'boundary-change-recorded',
      `that the boundary of ${name} changed on ${changed.changedOn} is recorded already; correct that entry`,
    );
  }
}

function knownDong(city: Jurisdiction, code: DongCode): Dong {
  const dong = city.dongs.get(code);
  if (!dong) throw new RuleBroken('dong-unknown', `no dong ${code} is known in this city; establish it first`);
  return dong;
}

function boundaryKey({ code, changedOn }: DataOf<'DongBoundaryChanged'>): string {
  return `${code} ${changedOn}`;
}
