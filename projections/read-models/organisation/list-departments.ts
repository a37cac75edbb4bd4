import type { Kysely } from 'kysely';
import * as shown from '../../../src/http/shown.js';
import { MomentAsked } from '../../asking/moment/moment-asked.js';
import { question } from '../../asking/question.js';
import { stated } from '../../asking/stated.js';
import { departmentsOn, departmentsShown, type OrganisationTables } from './organisation.queries.js';

const departmentList = shown.object({ ...stated, ...departmentsShown });
export type DepartmentList = shown.Of<typeof departmentList>;

export const listDepartments = question({
  name: 'ListDepartments',
  summary: 'Departments (부서) as of a day by their names of that day, and what followed those that are gone',
  tag: 'organisation',
  path: 'v1/departments',
  asks: MomentAsked,
  answers: departmentList,
  reads: ['organisation'],
  answer: () => async (db: Kysely<OrganisationTables>, stated) => ({
    ...stated,
    ...(await departmentsOn(db, stated.moment)),
  }),
});
