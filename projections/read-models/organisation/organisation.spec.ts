import { addDays } from '../../../src/history/days.js';
import { at, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { departmentsOn, type OrganisationTables } from './organisation.queries.js';
import { departmentNames, departments, organisationModel } from './organisation.tables.js';

const CITY = 'organisation-41280';

describe.each(engines)('departments, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  const on = (asOf: string, known: number) =>
    ledger!.readModels.read<OrganisationTables, unknown>(['organisation'], async (db) => {
      const { departments, gone } = await departmentsOn(db, at(known, asOf).moment);
      return [departments.map(({ code, name }) => [code, name]), gone.map((one) => [one.code, one.successors])];
    });

  it('have the names of the day, are followed where they are gone, and stay as they were known before', async () => {
    const made = await told(engine, [organisationModel], (city) => {
      const traffic = { code: 'traffic', name: '교통과', parent: 'city', level: 'division', district: null } as const;
      city.says(CITY, 'DepartmentEstablished', { ...traffic, validFrom: '2020-01-01', source: null });
      const renamed = { code: 'traffic', name: '교통정책과', renamedOn: '2022-01-03' };
      const naming = city.says(CITY, 'DepartmentRenamed', renamed);
      const roads = { ...traffic, code: 'roads', name: '도로과', parent: null };
      city.says(CITY, 'DepartmentEstablished', { ...roads, validFrom: null, source: '조직 개편' });
      city.says(CITY, 'DepartmentAbolished', { code: 'traffic', validTo: '2023-12-31', successors: ['roads'] });
      const before = city.ordinal;
      city.corrects(naming, { path: '/name', from: '교통정책과', to: '교통기획과' });
      return { before, corrected: city.ordinal };
    });
    ledger = made.ledger;
    const { before, corrected } = made.told;
    const roads = ['roads', '도로과'];
    expect(await on('2019-12-31', before)).toEqual([[roads], []]);
    expect(await on('2022-01-02', before)).toEqual([[roads, ['traffic', '교통과']], []]);
    expect(await on('2022-01-03', before)).toEqual([[roads, ['traffic', '교통정책과']], []]);
    expect(await on('2023-12-31', corrected)).toEqual([[roads, ['traffic', '교통기획과']], []]);
    expect(await on('2024-01-01', corrected)).toEqual([[roads], [['traffic', ['roads']]]]);
    expect(await on('2024-01-01', 1)).toEqual([[['traffic', '교통과']], []]);
  });

  it('are renamed any number of times, also for earlier days, without a row that grows with it', async () => {
    const days = Array.from({ length: 40 }, (_, n) => addDays('2020-01-01', (n * 7) % 40));
    const made = await told(engine, [organisationModel], (city) => {
      const traffic = { code: 'traffic', name: '교통과', parent: null, level: 'division', district: null } as const;
      city.says(CITY, 'DepartmentEstablished', { ...traffic, validFrom: null, source: null });
      for (const day of days)
        city.says(CITY, 'DepartmentRenamed', { code: 'traffic', name: `${day}과`, renamedOn: day });
      return city.ordinal;
    });
    ledger = made.ledger;
    const names = await ledger.readModels.read<OrganisationTables, unknown>(['organisation'], async (db) => {
      const { departments } = await departmentsOn(db, at(made.told, '2020-01-20').moment);
      return departments.map(({ name, names }) => [name, names.map(({ from }) => from)]);
    });
    expect(names).toEqual([['2020-01-20과', [null, ...days.toSorted()]]]);
    expect([await ledger.rows(departments), await ledger.rows(departmentNames)]).toMatchObject([
      { length: 1 },
      { length: 40 },
    ]);
  });
});
