import { organisationContracts, type OrganisationEvent } from '../../../src/organisation/organisation.events.js';
import { type Entry, made, versionedRows, versionedTable } from '../../engine/read-model/versioned-rows.js';

export type DepartmentRow = Readonly<{
  code: string;
  /** The first that it had. */
  name: string;
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

/** A later name. Each is a part of its own: a department that was renamed often does not grow with it. */
export type DepartmentNameRow = Readonly<{
  /** Of the department. */
  code: string;
  /** Id of the entry that renamed it. */
  renaming: string;
  holds_from: string;
  name: string;
}>;

export const departments = versionedTable<DepartmentRow>({
  name: 'departments',
  columns: {
    code: 'text',
    name: 'text',
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

export const departmentNames = versionedTable<DepartmentNameRow>({
  name: 'department_names',
  columns: { code: 'text', renaming: 'text', holds_from: 'text', name: 'text' },
  key: ['code', 'renaming'],
});

type Part =
  { readonly is: 'department'; readonly row: DepartmentRow } | { readonly is: 'name'; readonly row: DepartmentNameRow };

/** Departments over time. */
export const organisationModel = versionedRows<OrganisationEvent, Part>({
  name: 'organisation',
  version: 3,
  tables: [departments, departmentNames],
  category: 'organisation',
  contracts: organisationContracts,
  partOf: ({ type, id, data }) => (type === 'DepartmentRenamed' ? `${data.code} ${id}` : data.code),
  evolve,
  rowsOf: (part) => [part.is === 'name' ? made(departmentNames, part.row) : made(departments, part.row)],
});

function evolve(part: Part | undefined, event: Entry<OrganisationEvent>): Part | undefined {
  switch (event.type) {
    case 'DepartmentEstablished': {
      const { validFrom, ...rest } = event.data;
      return { is: 'department', row: { ...rest, valid_from: validFrom, valid_to: null, successors: '[]' } };
    }
    case 'DepartmentRenamed': {
      const { code, renamedOn, name } = event.data;
      return { is: 'name', row: { code, renaming: event.id, holds_from: renamedOn, name } };
    }
    case 'DepartmentAbolished': {
      if (part?.is !== 'department') return undefined;
      const { validTo, successors } = event.data;
      return { ...part, row: { ...part.row, valid_to: validTo, successors: JSON.stringify(successors) } };
    }
    default:
      return event satisfies never;
  }
}
