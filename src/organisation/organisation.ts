import type { LocalDate } from '../history/days.js';
import { holdingOn, withOneMore } from '../history/holding.js';
import type { Sentence } from '../history/sentence.js';
import { type Aggregate, admitted, alike, composed, type Slice } from '../recording/aggregate.js';
import { GrowingMap } from '../recording/growing-map.js';
import { type OrganisationEvent, organisationContracts } from './organisation.events.js';
import { broken, gone } from './organisation.rules.js';

type DataOf<T extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: T }>['data'];

/** A name that a department has from a day on; the first is that of its beginning. */
interface Naming {
  readonly from: LocalDate | null;
  readonly name: string;
  readonly renamed: DataOf<'DepartmentRenamed'> | null;
}

export interface Department {
  readonly established: DataOf<'DepartmentEstablished'>;
  /** In the order of their days. */
  readonly names: readonly Naming[];
  readonly abolished: DataOf<'DepartmentAbolished'> | null;
}

/** A city's departments over time, by code. */
export interface Organisation {
  readonly departments: GrowingMap<string, Department>;
}

const slice: Slice<Organisation, OrganisationEvent> = {
  DepartmentEstablished: {
    evolve: (city, established) => {
      const { code, name, validFrom } = established;
      return withOne(city, code, { established, names: [{ from: validFrom, name, renamed: null }], abolished: null });
    },
    admit: admitEstablished,
  },
  DepartmentRenamed: {
    evolve: (city, renamed) => {
      const department = city.departments.get(renamed.code);
      if (!department) return city;
      const { name, renamedOn: from } = renamed;
      return withOne(city, renamed.code, {
        ...department,
        names: withOneMore(department.names, { from, name, renamed }),
      });
    },
    admit: admitRenamed,
  },
  DepartmentAbolished: {
    evolve: (city, abolished) => {
      const department = city.departments.get(abolished.code);
      return department ? withOne(city, abolished.code, { ...department, abolished }) : city;
    },
    admit: admitAbolished,
  },
};

export const organisation: Aggregate<Organisation, OrganisationEvent> = {
  category: 'organisation',
  contracts: organisationContracts,
  initial: { departments: GrowingMap.empty() },
  ...composed(slice),
};

export function establishDepartment(
  city: Organisation,
  established: DataOf<'DepartmentEstablished'>,
  today: LocalDate,
): OrganisationEvent[] {
  if (alike(city.departments.get(established.code)?.established, established)) return [];
  return admitted(organisation, city, { type: 'DepartmentEstablished', data: established }, today);
}

export function renameDepartment(city: Organisation, renamed: DataOf<'DepartmentRenamed'>, today: LocalDate) {
  const names = city.departments.get(renamed.code)?.names ?? [];
  if (names.some((name) => alike(name.renamed, renamed))) return [];
  return admitted(organisation, city, { type: 'DepartmentRenamed', data: renamed }, today);
}

export function abolishDepartment(city: Organisation, abolished: DataOf<'DepartmentAbolished'>, today: LocalDate) {
  if (alike(city.departments.get(abolished.code)?.abolished, abolished)) return [];
  return admitted(organisation, city, { type: 'DepartmentAbolished', data: abolished }, today);
}

/**
 * Judges that a department is there on a day; throws RuleBroken `department-unknown` or `department-not-valid`. While
 * the city has recorded no department nothing is judged: what names one then is listed where it disagrees.
 */
export function judgeDepartment(city: Organisation, code: string, day: LocalDate): void {
  if (city.departments.size > 0) departmentOn(city, code, day);
}

/** The department of that code, if it is there on that day; throws RuleBroken `department-unknown` or `-not-valid`. */
export function departmentOn(city: Organisation, code: string, day: LocalDate): Department {
  const department = knownDepartment(city, code);
  const { validFrom } = department.established;
  const { validTo, successors } = department.abolished ?? { validTo: null, successors: [] };
  if ((validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)) return department;
  const told = { department: named(department), day, span: spanOf(validFrom, validTo) };
  const followed = validTo !== null && validTo < day && successors.length > 0;
  throw followed ? gone('department-not-valid', { ...told, successors }) : broken('department-not-valid', told);
}

