import { at, sample, type Story, told } from '../../../test/projections/story.js';
import type { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { roundNamed, roundsAt, type RoundTables } from './round.queries.js';
import { carriedTotals, roundsModel } from './round.tables.js';

const STREAM = `round-${sample.round}`;
const OTHER = 'round-018f4e6e-0000-7000-8000-000000000003';
const past = { counting: 'carried', meetingPeriod: { from: '2021-03', to: '2021-06' } } as const;

describe.each(engines)('rounds and carried totals, on %s', (engine) => {
  let ledger: ReadModelTest | undefined;
  afterEach(() => ledger?.close());

  async function tell<T>(story: (city: Story) => T): Promise<T> {
    const made = await told(engine, [roundsModel], story);
    ledger = made.ledger;
    return made.told;
  }
  const rounds = (known: number) =>
    ledger!.readModels.read<RoundTables, Awaited<ReturnType<typeof roundsAt>>>(['rounds'], (db) =>
      roundsAt(db, at(known)),
    );
  const carried = async (known: number) =>
    (await ledger!.rows(carriedTotals))
      .filter((row) => row.known_from <= known && row.known_to > known)
      .map(({ district, dongs, suggestions }) => [district, dongs, suggestions]);

  it('are listed by their codes, as they were opened and closed', async () => {
    const known = await tell((city) => {
      city.says(STREAM, 'RoundOpened', sample.opened());
      city.says(OTHER, 'RoundOpened', sample.opened({ code: 'autumn', participationKind: null }));
      city.says(STREAM, 'RoundClosed', { closedOn: '2022-06-30' });
      return city.ordinal;
    });
    expect(await rounds(known)).toMatchObject([
      { code: 'autumn', participationKind: null, closedOn: null },
      { ...sample.opened(), id: sample.round, closedOn: '2022-06-30', superseded: null, carriedTotals: null },
    ]);
    expect(await rounds(2)).toMatchObject([{ code: 'autumn' }, { code: sample.opened().code, closedOn: null }]);
    expect(await rounds(1)).toHaveLength(1);
  });

  it('name where carried totals were published, and what superseded them', async () => {
    const { totals, known } = await tell((city) => {
      city.says(STREAM, 'RoundOpened', sample.opened(past));
      const recordedTotals = city.says(STREAM, 'CarriedTotalsRecorded', sample.carried({ 41281: [4, 21] }));
      city.says(STREAM, 'CarriedTotalsSuperseded', { supersededOn: '2024-05-02', why: '회의록을 찾음' });
      return { totals: recordedTotals, known: city.ordinal };
    });
    const source = sample.carried({}).source;
    expect(await rounds(known - 1)).toMatchObject([
      { superseded: null, carriedTotals: { source, eventId: totals.id } },
    ]);
    expect(await rounds(known)).toMatchObject([
      { superseded: { on: '2024-05-02', why: '회의록을 찾음' }, carriedTotals: { source } },
    ]);
  });

  it('keep each figure as it was known, through corrections of one cell and of all, and voids', async () => {
    const known = await tell((city) => {
      city.says(STREAM, 'RoundOpened', sample.opened(past));
      const totals = city.says(STREAM, 'CarriedTotalsRecorded', sample.carried({ 41281: [4, 21], 41285: [6, 49] }));
      const path = '/districts/41281/suggestions';
      const slip = city.corrects(totals, { path, from: 21, to: 22 });
      const one = city.ordinal;
      const { districts } = sample.carried({ 41281: [4, 22], 41285: [6, 49] });
      const to = sample.carried({ 41281: [4, 22], 41285: [6, 49], 41287: [3, 16] }).districts;
      const whole = city.corrects(totals, { path: '/districts', from: districts, to });
      const all = city.ordinal;
      city.voids(whole);
      city.voids(slip);
      const back = city.ordinal;
      city.voids(totals);
      return { one, all, back, voided: city.ordinal };
    });
    const recorded = [
      ['41281', 4, 21],
      ['41285', 6, 49],
    ];
    expect(await carried(2)).toEqual(recorded);
    expect(await carried(known.one)).toEqual([['41281', 4, 22], recorded[1]]);
    expect((await carried(known.all)).sort()).toEqual([['41281', 4, 22], recorded[1], ['41287', 3, 16]]);
    expect(await carried(known.back)).toEqual(recorded);
    expect(await carried(known.voided)).toEqual([]);
  });

  it('that are voided whole are found by name with what they last said, and come back', async () => {
    const known = await tell((city) => {
      const opened = city.says(STREAM, 'RoundOpened', sample.opened());
      const closed = city.says(STREAM, 'RoundClosed', { closedOn: '2022-06-30' });
      const first = city.voids(closed);
      const second = city.voids(opened);
      const out = city.ordinal;
      city.voids(second, first);
      return { out, back: city.ordinal };
    });
    expect(await rounds(known.out)).toEqual([]);
    expect(await rounds(known.back)).toMatchObject([{ closedOn: '2022-06-30' }]);
    const named = (name: string, when: number) =>
      ledger!.readModels.read<RoundTables, unknown>(['rounds'], (db) => roundNamed(db, name, at(when)));
    const voided = { code: sample.opened().code, known_to: known.out };
    for (const name of [sample.round, sample.round.toUpperCase(), sample.opened().code]) {
      expect(await named(name, known.out)).toMatchObject(voided);
    }
    await expect(named('none', known.back)).rejects.toMatchObject({ details: { status: 404 } });
    await expect(named('\0', known.back)).rejects.toMatchObject({ details: { status: 404 } });
    await expect(named(sample.round, 0)).rejects.toMatchObject({ details: { status: 404 } });
  });
});
