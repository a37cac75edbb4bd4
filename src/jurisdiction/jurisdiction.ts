import type { LocalDate } from '../history/days.js';
import { type Aggregate, admitted, alike, composed, type Slice } from '../recording/aggregate.js';
import { GrowingMap } from '../recording/growing-map.js';
import { beginningsOf } from './city-code.js';
import {
  type DistrictCode,
  type DongCode,
  type JurisdictionEvent,
  jurisdictionContracts,
} from './jurisdiction.events.js';
import { broken, nowhere } from './jurisdiction.rules.js';
import {
  admitEnd,
  admitName,
  begun,
  endedBy,
  isThere,
  named,
  type Place,
  refuseItself,
  refuseTwice,
  renamedBy,
  spanOf,
} from './place.js';

type DataOf<T extends JurisdictionEvent['type']> = Extract<JurisdictionEvent, { type: T }>['data'];

export interface District extends Place {
  readonly registered: DataOf<'DistrictRegistered'>;
}

export interface Dong extends Place {
  readonly district: DistrictCode;
  readonly established: DataOf<'DongEstablished'>;
}

/** A city's districts and dongs over time. */
export interface Jurisdiction {
  readonly districts: GrowingMap<DistrictCode, District>;
  readonly dongs: GrowingMap<DongCode, Dong>;
  readonly boundaryChanges: GrowingMap<string, DataOf<'DongBoundaryChanged'>>;
}

const ofDistricts: Slice<
  Jurisdiction,
  Extract<JurisdictionEvent, { type: 'DistrictRegistered' | 'DistrictRenamed' | 'DistrictAbolished' }>
> = {
  DistrictRegistered: {
    evolve: (city, data) => withDistrict(city, data, (registered) => ({ ...begun(registered), registered })),
    admit: (city, { code, predecessors }) => {
      if (city.districts.has(code)) throw broken('district-code-taken', { code });
      refuseItself(code, predecessors);
      refuseTwice(predecessors);
      predecessors.forEach((predecessor) => knownDistrict(city, predecessor));
    },
  },
  DistrictRenamed: {
    evolve: (city, renamed) => withDistrict(city, city.districts.get(renamed.code), (one) => renamedBy(one, renamed)),
    admit: (city, { code, renamedOn }) => {
      admitName(districtOn(city, code, renamedOn), renamedOn);
    },
  },
  DistrictAbolished: {
    evolve: (city, ended) => withDistrict(city, city.districts.get(ended.code), (one) => endedBy(one, ended)),
    admit: admitDistrictsEnd,
  },
};

const ofDongs: Slice<
  Jurisdiction,
  Exclude<JurisdictionEvent, { type: 'DistrictRegistered' | 'DistrictRenamed' | 'DistrictAbolished' }>
> = {
  DongEstablished: {
    evolve: (city, data) =>
      withDong(city, data, (established) => ({ ...begun(established), district: data.district, established })),
    admit: admitDong,
  },
  DongRenamed: {
    evolve: (city, renamed) => withDong(city, city.dongs.get(renamed.code), (one) => renamedBy(one, renamed)),
    admit: (city, { code, renamedOn }) => {
      admitName(dongOn(city, knownDong(city, code).code, renamedOn), renamedOn);
    },
  },
  DongAbolished: {
    evolve: (city, ended) => withDong(city, city.dongs.get(ended.code), (one) => endedBy(one, ended)),
    admit: admitDongsEnd,
  },
  DongBoundaryChanged: {
    evolve: (city, change) => ({ ...city, boundaryChanges: city.boundaryChanges.with(boundaryKey(change), change) }),
    admit: (city, change) => {
      const dong = dongOn(city, knownDong(city, change.code).code, change.changedOn);
      if (city.boundaryChanges.has(boundaryKey(change))) {
        throw broken('boundary-change-recorded', { dong: named(dong), changedOn: change.changedOn });
      }
    },
  },
};

export const jurisdiction: Aggregate<Jurisdiction, JurisdictionEvent> = {
  category: 'jurisdiction',
  contracts: jurisdictionContracts,
  initial: { districts: GrowingMap.empty(), dongs: GrowingMap.empty(), boundaryChanges: GrowingMap.empty() },
  ...composed<Jurisdiction, JurisdictionEvent>({ ...ofDistricts, ...ofDongs }),
};

/** Decides one event; what stands already alike is nothing to do. */
function decided<T extends JurisdictionEvent['type']>(
  type: T,
  standing: (city: Jurisdiction, data: DataOf<T>) => readonly unknown[],
) {
  return (city: Jurisdiction, data: DataOf<T>, today: LocalDate): JurisdictionEvent[] =>
    standing(city, data).some((stands) => alike(stands, data))
      ? []
      : admitted(jurisdiction, city, { type, data } as unknown as JurisdictionEvent, today);
}

export const registerDistrict = decided('DistrictRegistered', ({ districts }, { code }) => [
  districts.get(code)?.registered,
]);
export const renameDistrict = decided('DistrictRenamed', ({ districts }, { code }) => renamings(districts.get(code)));
export const abolishDistrict = decided('DistrictAbolished', ({ districts }, { code }) => [
  districts.get(code)?.abolished,
]);
export const establishDong = decided('DongEstablished', ({ dongs }, { code }) => [dongs.get(code)?.established]);
export const renameDong = decided('DongRenamed', ({ dongs }, { code }) => renamings(dongs.get(code)));
export const abolishDong = decided('DongAbolished', ({ dongs }, { code }) => [dongs.get(code)?.abolished]);
export const changeDongBoundary = decided('DongBoundaryChanged', ({ boundaryChanges }, change) => [
  boundaryChanges.get(boundaryKey(change)),
]);