/** What a department is called on a day: before its first day, by its first name. */
export function nameOn({ names }: Pick<Department, 'names'>, day: LocalDate): string {
  return (holdingOn(names, day) ?? names[0]!).name;
}

function admitEstablished(city: Organisation, { code, parent, validFrom }: DataOf<'DepartmentEstablished'>): void {
  if (city.departments.has(code)) throw broken('department-code-taken', { code });
  if (parent === null) return;
  refuseItself(code, [parent]);
  if (validFrom === null) knownDepartment(city, parent);
  else departmentOn(city, parent, validFrom);
}

function admitRenamed(city: Organisation, { code, renamedOn }: DataOf<'DepartmentRenamed'>): void {
  const department = departmentOn(city, code, renamedOn);
  const { validFrom } = department.established;
  if (renamedOn === validFrom) {
    throw broken('department-renamed-before-start', { department: named(department), validFrom });
  }
  if (department.names.some(({ from }) => from === renamedOn)) {
    throw broken('department-rename-recorded', { department: named(department), renamedOn });
  }
}

function admitAbolished(city: Organisation, abolished: DataOf<'DepartmentAbolished'>): void {
  const { code, validTo, successors } = abolished;
  const department = knownDepartment(city, code);
  const told = { department: named(department), validTo };
  const { validFrom } = department.established;
  if (department.abolished) {
    throw broken('department-already-abolished', { ...told, validTo: department.abolished.validTo });
  }
  if (validFrom !== null && validTo < validFrom) throw broken('department-ends-before-start', { ...told, validFrom });
  const { from: renamedOn } = department.names.at(-1)!;
  if (renamedOn !== null && renamedOn > validTo) throw broken('department-renamed-later', { ...told, renamedOn });
  refuseItself(code, successors);
  refuseTwice(successors);
  for (const successor of successors) refuseWhereItEndsFirst(knownDepartment(city, successor), abolished, told);
  for (const before of city.departments.values()) {
    if (before.abolished?.successors.includes(code)) {
      const { validTo: ended } = before.abolished;
      refuseWhereItEndsFirst({ ...department, abolished }, before.abolished, {
        department: named(before),
        validTo: ended,
      });
    }
  }
}

/** A successor outlasts what it follows; so none follows itself over others. */
function refuseWhereItEndsFirst(
  successor: Department,
  { validTo }: DataOf<'DepartmentAbolished'>,
  told: { readonly department: string; readonly validTo: LocalDate },
): void {
  if (successor.abolished === null || successor.abolished.validTo > validTo) return;
  throw broken('successor-ends-before', { successor: named(successor), ...told });
}

function refuseItself(code: string, others: readonly string[]): void {
  if (others.includes(code)) throw broken('department-of-itself', { code });
}

function refuseTwice(codes: readonly string[]): void {
  const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
  if (twice.length > 0) throw broken('department-named-twice', { codes: twice });
}

function knownDepartment(city: Organisation, code: string): Department {
  const department = city.departments.get(code);
  if (!department) throw broken('department-unknown', { code });
  return department;
}

function withOne(city: Organisation, code: string, department: Department): Organisation {
  return { ...city, departments: city.departments.with(code, department) };
}

function spanOf(validFrom: LocalDate | null, validTo: LocalDate | null): Sentence {
  return {
    ko: [validFrom && `${validFrom}부터`, validTo && `${validTo}까지`].filter(Boolean).join(' '),
    en: [validFrom && `from ${validFrom}`, validTo && `until ${validTo}`].filter(Boolean).join(' '),
  };
}

/** By its last name. */
function named({ names, established }: Department): string {
  return `${names.at(-1)!.name} (${established.code})`;
}
