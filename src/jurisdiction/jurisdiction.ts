import type { LocalDate } from '../history/days.js';
import type { Sentence } from '../history/sentence.js';
import { type Aggregate, admitted, alike, unknownType } from '../recording/aggregate.js';
import { GrowingMap } from '../recording/growing-map.js';
import {
  type DistrictCode,
  type DongCode,
  type JurisdictionEvent,
  jurisdictionContracts,
} from './jurisdiction.events.js';
import { broken, nowhere } from './jurisdiction.rules.js';

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
  if (!dong) throw nowhere('dong-not-valid', { code });
  const { validFrom, validTo } = dong;
  if ((validFrom !== null && day < validFrom) || (validTo !== null && day > validTo)) {
    throw broken('dong-not-valid', { dong: named(dong), day, span: spanOf(dong) });
  }
  return dong;
}

/** Judges that a district is registered. */
export function judgeDistrict(city: Jurisdiction, code: DistrictCode): void {
  if (!city.districts.has(code)) throw broken('district-unknown', { codes: [code] });
}

/** Judges that a dong is there on that day and in that district. */
export function judgeDong(city: Jurisdiction, code: DongCode, district: DistrictCode, day: LocalDate): void {
  const dong = dongOn(city, code, day);
  if (dong.district !== district) {
    throw broken('dong-not-in-district', { dong: named(dong), district: dong.district, named: district });
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
      if (city.districts.has(event.data.code)) throw broken('district-code-taken', { code: event.data.code });
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
  if (!city.districts.has(dong.district)) throw broken('district-unknown', { codes: [dong.district] });
  if (city.dongs.has(dong.code)) throw broken('dong-code-taken', { code: dong.code });
  dong.predecessors.forEach((code) => knownDong(city, code));
}

function admitAbolished(city: Jurisdiction, { code, validTo, successors }: DataOf<'DongAbolished'>): void {
  const dong = knownDong(city, code);
  if (dong.validTo !== null) throw broken('dong-already-abolished', { dong: named(dong), validTo: dong.validTo });
  if (dong.validFrom !== null && validTo < dong.validFrom) {
    throw broken('dong-ends-before-start', { dong: named(dong), validFrom: dong.validFrom, validTo });
  }
  for (const { code: changed, changedOn } of city.boundaryChanges.values()) {
    if (changed === code && changedOn > validTo) {
      throw broken('dong-changed-later', { dong: named(dong), changedOn, validTo });
    }
  }
  successors.forEach((successor) => knownDong(city, successor));
}

function admitBoundaryChange(city: Jurisdiction, changed: DataOf<'DongBoundaryChanged'>): void {
  const dong = dongOn(city, knownDong(city, changed.code).code, changed.changedOn);
  if (city.boundaryChanges.has(boundaryKey(changed))) {
    throw broken('boundary-change-recorded', { dong: named(dong), changedOn: changed.changedOn });
  }
}

function knownDong(city: Jurisdiction, code: DongCode): Dong {
  const dong = city.dongs.get(code);
  if (!dong) throw broken('dong-unknown', { code });
  return dong;
}

function spanOf({ validFrom, validTo }: Dong): Sentence {
  return {
    ko: [validFrom && `${validFrom}부터`, validTo && `${validTo}까지`].filter(Boolean).join(' '),
    en: [validFrom && `from ${validFrom}`, validTo && `until ${validTo}`].filter(Boolean).join(' '),
  };
}

function named({ name, code }: Dong): string {
  return `${name} (${code})`;
}

function boundaryKey({ code, changedOn }: DataOf<'DongBoundaryChanged'>): string {
  return `${code} ${changedOn}`;
}
