import { readdirSync, readFileSync } from 'node:fs';
import { tally } from '../../../test/projections/tally.js';
import type { BuildRow, StoredState } from '../database/bookkeeping.js';
import { engines, testDatabase, type TestDatabase } from '../testing/test-database.js';
import type { Database } from '../database/database.js';
import * as life from './build.js';
import { Fenced } from './checkpoint.js';

const { STEPS, can } = life;
const steps = Object.keys(STEPS) as life.Step[];
const STATES: readonly StoredState[] = ['new', 'building', 'live', 'paused', 'failed', 'dropping'];

it('the guide shows every state and the steps that lead on from it', () => {
  const guide = readFileSync('docs/read-models.md', 'utf8');
  const table = /^\| state [^]*?\n\n/m.exec(guide)![0];
  const rows = [...table.matchAll(/^\| `(\w+)` +\| [^|]+ \| ([^|]+) \|$/gm)].map(([, state, onwards]) => [
    state,
    [...onwards!.matchAll(/(\w+) → `(\w+)`/g)].map(([, step, to]) => `${step!} → ${to!}`),
  ]);
  const onwards = (state: StoredState) =>
    steps.filter((step) => can(step, { state })).map((step) => `${step} → ${STEPS[step].to}`);
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(STATES.map((state) => [state, onwards(state)])),
    // In whatever state it is stored, its code is gone: nothing but giving it up is left.
    detached: ['drop → dropping'],
  });
});

it('nothing else in the program writes to the builds than their life and their checkpoint', () => {
  const files = ['projections', 'src']
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter(({ name }) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map(({ parentPath, name }) => `${parentPath}/${name}`);
  const writing = files.filter((file) =>
    /(?:insertInto|updateTable|deleteFrom)\('ledger_builds'\)/.test(readFileSync(file, 'utf8')),
  );
  expect(writing.sort()).toEqual(['projections/engine/builds/build.ts', 'projections/engine/builds/checkpoint.ts']);
});

describe.each(engines)('the life of a build on %s', (kind) => {
  let made: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    made = await testDatabase(kind);
    database = made.open();
    await database.prepare();
  });
  afterEach(async () => {
    await database.close();
    await made.drop();
  });

  const take: Record<life.Step, (row: BuildRow) => Promise<unknown>> = {
    begin: (row) => database.write((tx) => life.begin(tx, kind, row, tally(), { indexes: true })),
    goLive: (row) => database.write((tx) => life.goLive(tx, row)),
    fallBehind: (row) => database.write((tx) => life.fallBehind(tx, [row])),
    pause: (row) => database.write((tx) => life.pause(tx, [row])),
    resume: (row) => database.write((tx) => life.resume(tx, [row])),
    fail: (row) => database.write((tx) => life.fail(tx, row, 'its fold cannot go on')),
    drop: (row) => database.write((tx) => life.drop(tx, [row])),
  };
  const ways: Readonly<Record<StoredState, readonly life.Step[]>> = {
    new: [],
    building: ['begin'],
    live: ['begin', 'goLive'],
    paused: ['begin', 'pause'],
    failed: ['begin', 'fail'],
    dropping: ['drop'],
  };

  /** A build that came into this state step by step. */
  async function buildThatIs(state: StoredState): Promise<BuildRow> {
    const row = await database.write((tx) => life.enter(tx, tally()));
    for (const step of ways[state]) await take[step](row);
    return row;
  }

  async function stateOf({ build }: BuildRow): Promise<StoredState> {
    const row = await database.read((db) =>
      db.selectFrom('ledger_builds').select('state').where('build', '=', build).executeTakeFirstOrThrow(),
    );
    return row.state;
  }

  it.each(STATES)('that is %s takes the steps that lead on from there, and no other', async (state) => {
    for (const step of steps) {
      const row = await buildThatIs(state);
      expect(await stateOf(row)).toBe(state);
      if (can(step, { state })) {
        await take[step](row);
        expect([step, await stateOf(row)]).toEqual([step, STEPS[step].to]);
      } else {
        // Somebody else let it take another step meanwhile.
        await expect(take[step](row)).rejects.toThrow(Fenced);
        expect([step, await stateOf(row)]).toEqual([step, state]);
      }
    }
  });
});
