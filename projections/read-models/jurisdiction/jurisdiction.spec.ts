import { at, sample, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { districtsOn, type JurisdictionTables } from './jurisdiction.queries.js';
import { jurisdictionModel } from './jurisdiction.tables.js';

const CITY = 'jurisdiction-41280';
const [OLD, NEW, KEPT] = ['4128157500', '4128157600', '4128151000'];

describe.each(engines)('districts and dongs, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  const dongsOn = (asOf: string, known: number) =>
    ledger!.readModels.read<JurisdictionTables, unknown>(['jurisdiction'], async (db) =>
      (await districtsOn(db, at(known, asOf))).map(({ code, dongs }) => [code, dongs.map((dong) => dong.code)]),
    );
  const dong = (code: string, known: number) =>
    ledger!.readModels.read<JurisdictionTables, unknown>(['jurisdiction'], async (db) =>
      (await districtsOn(db, at(known, '2022-01-02'))).flatMap(({ dongs }) => dongs).find((one) => one.code === code),
    );

  const split = () =>
    told(engine, [jurisdictionModel], (city) => {
      city.says(CITY, 'DistrictRegistered', sample.district('41285', '일산동구'));
      city.says(CITY, 'DistrictRegistered', sample.district('41281', '덕양구'));
      city.says(CITY, 'DongEstablished', sample.dong(KEPT));
      city.says(CITY, 'DongEstablished', sample.dong(OLD));
      const began = city.says(
        CITY,
        'DongEstablished',
        sample.dong(NEW, { validFrom: '2022-01-03', predecessors: [OLD] }),
      );
      city.says(CITY, 'DongBoundaryChanged', { code: KEPT, changedOn: '2021-05-01', note: '경계 조정' });
      const ended = city.says(CITY, 'DongAbolished', { code: OLD, validTo: '2022-01-02', successors: [NEW] });
      const before = city.ordinal;
      city.corrects(ended, { path: '/validTo', from: '2022-01-02', to: '2022-01-09' });
      const corrected = city.ordinal;
      city.voids(ended);
      const voided = city.ordinal;
      return { before, corrected, voided, began };
    });

  it('are there between their days, in the order of their codes', async () => {
    const made = await split();
    ledger = made.ledger;
    const { before } = made.told;
    expect(await dongsOn('2022-01-02', before)).toEqual([
      ['41281', [KEPT, OLD]],
      ['41285', []],
    ]);
    expect(await dongsOn('2022-01-03', before)).toEqual([
      ['41281', [KEPT, NEW]],
      ['41285', []],
    ]);
  });

  it('show what became of them', async () => {
    const made = await split();
    ledger = made.ledger;
    expect(await dong(OLD, made.told.before)).toMatchObject({
      validFrom: null,
      validTo: '2022-01-02',
      successors: [NEW],
    });
    expect(await dong(KEPT, made.told.before)).toMatchObject({
      validTo: null,
      boundaryChanges: [{ changedOn: '2021-05-01', note: '경계 조정' }],
    });
  });

  it('follow a correction and a void, and stay as they were known before', async () => {
    const made = await split();
    ledger = made.ledger;
    const { before, corrected, voided } = made.told;
    const endings = async (known: number) => {
      const on = async (day: string) => JSON.stringify(await dongsOn(day, known)).includes(OLD);
      return [await on('2022-01-02'), await on('2022-01-09'), await on('2022-01-10')];
    };
    expect(await endings(before)).toEqual([true, false, false]);
    expect(await endings(corrected)).toEqual([true, true, false]);
    expect(await endings(voided)).toEqual([true, true, true]);
    expect(await dongsOn('2022-01-02', 2)).toEqual([
      ['41281', []],
      ['41285', []],
    ]);
  });

  it('are called by their names of the day, and are there until their last', async () => {
    const made = await told(engine, [jurisdictionModel], (city) => {
      city.says(CITY, 'DistrictRegistered', { ...sample.district('41281', '고양구'), validFrom: '1992-02-01' });
      const renamed = { code: '41281', name: '덕양구', romanised: 'Deogyang-gu', renamedOn: '1996-03-01' };
      const naming = city.says(CITY, 'DistrictRenamed', renamed);
      city.says(CITY, 'DongEstablished', sample.dong(KEPT, { validFrom: '1992-02-01' }));
      city.says(CITY, 'DongRenamed', { code: KEPT, name: '주교본동', romanised: null, renamedOn: '2000-01-01' });
      city.says(CITY, 'DongAbolished', { code: KEPT, validTo: '2021-12-31', successors: [] });
      city.says(CITY, 'DistrictAbolished', { code: '41281', validTo: '2021-12-31', successors: [] });
      const before = city.ordinal;
      city.corrects(naming, { path: '/renamedOn', from: '1996-03-01', to: '1996-04-01' });
      return before;
    });
    ledger = made.ledger;
    const named = (asOf: string, known: number) =>
      ledger!.readModels.read<JurisdictionTables, unknown>(['jurisdiction'], async (db) =>
        (await districtsOn(db, at(known, asOf))).map(({ name, dongs }) => [name, dongs.map((one) => one.name)]),
      );
    const before = made.told;
    expect(await named('1992-01-31', before)).toEqual([]);
    expect(await named('1996-02-29', before)).toEqual([['고양구', [`${KEPT}동`]]]);
    expect(await named('1996-03-01', before)).toEqual([['덕양구', [`${KEPT}동`]]]);
    expect(await named('1996-03-01', before + 1)).toEqual([['고양구', [`${KEPT}동`]]]);
    expect(await named('2021-12-31', before)).toEqual([['덕양구', ['주교본동']]]);
    expect(await named('2022-01-01', before)).toEqual([]);
  });
});
