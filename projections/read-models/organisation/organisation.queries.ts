import type { Kysely } from 'kysely';
import type { LocalDate } from '../../../src/history/days.js';
import { holdingOn } from '../../../src/history/holding.js';
import { knownAt } from '../../asking/known-at.js';
import type { Moment } from '../../asking/moment/moment.js';
import type { Versioned } from '../../engine/read-model/versioned-rows.js';
import type { DepartmentRow, NameFrom } from './organisation.tables.js';

export interface OrganisationTables {
  departments: Versioned<DepartmentRow>;
}

export interface DepartmentView {
  readonly code: string;
  /** That of the day asked for; of one that ended before, its last. */
  readonly name: string;
  readonly names: readonly NameFrom[];
  readonly parent: string | null;
  readonly level: string;
  readonly district: string | null;
  /** First and last day; null where open. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** Those that took over, where it has ended. */
  readonly successors: readonly string[];
  readonly source: string | null;
}

export interface Departments {
  /** Those that are there on the day asked for. */
  readonly departments: readonly DepartmentView[];
  /** Those that ended before it. */
  readonly gone: readonly DepartmentView[];
}

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
  const isGone = ({ valid_to }: DepartmentRow) => valid_to !== null && valid_to < asOf;
  const viewed = (row: DepartmentRow) => viewOf(row, asOf);
  return {
    departments: rows.filter((row) => !isGone(row)).map(viewed),
    gone: rows.filter(isGone).map(viewed),
  };
}

/** What a department is called on a day; before its first day, by its first name. */
export function departmentName({ names }: Pick<DepartmentRow, 'names'>, day: LocalDate): string {
  const all = JSON.parse(names) as readonly NameFrom[];
  return (holdingOn(all, day) ?? all[0]!).name;
}

function viewOf(row: DepartmentRow, day: LocalDate): DepartmentView {
  return {
    code: row.code,
    name: departmentName(row, day),
    names: JSON.parse(row.names) as DepartmentView['names'],
    parent: row.parent,
    level: row.level,
    district: row.district,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successors: JSON.parse(row.successors) as string[],
    source: row.source,
  };
}
