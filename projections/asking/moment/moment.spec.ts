import { ReadModelTest } from '../../engine/testing/read-model-test.js';
import { engines } from '../../engine/testing/test-database.js';
import { instantsIn, recordedInstants, recordingTimesModel } from './recording-times.tables.js';
import type { Moment, MomentTold } from './moment.js';
import { MOMENT_MODEL, momentOf, type MomentTables } from './moment.queries.js';

const TODAY = '2022-05-10';
/** The fourth event was recorded by a clock that stood back. */
const RECORDED = ['09:00:00', '10:00:00', '12:00:00', '11:00:00', '12:00:00', '13:00:00'];
const instant = (time: string) => `2022-05-01T${time}.000Z`;

describe.each(engines)('the moment of an answer, on %s', (engine) => {
  let ledger: ReadModelTest;
  beforeAll(async () => {
    ledger = await ReadModelTest.open(engine, [recordingTimesModel]);
    RECORDED.forEach((time, n) =>
      ledger.event(`thing-${String(n)}`, { type: 'Noted', data: {} }, { recordedAt: instant(time) }),
    );
    await ledger.fold(4);
  });
  afterAll(() => ledger.close());

  const moment = async (asked: MomentTold) =>
    ledger.readModels.read<MomentTables, Moment>([MOMENT_MODEL], momentOf(asked, TODAY));
  const knownAt = async (asked: string) => (await moment({ knownAt: asked })).knownAt;

  it('is today and all that is applied, unless said', async () => {
    expect(await moment({})).toEqual({ asOf: TODAY, knownAt: { ordinal: 6, recordedUpTo: instant('13:00:00') } });
    expect((await moment({ asOf: '2022-04-30' })).asOf).toBe('2022-04-30');
  });

  it.each([
    [1, '09:00:00'],
    [3, '12:00:00'],
    [4, '12:00:00'],
    [5, '12:00:00'],
    [6, '13:00:00'],
  ])('known at ordinal %i, everything recorded up to %s is known', async (ordinal, upTo) => {
    expect(await knownAt(String(ordinal))).toEqual({ ordinal, recordedUpTo: instant(upTo) });
  });

  it.each([
    ['2022-05-01T09:00:00Z', 1],
    ['2022-05-01T09:59:59.999Z', 1],
    ['2022-05-01T19:00:00+09:00', 2],
    // What a slow clock recorded at 11:00 came after what another recorded at 12:00.
    ['2022-05-01T11:30:00Z', 2],
    ['2022-05-01T12:00:00Z', 5],
    ['2022-05-10T23:59:59+09:00', 6],
    ['2022-05-01', 6],
    [TODAY, 6],
  ])('known at %s, event %i is the last', async (asked, ordinal) => {
    expect((await knownAt(asked)).ordinal).toBe(ordinal);
  });

  it.each([
    [{ asOf: '2022-05-11' }, 'today is 2022-05-10'],
    [{ asOf: '2022-02-30' }, 'must be a day'],
    [{ knownAt: '7' }, 'the last event applied is number 6'],
    [{ knownAt: '2022-05-11T00:00:00+09:00' }, 'today is 2022-05-10'],
    [{ knownAt: '2022-05-11' }, 'today is 2022-05-10'],
    [{ knownAt: '2022-05' }, 'must be an ordinal'],
    [{ knownAt: 'yesterday' }, 'must be an ordinal'],
    [{ knownAt: '2022-02-30T00:00:00Z' }, 'must be an ordinal'],
    [{ knownAt: '2022-05-01T24:00:00Z' }, 'must be an ordinal'],
  ])('is refused where it is %j', async (asked, words) => {
    await expect(moment(asked)).rejects.toMatchObject({
      details: { status: 400, detail: { en: expect.stringContaining(words) } },
    });
  });

  it.each(['0', '2022-04-30', '2022-05-01T08:59:59.999Z'])(
    'before the first record (%s) has no records, which is not zero',
    async (asked) => {
      await expect(moment({ knownAt: asked })).rejects.toMatchObject({
        details: {
          status: 404,
          type: 'no-records-before',
          detail: { en: expect.stringContaining(instant('09:00:00')) },
        },
      });
    },
  );

  it('rests on what was the latest instant at each ordinal, many to a row', async () => {
    const rows = await ledger.rows(recordedInstants);
    expect(rows.map((row) => instantsIn(row).map((at) => new Date(at).toISOString()))).toEqual([
      ['09:00:00', '10:00:00', '12:00:00', '12:00:00', '12:00:00', '13:00:00'].map(instant),
    ]);
  });
});

it('of an empty ledger has nothing recorded', async () => {
  const ledger = await ReadModelTest.open('sqlite', [recordingTimesModel]);
  const moment = async (asked: MomentTold) =>
    ledger.readModels.read<MomentTables, Moment>([MOMENT_MODEL], momentOf(asked, TODAY));
  expect(await moment({})).toEqual({ asOf: TODAY, knownAt: { ordinal: 0, recordedUpTo: null } });
  await expect(moment({ knownAt: '2022-05-01T08:59:59Z' })).rejects.toMatchObject({
    details: { type: 'no-records-before' },
  });
  await ledger.close();
});
