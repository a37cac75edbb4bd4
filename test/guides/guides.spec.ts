import { readFileSync } from 'node:fs';
import { engines, type TestDatabase, testDatabase } from '../../projections/engine/testing/test-database.js';
import { callsIn } from '../example/documented-calls.js';
import { ProgramUnderTest } from '../http/process.js';
import { GuidedHouse } from './guided-house.js';

const readModels = readFileSync('docs/read-models.md', 'utf8');
const commands = readFileSync('docs/commands.md', 'utf8');

/** What the guide to read models types after `npm run`, as the command line takes it. */
const typed = [...readModels.matchAll(/^npm run (?:ledger -- (.*)|(rebuild)(?: -- (.*))?)$/gmu)].map(
  ([, ledger, rebuild, more]) => (ledger ?? `${rebuild!} ${more ?? ''}`).trim().split(' '),
);

/** What the pages ask for, once it is built and has seen the command before. */
const ASKED = ['/v1/rounds/resident-autonomy-2022H1/attendance', '/v1/suggestions'];

describe('the guides to read models and to commands', () => {
  let house: GuidedHouse;
  beforeAll(() => (house = GuidedHouse.follow(readModels, commands)));
  afterAll(() => {
    house.remove();
  });

  it('show code that compiles', async () => {
    expect(await house.run('node_modules/typescript/bin/tsc', ['--noEmit', '--project', 'tsconfig.guided.json'])).toBe(
      '',
    );
  }, 120_000);

  it('show tests that pass, on both engines where there is a read model', async () => {
    const specs = ['read-models/attendance', 'read-models/workload', 'handling/hear-proposer'];
    expect(await house.test(...specs)).toMatch(/Tests: +7 passed, 7 total/u);
  }, 120_000);

  it('show how a stored sample is made, without which a type is missed', async () => {
    await expect(house.test('test/contracts')).rejects.toThrow(/ProposerHeard has a stored sample of every version/u);
    const [, day] = /^npm run record-samples -- (\S+)$/mu.exec(commands)!;
    await house.run('test/stored-samples/record.ts', [day!], ['--import', './test/typescript.mjs']);
    expect(await house.test('test/contracts')).toMatch(/Tests: +\d+ passed/u);
  }, 120_000);

  describe.each(engines)('on %s, of a program that served without the new read model', (engine) => {
    const programs: ProgramUnderTest[] = [];
    let place: TestDatabase;
    let server: ProgramUnderTest;
    const run = (file: string, args: readonly string[] = [], at?: string) => {
      const url = place.databaseUrl;
      const env = {
        DATA_DIR: place.dataDir,
        // For the call that shows how long one waits for a position that is not there.
        READ_WAIT_MS: '500',
        ...(url === undefined ? {} : { DATABASE_URL: url }),
      };
      const program = new ProgramUnderTest(file, env, args, at);
      programs.push(program);
      return program;
    };

    beforeAll(async () => {
      place = await testDatabase(engine);
      expect(await run('src/cli.ts', ['example', '--no-serve']).exit()).toBe(0);
      server = run('src/main.ts', [], house.path);
      await server.url();
    }, 60_000);
    afterAll(async () => {
      await Promise.all(programs.map((program) => program.end()));
      await place.drop();
    });

    it.each([
      ['read models', readModels, 6],
      ['commands', commands, 3],
    ])(
      'makes calls about %s that are answered as shown',
      async (_, guide, shown) => {
        const url = await server.url();
        const calls = callsIn(guide);
        expect(calls.filter((call) => call.shown !== undefined)).toHaveLength(shown);
        for (const { method, path, headers, body, shown } of calls) {
          const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
          const said = (await answer.json()) as Record<string, unknown>;
          expect([path, said]).toMatchObject([path, { ...shown }]);
          expect(shown?.status === undefined ? [200, 201, 202] : [shown.status]).toContain(answer.status);
          if (answer.ok && typeof said.position === 'string') {
            for (const query of ASKED) await seen(`${url}${query}?after=${said.position}`);
          }
        }
      },
      60_000,
    );

    it('names the metrics that there are', async () => {
      const metrics = await (await fetch(`${await server.url()}/metrics`)).text();
      const there = [...metrics.matchAll(/^# HELP (\S+)/gmu)].map(([, name]) => name);
      const named = new Set([...readModels.matchAll(/`(ledger_[a-z_]+)/gu)].map(([, name]) => name));
      expect([...named].sort()).toEqual(there.sort());
    });

    it('gives commands that are carried out, with the server running', async () => {
      expect(typed).toHaveLength(8);
      // What they do does not hang on the engine, which its own tests try on both.
      for (const args of engine === 'sqlite' ? typed : typed.slice(0, 3)) {
        const program = run('src/cli.ts', args, house.path);
        expect([args, await program.exit(), program.stderr]).toEqual([args, 0, expect.any(String)]);
      }
    }, 120_000);
  });
});

/** Resolves once it is answered. */
async function seen(url: string): Promise<void> {
  while ((await fetch(url)).status === 503);
}
