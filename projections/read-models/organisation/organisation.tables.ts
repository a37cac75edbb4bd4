import { type FromDay, withOneMore } from '../../../src/history/holding.js';
import { organisationContracts, type OrganisationEvent } from '../../../src/organisation/organisation.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

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
export const organisationModel = versionedRows<OrganisationEvent, DepartmentRow>({
  name: 'organisation',
  version: 2,
  tables: [departments],
  category: 'organisation',
  contracts: organisationContracts,
  partOf: ({ data }) => data.code,
  evolve,
  rowsOf: (row) => [made(departments, row)],
});

function evolve(row: DepartmentRow | undefined, event: Entry<OrganisationEvent>): DepartmentRow | undefined {
  if (event.type === 'DepartmentEstablished') {
    const { name, validFrom, ...rest } = event.data;
    const names: readonly NameFrom[] = [{ from: validFrom, name }];
    return { ...rest, names: JSON.stringify(names), valid_from: validFrom, valid_to: null, successors: '[]' };
  }
  if (!row) return undefined;
  switch (event.type) {
    case 'DepartmentRenamed': {
      const { renamedOn, name } = event.data;
      const names = withOneMore(JSON.parse(row.names) as NameFrom[], { from: renamedOn, name });
      return { ...row, names: JSON.stringify(names) };
    }
    case 'DepartmentAbolished': {
      const { validTo, successors } = event.data;
      return { ...row, valid_to: validTo, successors: JSON.stringify(successors) };
    }
    default:
      return event satisfies never;
  }
}
