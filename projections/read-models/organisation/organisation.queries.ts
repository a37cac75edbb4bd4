import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { pick } from '../../../src/history/fields.js';
import { type FromDay, holdingOn } from '../../../src/history/holding.js';
import * as shown from '../../../src/http/shown.js';
import { abolished, established, type Level } from '../../../src/organisation/organisation.events.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DepartmentNameRow, DepartmentRow } from './organisation.tables.js';

export interface OrganisationTables {
  departments: Versioned<DepartmentRow>;
  department_names: Versioned<DepartmentNameRow>;
}

/** A name, from a day on. */
interface NameFrom extends FromDay {
  readonly name: string;
}

const department = shown.object({
  code: established.code,
  name: shown.text({ about: 'That of the day asked for; of one that ended before, its last' }),
  names: shown.list(
    shown.object(
      { from: shown.orNull(shown.day()), name: shown.text() },
      { about: 'With the day from which it holds' },
    ),
  ),
  ...pick(established, 'parent', 'level', 'district', 'validFrom'),
  validTo: shown.orNull(abolished.validTo, { about: 'Its last day; null where it is still there' }),
  successors: shown.list(shown.text(), { about: 'Those that took over, where it has ended' }),
  source: established.source,
});

export type DepartmentView = shown.Of<typeof department>;

export const departmentsShown = {
  departments: shown.list(department, { about: 'Those that are there on the day asked for' }),
  gone: shown.list(department, { about: 'Those that ended before it' }),
};

export type Departments = shown.Showing<typeof departmentsShown>;

/** Departments that had begun by the day, as known at the moment, in the order of their codes. */
export async function departmentsOn(db: Kysely<OrganisationTables>, moment: Moment): Promise<Departments> {
  const { asOf } = moment;
  const rows = await db
    .selectFrom('departments')
    .selectAll()
    .where(knownAt(moment))
    .where((where) => where.or([where('valid_from', 'is', null), where('valid_from', '<=', asOf)]))
    .orderBy('code')
    .execute();
  const later = await db
    .selectFrom('department_names')
    .select(['code', 'holds_from', 'name'])
    .where(knownAt(moment))
    .orderBy('code')
    .orderBy('holds_from')
    .execute();
  const renamed = Map.groupBy(later, ({ code }) => code);
  const isGone = ({ valid_to }: DepartmentRow) => valid_to !== null && valid_to < asOf;
  const viewed = (row: DepartmentRow) => viewOf(row, namesOf(row, renamed.get(row.code) ?? []), asOf);
  return {
    departments: rows.filter((row) => !isGone(row)).map(viewed),
    gone: rows.filter(isGone).map(viewed),
  };
}

/** What departments are called on the day, as known at the moment, by their codes; those not registered are left out. */
export async function departmentNames(
  db: Kysely<OrganisationTables>,
  moment: Moment,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db
    .selectFrom('departments')
    .select(['code', 'name', 'valid_from'])
    .where(knownAt(moment))
    .where('code', 'in', codes)
    .execute();
  const later = await db
    .selectFrom('department_names')
    .select(['code', 'holds_from', 'name'])
    .where(knownAt(moment))
    .where('code', 'in', codes)
    .orderBy('holds_from')
    .execute();
  const renamed = Map.groupBy(later, ({ code }) => code);
  return new Map(
    rows.map((row) => {
      const names = namesOf(row, renamed.get(row.code) ?? []);
      return [row.code, (holdingOn(names, moment.asOf) ?? names[0]!).name];
    }),
  );
}

/** In the order of their days. */
function namesOf(
  { valid_from, name }: Pick<DepartmentRow, 'valid_from' | 'name'>,
  renamed: readonly Pick<DepartmentNameRow, 'holds_from' | 'name'>[],
): readonly NameFrom[] {
  return [{ from: valid_from, name }, ...renamed.map((one) => ({ from: one.holds_from, name: one.name }))];
}

/** Before its first day it is called by its first name. */
function viewOf(row: DepartmentRow, names: readonly NameFrom[], day: LocalDate): DepartmentView {
  return {
    code: row.code,
    name: (holdingOn(names, day) ?? names[0]!).name,
    names,
    parent: row.parent,
    level: row.level as Level,
    district: row.district,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successors: JSON.parse(row.successors) as string[],
    source: row.source,
  };
}