/** The dong of that code, if it and its district are there on that day; throws RuleBroken `dong-not-valid`. */
export function dongOn(city: Jurisdiction, code: DongCode, day: LocalDate): Dong {
  const dong = city.dongs.get(code);
  if (!dong) throw nowhere('dong-not-valid', { code });
  if (!isThere(dong, day)) throw broken('dong-not-valid', { dong: named(dong), day, span: spanOf(dong) });
  if (city.districts.has(dong.district)) districtOn(city, dong.district, day);
  return dong;
}

/** Judges that a dong is there on that day and in that district. */
export function judgeDong(city: Jurisdiction, code: DongCode, district: DistrictCode, day: LocalDate): void {
  const dong = dongOn(city, code, day);
  if (dong.district !== district) {
    throw broken('dong-not-in-district', { dong: named(dong), district: dong.district, named: district });
  }
}

/** The district of that code, if it is there on that day; throws RuleBroken `district-unknown` or `district-not-valid`. */
export function districtOn(city: Jurisdiction, code: DistrictCode, day: LocalDate): District {
  const district = knownDistrict(city, code);
  if (isThere(district, day)) return district;
  throw broken('district-not-valid', { district: named(district), day, span: spanOf(district) });
}

/** Judges that a district is registered, and there on the day; null: on some day. */
export function judgeDistrict(city: Jurisdiction, code: DistrictCode, day: LocalDate | null): void {
  if (day === null) knownDistrict(city, code);
  else districtOn(city, code, day);
}

/** Judges the codes that an entry gives by the national standard: those of a city begin alike. */
export function judgeCodes(event: JurisdictionEvent, city: string): void {
  if (event.type !== 'DistrictRegistered' && event.type !== 'DongEstablished') return;
  const { code } = event.data;
  const beginnings = beginningsOf(city);
  if (!beginnings.some((beginning) => code.startsWith(beginning))) {
    throw broken('code-of-other-city', { code, city, beginnings });
  }
  if (event.type === 'DongEstablished' && !code.startsWith(event.data.district)) {
    throw broken('dong-code-of-other-district', { code, district: event.data.district });
  }
}

function admitDistrictsEnd(city: Jurisdiction, ended: DataOf<'DistrictAbolished'>): void {
  const { code, validTo, successors } = ended;
  const district = knownDistrict(city, code);
  const told = { district: named(district), validTo };
  if (district.abolished) throw broken('district-already-abolished', { ...told, validTo: district.abolished.validTo });
  const { validFrom } = district;
  if (validFrom !== null && validTo < validFrom) throw broken('district-ends-before-start', { ...told, validFrom });
  const following = successors.map((successor) => knownDistrict(city, successor));
  admitEnd(district, ended, following, city.districts.values());
  const left = [...city.dongs.values()].filter((dong) => dong.district === code && outlasts(dong, validTo));
  if (left.length > 0) throw broken('district-has-dongs', { ...told, dongs: left.map((dong) => named(dong)) });
}

function admitDong(city: Jurisdiction, dong: DataOf<'DongEstablished'>): void {
  const { code, predecessors, validFrom } = dong;
  refuseItself(code, predecessors);
  const district = knownDistrict(city, dong.district);
  if (city.dongs.has(code)) throw broken('dong-code-taken', { code });
  if (validFrom === null && district.validFrom !== null) {
    throw broken('dong-before-its-district', { code, district: named(district), validFrom: district.validFrom });
  }
  if (validFrom !== null) districtOn(city, district.code, validFrom);
  refuseTwice(predecessors);
  predecessors.forEach((predecessor) => knownDong(city, predecessor));
}

function admitDongsEnd(city: Jurisdiction, ended: DataOf<'DongAbolished'>): void {
  const { code, validTo, successors } = ended;
  const dong = knownDong(city, code);
  if (dong.validTo !== null) throw broken('dong-already-abolished', { dong: named(dong), validTo: dong.validTo });
  if (dong.validFrom !== null && validTo < dong.validFrom) {
    throw broken('dong-ends-before-start', { dong: named(dong), validFrom: dong.validFrom, validTo });
  }
  for (const { code: its, changedOn } of city.boundaryChanges.values()) {
    if (its === code && changedOn > validTo) {
      throw broken('dong-changed-later', { dong: named(dong), changedOn, validTo });
    }
  }
  const following = successors.map((successor) => knownDong(city, successor));
  admitEnd(dong, ended, following, city.dongs.values());
}

function knownDistrict(city: Jurisdiction, code: DistrictCode): District {
  const district = city.districts.get(code);
  if (!district) throw broken('district-unknown', { codes: [code] });
  return district;
}

function knownDong(city: Jurisdiction, code: DongCode): Dong {
  const dong = city.dongs.get(code);
  if (!dong) throw broken('dong-unknown', { code });
  return dong;
}

/** With a district as it becomes; where it is not there, as it was. */
function withDistrict<D>(city: Jurisdiction, district: D | undefined, become: (district: D) => District): Jurisdiction {
  if (!district) return city;
  const one = become(district);
  return { ...city, districts: city.districts.with(one.code, one) };
}

function withDong<D>(city: Jurisdiction, dong: D | undefined, become: (dong: D) => Dong): Jurisdiction {
  if (!dong) return city;
  const one = become(dong);
  return { ...city, dongs: city.dongs.with(one.code, one) };
}

function outlasts({ validTo }: Dong, day: LocalDate): boolean {
  return validTo === null || validTo > day;
}

function renamings(place: Place | undefined): readonly unknown[] {
  return place?.names.map(({ renamed }) => renamed) ?? [];
}

function boundaryKey({ code, changedOn }: DataOf<'DongBoundaryChanged'>): string {
  return `${code} ${changedOn}`;
}
