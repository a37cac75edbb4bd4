import type { Kysely } from 'kysely';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import type { Stated } from '../../asking/stated.js';
import { type Departments, departmentsOn, type OrganisationTables } from './organisation.queries.js';

export interface DepartmentList extends Stated, Departments {}

export const listDepartments = question({
  name: 'ListDepartments',
  summary: 'Departments (부서) as of a day by their names of that day, and what followed those that are gone',
  tag: 'organisation',
  path: 'v1/departments',
  asks: MomentAsked,
  reads: ['organisation'],
  answer:
    () =>
    async (db: Kysely<OrganisationTables>, stated): Promise<DepartmentList> => ({
      ...stated,
      ...(await departmentsOn(db, stated.moment)),
    }),
});
