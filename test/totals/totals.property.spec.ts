import fc from 'fast-check';
import {
  type DistrictTotals,
  getDistrictTotals,
} from '../../projections/reports/district-totals/get-district-totals.js';
import type { RoundTotals } from '../../projections/reports/district-totals/round-totals.queries.js';
import { ReadModelTest } from '../../projections/engine/testing/read-model-test.js';
import { engines } from '../../projections/engine/testing/test-database.js';
import { readModels } from '../../projections/read-models.js';
import type { SnapshotAsked } from '../../projections/asking/snapshots.js';
import { listSuggestions } from '../../projections/read-models/suggestion-progress/list-suggestions.js';
import type { Recorded } from '../../src/history/event.js';
import { asked, momentsOf, snapshotsOf } from './asking.js';
import { foundCity, roundCode, roundId, SPANS, TODAY } from './city.js';
import { standing, streamsOf } from './naive-history.js';
import { countedAt, type NaiveRound, type Question, replay } from './naive-replay.js';
import { live, lives } from './random-life.js';

/** Of one round or of all; null where of all. */
const roundsAsked = fc.array(fc.option(fc.nat(3), { freq: 3 }), { minLength: 12, maxLength: 12 });

function comparable({
  round: { id, voided },
  carried,
  dongs,
  meetings,
  suggestions,
  byStatus,
}: RoundTotals): NaiveRound {
  const statuses = byStatus?.byDistrict as NaiveRound['byStatus'] | undefined;
  return { id, voided, carried, dongs, meetings, suggestions, byStatus: statuses ?? null };
}

/** The suggestions that the list shows, of a moment, in a line each. */
async function listedAt(ledger: ReadModelTest, moment: SnapshotAsked = {}): Promise<string[]> {
  const snapshots = snapshotsOf(ledger);
  const { suggestions } = await listSuggestions.answer(snapshots, { ...moment, limit: '500' });
  return suggestions.map((one) =>
    [one.id, one.roundId, one.dong, one.raisedOn, one.status, one.phase, one.text, one.revision].join(),
  );
}

function listReplayed(log: readonly Recorded[], { asOf, ordinal }: Pick<Question, 'asOf' | 'ordinal'>): string[] {
  const streams = streamsOf(log.slice(0, ordinal), 'suggestion');
  return countedAt(log, { asOf, ordinal, from: null, to: null }).map(
    ({ suggestion, round, dong, raisedOn, status, phase }) => {
      const stream = streams.get(suggestion)!;
      const { text } = standing(stream).find(({ type }) => type === 'SuggestionReceived')!.data;
      return [suggestion, round, dong, raisedOn, status, phase, text, stream.length - 1].join();
    },
  );
}

describe.each(engines)('totals of any moment on %s', (engine) => {
  it('equal a replay of the raw log, folded at once or event by event', async () => {
    await fc.assert(
      fc.asyncProperty(
        lives(110),
        roundsAsked,
        momentsOf(12),
        fc.integer({ min: 1, max: 9 }),
        async (life, wanted, moments, batch) => {
          const atOnce = await ReadModelTest.open(engine, readModels);
          const inSteps = await ReadModelTest.open(engine, readModels);
          try {
            for (const ledger of [atOnce, inSteps]) {
              foundCity(ledger, { recordedAt: '2021-07-01T00:00:00.000Z' });
              live(life, ledger);
            }
            await atOnce.fold();
            await inSteps.fold(batch);
            expect(await atOnce.heldBack()).toEqual([]);
            for (const table of readModels.flatMap(({ tables }) => tables)) {
              expect(await atOnce.rows(table)).toEqual(await inSteps.rows(table));
            }
            const now = { asOf: TODAY, ordinal: atOnce.log.length };
            expect((await listedAt(atOnce)).sort()).toEqual(listReplayed(atOnce.log, now).sort());
            const snapshots = snapshotsOf(atOnce);
            for (const [index, round] of wanted.entries()) {
              const { moment, question } = asked(atOnce, moments[index]!);
              expect((await listedAt(atOnce, moment)).sort()).toEqual(listReplayed(atOnce.log, question).sort());
              for (const span of SPANS) {
                const rounds = replay(atOnce.log, { ...question, ...span });
                const there = round !== null && rounds.some(({ id }) => id === roundId(round));
                const code = there ? roundCode(round) : undefined;
                const told = { ...moment, from: span.from ?? undefined, to: span.to ?? undefined, round: code };
                const totals = (await getDistrictTotals.answer(snapshots, told)) as DistrictTotals;
                expect(totals.moment.knownAt.ordinal).toBe(question.ordinal);
                const expected = rounds.filter(({ id }) => !there || id === roundId(round));
                expect(totals.rounds.map(comparable)).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
              }
            }
          } finally {
            await atOnce.close();
            await inSteps.close();
          }
        },
      ),
      { seed: 20211231, numRuns: 8 },
    );
  }, 180_000);
});
