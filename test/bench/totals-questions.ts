import type { DatabaseKind } from '../../projections/engine/database/database.js';
import { getDistrictTotals } from '../../projections/reports/district-totals/get-district-totals.js';
import { ReadModels } from '../../projections/engine/reading/read-models.js';
import { testDatabase } from '../../projections/engine/testing/test-database.js';
import { Snapshots } from '../../projections/asking/snapshots.js';
import { readModels } from '../../projections/read-models.js';
import { settingsFrom } from '../../src/config/settings.js';
import type { Figure } from './benchmark.js';
import { chance, DAYS, dayText, FIRST_DAY, ROUNDS } from './city-life.js';
import { inProcess } from './rebuild-measured.js';

const ASKED = 200;
const WARM = 20;

/** Builds the read models from a log and asks each question at random moments. */
export async function ask(
  kind: DatabaseKind,
  { log, events }: { readonly log: string; readonly events: number },
  tell: (figure: Figure) => void,
): Promise<void> {
  const made = await testDatabase(kind);
  await inProcess({ work: 'build', log, events, dataDir: made.dataDir, databaseUrl: made.databaseUrl });
  const database = made.open();
  const clock = { now: () => new Date(FIRST_DAY + DAYS * 86_400_000) };
  const snapshots = new Snapshots(new ReadModels(database, readModels), clock, settingsFrom({}));
  const totals = (asked: object) => getDistrictTotals.answer(snapshots, { ...moment(), ...asked });
  const random = chance(7);
  const day = () => dayText(Math.floor(random() * DAYS));
  const moment = () => {
    const instant = new Date(FIRST_DAY + (0.02 + 0.98 * random()) * DAYS * 86_400_000).toISOString();
    return { asOf: day(), knownAt: random() < 0.5 ? instant : String(1_000 + Math.floor(random() * (events - 1_000))) };
  };
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    'one round': () => totals({ round: ROUNDS[Math.floor(random() * ROUNDS.length)]!.code }),
    'a half-year by district': () => {
      const year = 2021 + Math.floor(random() * 5);
      const [from, to] = random() < 0.5 ? ['01-01', '06-30'] : ['07-01', '12-31'];
      return totals({ from: `${String(year)}-${from}`, to: `${String(year)}-${to}` });
    },
    'all by month': () => totals({ by: 'month' }),
  };
  try {
    for (const [question, execute] of Object.entries(questions)) {
      const times: number[] = [];
      for (let n = 0; n < ASKED + WARM; n++) {
        const began = performance.now();
        await execute();
        if (n >= WARM) times.push(performance.now() - began);
      }
      times.sort((a, b) => a - b);
      for (const percent of [50, 95]) {
        const value = times[Math.floor((times.length * percent) / 100)]!;
        tell({ figure: `${question}, p${String(percent)}`, engine: kind, events, value, unit: 'ms', reference: null });
      }
    }
  } finally {
    await database.close();
    await made.drop();
  }
}
