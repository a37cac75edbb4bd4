import { allWordsOn, fieldsOn, officeHoursOn } from '../../../src/policies/in-force.js';
import { at, told } from '../../../test/projections/story.js';
import { HANDLING_STATUSES } from '../../../src/suggestions/handling-status.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { policyKnownAt, type PolicyTables } from './policy.queries.js';
import { policiesModel } from './policy.tables.js';

const CITY = 'policy-41280';

describe.each(engines)("the city's own rules, on %s", (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  it('hold from their days on, follow a correction, and stay as they were known before', async () => {
    const made = await told(engine, [policiesModel], (city) => {
      const traffic = { code: 'traffic', ko: '교통', en: null };
      city.says(CITY, 'FieldsOfWorkSet', { validFrom: '2022-01-01', basis: '지침', fields: [traffic] });
      const parks = { code: 'parks', ko: '공원', en: null };
      const more = city.says(CITY, 'FieldsOfWorkSet', { validFrom: '2021-01-01', basis: '지침', fields: [parks] });
      const hours = {
        validFrom: '2021-01-01',
        basis: '규칙',
        from: '09:00',
        to: '18:00',
        pauseFrom: null,
        pauseTo: null,
      };
      city.says(CITY, 'OfficeHoursSet', hours);
      const words = [{ word: { ko: '기타', en: null }, statuses: [...HANDLING_STATUSES] }];
      const set = { set: 'half-yearly', validFrom: '2021-01-01', basis: '지침', words, splits: [] };
      city.says(CITY, 'StatusWordsSet', set);
      city.says(CITY, 'StatusWordsSet', { ...set, set: 'petition' });
      const before = city.ordinal;
      city.corrects(more, { path: '/validFrom', from: '2021-01-01', to: '2021-07-01' });
      return before;
    });
    ledger = made.ledger;
    const known = (ordinal: number) =>
      ledger!.readModels.read<PolicyTables, string>(['policies'], async (db) => {
        const policy = await policyKnownAt(db, at(ordinal).moment);
        const fields = ['2021-01-01', '2021-07-01', '2022-01-01'].map((day) => fieldsOn(policy, day)?.[0]?.code);
        const sets = allWordsOn(policy, '2021-01-01').map(({ set }) => set);
        return JSON.stringify([fields, sets, officeHoursOn(policy, '2021-01-01')?.to]);
      });
    const before = made.told;
    expect(await known(before)).toBe('[["parks","parks","traffic"],["half-yearly","petition"],"18:00"]');
    expect(await known(before + 1)).toBe('[[null,"parks","traffic"],["half-yearly","petition"],"18:00"]');
    expect(await known(1)).toBe('[[null,null,"traffic"],[],null]');
  });
});
