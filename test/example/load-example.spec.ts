import { exampleInput } from '../../src/example/example-input.js';
import { loadExample } from '../../src/example/load-example.js';
import type { Recorded } from '../../src/history/event.js';
import { DataDirs, type Ledger, ledgerOn } from './ledger-on.js';

describe('loading the example', () => {
  const dirs = new DataDirs();
  const dataDir = dirs.make();
  let ledger: Ledger;
  let events: readonly Recorded[];
  beforeAll(async () => {
    ledger = await ledgerOn(dataDir);
    await loadExample(ledger.commands, exampleInput);
    events = await ledger.log();
  });
  afterAll(async () => {
    await ledger.close();
    dirs.removeAll();
  });

  const dataOf = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data);

  it('records the city with every dong and what changed on 2022-01-03', () => {
    expect(dataOf('DistrictRegistered')).toHaveLength(3);
    expect(dataOf('DongEstablished')).toHaveLength(48);
    expect(dataOf('DongEstablished').filter((dong) => 'validFrom' in dong && dong.validFrom === null)).toHaveLength(39);
    expect(dataOf('DongAbolished')).toContainEqual({
      code: '4128157500',
      validTo: '2022-01-02',
      successors: ['4128157600', '4128157700'],
    });
    expect(dataOf('DongBoundaryChanged')).toMatchObject([
      { code: '4128153000', changedOn: '2022-01-03' },
      { code: '4128165500', changedOn: '2022-01-03' },
    ]);
  });

  it('records the rounds as carried, with their totals and the source', () => {
    expect(dataOf('RoundOpened')).toMatchObject([
      { code: 'resident-autonomy-2020H2', counting: 'carried', meetingPeriod: { from: '2020-08', to: '2020-12' } },
      { code: 'tongjang-2019-2020', counting: 'carried', kind: { code: 'tongjang-council' } },
      { code: 'resident-autonomy-2021H1', suggestionPeriod: { from: '2021-03', to: '2021-06' } },
      { code: 'resident-autonomy-2021H2', counting: 'carried' },
    ]);
    expect(dataOf('CarriedTotalsRecorded')[0]).toMatchObject({
      districts: {
        41281: { dongs: 4, suggestions: 21, meetings: null },
        41285: { dongs: 6, suggestions: 49, meetings: null },
        41287: { dongs: 3, suggestions: 16, meetings: null },
      },
      source: { title: '고양시 민선7기 공약 추진실적 보고서 2-2-4', publishedOn: null },
    });
  });

  it('records the pledge item with masked names, its blocks in months, and the one figure of participation', () => {
    expect(dataOf('PledgeItemRegistered')).toMatchObject([
      { term: 7, number: '2-2-4', officers: [{ name: '한○○' }, { name: '이○○' }, { name: '민○○' }] },
    ]);
    expect(dataOf('SheetBlockDefined')).toMatchObject([
      { code: '2018-2020', period: { from: '2018-01', to: '2020-12' }, order: 1 },
      { code: '2021H1', period: { from: '2021-01', to: '2021-06' }, order: 2 },
      { code: '2021H2', period: { from: '2021-07', to: '2021-12' }, order: 3 },
    ]);
    expect(dataOf('RoundPlacedOnSheet')).toHaveLength(4);
    expect(dataOf('ParticipationRecorded')).toMatchObject([{ kind: 'briefing', period: null, count: 78 }]);
  });

  it('changes nothing when it is loaded again', async () => {
    expect(await loadExample(ledger.commands, exampleInput)).toMatchObject({ commands: events.length, recorded: 0 });
    expect(await ledger.log()).toEqual(events);
  });

  it('changes nothing when another application loads it on the same data', async () => {
    const other = await ledgerOn(dataDir);
    try {
      const loaded = await loadExample(other.commands, exampleInput);
      expect(loaded).toMatchObject({ recorded: 0, position: events.at(-1)!.position });
    } finally {
      await other.close();
    }
    expect(await ledger.log()).toEqual(events);
  });
});
