import fc from 'fast-check';
import { compareTotals } from '../../projections/reports/district-totals/compare-totals.js';
import type { Cell } from '../../projections/reports/district-totals/cell.queries.js';
import { explainTotals } from '../../projections/reports/district-totals/explain-totals.js';
import {
  getDistrictTotals,
  type TotalsBreakdown,
} from '../../projections/reports/district-totals/get-district-totals.js';
import { ReadModelTest } from '../../projections/engine/testing/read-model-test.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { readModels } from '../../projections/read-models.js';
import { asked, type AskedMoment, momentsOf, snapshotsOf } from './asking.js';
import { DISTRICTS, foundCity, PLACES, roundCode, roundId, SPANS, TODAY } from './city.js';
import { countedAt, metAt, placesOf, type Question, replay } from './naive-replay.js';
import { live, lives } from './random-life.js';

const STATUSES = ['pending', 'completed', 'infeasible', 'withdrawn'] as const;

const cells = fc.array(
  fc.record({
    span: fc.constantFrom(...SPANS),
    district: fc.option(fc.constantFrom(...DISTRICTS), { freq: 2, nil: undefined }),
    dong: fc.option(fc.constantFrom(...PLACES.map(({ dong }) => dong)), { freq: 1, nil: undefined }),
    status: fc.option(fc.constantFrom(...STATUSES), { freq: 1, nil: undefined }),
    round: fc.option(fc.nat(3), { freq: 1 }),
  }),
  { minLength: 8, maxLength: 8 },
);

/** The rounds whose details count, or the one of them. */
function detailedRounds(ledger: ReadModelTest, question: Question, round: string | null): ReadonlySet<string> {
  return new Set(
    replay(ledger.log, question).flatMap(({ id, carried }) =>
      carried || (round !== null && id !== round) ? [] : [id],
    ),
  );
}

/** The suggestions of a cell, out of the raw log: of the rounds whose details count, as they were by then. */
function inCell(ledger: ReadModelTest, question: Question, { district, dong, status }: Cell, round: string | null) {
  const detailed = detailedRounds(ledger, question, round);
  return countedAt(ledger.log, question).filter(
    (one) =>
      detailed.has(one.round) &&
      (district ?? one.district) === one.district &&
      (dong ?? one.dong) === one.dong &&
      (status ?? one.status) === one.status,
  );
}

async function pages<T extends { readonly nextCursor: string | null }>(
  ask: (cursor: string | undefined) => Promise<T>,
): Promise<T[]> {
  const found = [await ask(undefined)];
  for (let cursor; (cursor = found.at(-1)!.nextCursor) !== null;) found.push(await ask(cursor));
  return found;
}

describe.each(engines)('figures taken apart on %s', (engine) => {
  it('come down to the suggestions that count, and differences to the events that made them', async () => {
    await fc.assert(
      fc.asyncProperty(lives(90), cells, momentsOf(8), momentsOf(8), async (life, wanted, untils, sinces) => {
        const ledger = await ReadModelTest.open(engine, readModels);
        try {
          foundCity(ledger, { recordedAt: '2021-07-01T00:00:00.000Z' });
          live(life, ledger);
          await ledger.fold();
          for (const [index, { span, round, ...rest }] of wanted.entries()) {
            const cell: Cell = { figure: 'suggestions', ...span, ...rest };
            const until = asked(ledger, untils[index]!);
            const there =
              round !== null &&
              replay(ledger.log, { ...until.question, ...span }).some(({ id }) => id === roundId(round));
            const only = there ? roundId(round) : null;
            const code = there ? roundCode(round) : undefined;
            await explains(ledger, cell, until, only, code);
            await compares(ledger, cell, until, asked(ledger, sinces[index]!), only, code);
            await breaksDown(ledger, cell, until, only, code);
          }
        } finally {
          await ledger.close();
        }
      }),
      { seed: 20220103, numRuns: 10 },
    );
  }, 180_000);

  it('count the meetings of one month and place together, on whatever day they were held', async () => {
    const ledger = await ReadModelTest.open(engine, readModels);
    const nothing = { entry: 0, value: 0, day: 0, hours: 1, behind: 0 };
    foundCity(ledger, { recordedAt: '2021-07-01T00:00:00.000Z' });
    live(
      [
        { ...nothing, act: 'open', stream: 0 },
        ...[1, 2, 3, 4, 5].map((day) => ({ ...nothing, act: 'hold' as const, stream: day, day })),
      ],
      ledger,
    );
    await ledger.fold();
    const everything: Cell = {
      figure: 'suggestions',
      from: null,
      to: null,
      district: undefined,
      dong: undefined,
      status: undefined,
    };
    await breaksDown(ledger, everything, asked(ledger, { asOf: TODAY, known: 1, as: 'ordinal' }), null);
    await ledger.close();
  });
});

/** A cell as a caller tells it. */
function told({ from, to, ...cell }: Cell) {
  return { ...cell, from: from ?? undefined, to: to ?? undefined };
}

