import { engines, testDatabase } from '../../projections/engine/testing/test-database.js';
import { CityHall } from '../journeys/city-hall.js';
import { samples } from './samples.js';
import { statesOf } from './states.js';

/** The logs are told as they stand: nothing is recorded behind them. */
const ASIS = { reacting: false };

const recorded = samples().map((sample) => [sample.name, sample] as const);

describe.each(engines)('read models on %s', (engine) => {
  it.each(recorded)(
    'answer from the log of %s what they answered then; its commands, sent again, are answered as the first time',
    async (_day, sample) => {
      const database = await testDatabase(engine);
      const { databaseUrl } = database;
      const env: Readonly<Record<string, string>> = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
      const hall = await CityHall.open(sample.today, env, ASIS);
      try {
        await hall.replay(sample.log);
        await hall.ready();
        hall.itIs(sample.today, '18:00');
        const now = new Map<string, unknown>();
        for (const { path } of sample.answers) now.set(path, await hall.get(path));
        const then = new Map(sample.answers.map(({ path, answer }) => [path, toldToday(answer)]));
        // A later program may say more of each thing, never less or otherwise.
        expect(Object.fromEntries(now)).toMatchObject(Object.fromEntries(then));
        if (engine === 'sqlite') await answeredAgain(hall, sample);
      } finally {
        await hall.close();
        await database.drop();
      }
    },
  );
});

/** What is meant to be told otherwise since. */
function toldToday(answer: unknown): unknown {
  return withEntriesOfToday(withoutBlocksToCome(answer));
}

/** A sheet leaves out blocks that had not begun as of its day. */
function withoutBlocksToCome(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('blocks' in answer)) return answer;
  const { blocks, moment } = answer as unknown as { blocks: { period: { from: string } }[]; moment: { asOf: string } };
  return { ...answer, blocks: blocks.filter(({ period }) => period.from <= moment.asOf) };
}

/** A history tells a corrected entry in the shape of today: a category is a field of work, a meeting's dong one of its places. */
function withEntriesOfToday(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('entries' in answer)) return answer;
  const entries = answer.entries as { type: string; corrected: object | null }[];
  return { ...answer, entries: entries.map((entry) => ({ ...entry, corrected: renamed(entry) })) };
}

function renamed({ type, corrected }: { type: string; corrected: object | null }): object | null {
  if (corrected === null) return null;
  if ('category' in corrected) {
    const { category, ...rest } = corrected;
    return { ...rest, fieldOfWork: category };
  }
  if (/^Meeting(Scheduled|Held)$/.test(type) && 'dong' in corrected) {
    const { dong, district, ...rest } = corrected as { dong: string; district: string };
    return { ...rest, places: [{ dong, district }] };
  }
  return corrected;
}

describe.each(recorded)('the log of %s', (_day, sample) => {
  it('folds to the states of then', () => {
    expect(statesOf(sample.log)).toMatchObject(sample.states);
  });
});

/** Commands that are sent again are answered as the first time, and record nothing. */
async function answeredAgain(hall: CityHall, { commands, log }: ReturnType<typeof samples>[number]): Promise<void> {
  for (const { key, path, body, answer } of commands) {
    const again = await hall.post(path, body, { 'Idempotency-Key': key });
    const replayed = again.headers.get('Idempotency-Replayed');
    expect({ path, replayed, body: again.body }).toMatchObject({ path, replayed: 'true', body: answer });
  }
  expect(await hall.log()).toHaveLength(log.length);
}
