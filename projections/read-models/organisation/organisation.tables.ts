import type { Recorded } from '../../../src/history/event.js';
import { type FromDay, withOneMore } from '../../../src/history/holding.js';
import { organisationContracts, type OrganisationEvent } from '../../../src/organisation/organisation.events.js';
import { made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type DepartmentRow = Readonly<{
  code: string;
  /** JSON array of names with the days from which they hold, in the order of those. */
  names: string;
  parent: string | null;
  level: string;
  district: string | null;
  /** First and last day; null where open. */
  valid_from: string | null;
  valid_to: string | null;
  /** JSON array of department codes. */
  successors: string;
  source: string | null;
}>;

/** A name, from a day on. */
export interface NameFrom extends FromDay {
  readonly name: string;
}

export const departments = versionedTable<DepartmentRow>({
  name: 'departments',
  columns: {
    code: 'text',
    names: 'text',
    parent: 'text?',
    level: 'text',
    district: 'text?',
    valid_from: 'text?',
    valid_to: 'text?',
    successors: 'text',
    source: 'text?',
  },
  key: ['code'],
});

/** Departments over time. */
export const organisationModel = versionedRows<OrganisationEvent>({
  name: 'organisation',
  version: 1,
  tables: [departments],
  category: 'organisation',
  contracts: organisationContracts,
  rowsOf: (history) => departmentRows(history).map((row) => made(departments, row)),
});

function departmentRows(history: readonly Recorded<OrganisationEvent>[]): DepartmentRow[] {
  return history.flatMap((event): DepartmentRow[] => {
    if (event.type !== 'DepartmentEstablished') return [];
    const { name, validFrom, ...rest } = event.data;
    let names: readonly NameFrom[] = [{ from: validFrom, name }];
    let end: { readonly validTo: string; readonly successors: readonly string[] } | undefined;
    for (const other of history) {
      if (other.data.code !== rest.code) continue;
      if (other.type === 'DepartmentRenamed') {
        names = withOneMore(names, { from: other.data.renamedOn, name: other.data.name });
      } else if (other.type === 'DepartmentAbolished') end = other.data;
    }
    return [
      {
        ...rest,
        names: JSON.stringify(names),
        valid_from: validFrom,
        valid_to: end?.validTo ?? null,
        successors: JSON.stringify(end?.successors ?? []),
      },
    ];
  });
}