async function explains(ledger: ReadModelTest, cell: Cell, at: AskedMoment, round: string | null, code?: string) {
  const snapshots = snapshotsOf(ledger);
  const wanted = inCell(ledger, { ...at.question, from: cell.from, to: cell.to }, cell, round);
  const found = await pages((cursor) =>
    explainTotals.answer(snapshots, { ...at.moment, ...told(cell), round: code, cursor, limit: '2' }),
  );
  const suggestions = found.flatMap((page) => page.suggestions);
  expect(suggestions.map(({ id }) => id).sort()).toEqual(wanted.map(({ suggestion }) => suggestion).sort());
  expect(found[0]!.details).toBe(wanted.length);
  for (const { id, bookings } of suggestions) {
    expect(bookings.reduce((sum, { delta }) => sum + delta, 0)).toBe(1);
    for (const { ordinal, eventId, type, revision, recordedAt, recordedBy, why } of bookings) {
      const event = { id: eventId, type, revision, stream: `suggestion-${id}`, metadata: { recordedAt, recordedBy } };
      expect(ledger.log[ordinal - 1]).toMatchObject(event);
      expect((ledger.log[ordinal - 1]!.data as { why?: string | null }).why ?? null).toBe(why);
    }
  }
}

async function compares(
  ledger: ReadModelTest,
  cell: Cell,
  until: AskedMoment,
  since: AskedMoment,
  round: string | null,
  code?: string,
) {
  const snapshots = snapshotsOf(ledger);
  const moments = {
    ...until.moment,
    sinceAsOf: since.moment.asOf,
    sinceKnownAt: since.moment.knownAt ?? String(ledger.log.length),
  };
  const found = await pages((cursor) =>
    compareTotals.answer(snapshots, { ...moments, ...told(cell), round: code, cursor, limit: '3' }),
  );
  const count = ({ question }: AskedMoment) =>
    inCell(ledger, { ...question, from: cell.from, to: cell.to }, cell, round).length;
  const change = count(until) - count(since);
  expect(found[0]!.change.details).toBe(change);
  const effects = found.flatMap(({ suggestions }) => suggestions.map(({ effect }) => effect));
  expect(effects.reduce((sum, effect) => sum + effect, 0)).toBe(change);
  expect(effects).not.toContain(0);
}

async function breaksDown(ledger: ReadModelTest, cell: Cell, at: AskedMoment, round: string | null, code?: string) {
  const snapshots = snapshotsOf(ledger);
  const question = { ...at.question, from: cell.from, to: cell.to };
  const detailed = detailedRounds(ledger, question, round);
  const met = metAt(ledger.log, question).filter((one) => detailed.has(one.round));
  const wanted = inCell(ledger, question, { ...cell, district: undefined, dong: undefined, status: undefined }, round);
  for (const by of ['dong', 'month', 'status'] as const) {
    const { from, to } = told(cell);
    const answer = await getDistrictTotals.answer(snapshots, { ...at.moment, from, to, by, round: code });
    const { cells: found } = answer as TotalsBreakdown;
    const sums = found.flatMap((one) => {
      const key = 'month' in one ? one.month : 'status' in one ? one.status : one.dong;
      const count = typeof one.suggestions === 'number' ? one.suggestions : one.suggestions.total;
      return Array.from({ length: count }, () => key);
    });
    expect(sums.sort()).toEqual(
      wanted.map((one) => (by === 'month' ? one.raisedOn.slice(0, 7) : by === 'status' ? one.status : one.dong)).sort(),
    );
    if (by === 'status') continue;
    const meetings = found.flatMap((one) =>
      'month' in one
        ? Array.from({ length: one.meetings.total }, () => one.month)
        : 'dong' in one
          ? Array.from({ length: one.meetings }, () => one.dong)
          : [],
    );
    const expected =
      by === 'month' ? met.map(({ heldOn }) => heldOn.slice(0, 7)) : placesOf(met).map(({ dong }) => dong);
    expect(meetings.sort()).toEqual(expected.sort());
    await explainsMeetings(ledger, { ...question, ...told(cell) }, at, met, code);
  }
}

/** The meetings of a cell and its distinct dongs come down to what the raw log says of them. */
async function explainsMeetings(
  ledger: ReadModelTest,
  { district, dong, from, to }: Pick<ReturnType<typeof told>, 'district' | 'dong' | 'from' | 'to'>,
  at: AskedMoment,
  met: ReturnType<typeof metAt>,
  round: string | undefined,
) {
  const places = placesOf(met).filter(
    (one) => (district ?? one.district) === one.district && (dong ?? one.dong) === one.dong,
  );
  const everywhere = district === undefined && dong === undefined;
  const meetings = new Set((everywhere ? met : places).map(({ meeting }) => meeting));
  const ask = async (figure: 'meetings' | 'dongs') =>
    (await explainTotals.answer(snapshotsOf(ledger), { ...at.moment, figure, district, dong, from, to, round }))
      .details;
  expect(await ask('meetings')).toBe(meetings.size);
  expect(await ask('dongs')).toBe(new Set(places.map((one) => `${one.round} ${one.dong}`)).size);
}
