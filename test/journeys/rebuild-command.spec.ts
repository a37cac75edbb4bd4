import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModels } from '../../projections/read-models.js';
import { ProgramUnderTest } from '../http/process.js';

const ASKED = ['/v1/sheets/2-2-4', '/v1/district-totals', '/v1/districts?asOf=2021-12-31', '/v1/rounds'];

interface Rebuilt {
  readonly serving: readonly { readonly name: string; readonly build: number }[];
  readonly notServing: readonly object[];
}

describe('ledger rebuild', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledger-rebuild-'));
  const programs: ProgramUnderTest[] = [];
  const run = (file: string, ...args: string[]) => {
    const program = new ProgramUnderTest(file, { DATA_DIR: dataDir, LOG_LEVEL: 'info' }, args);
    programs.push(program);
    return program;
  };
  const ledger = async (...args: string[]) => {
    const program = run('src/cli.ts', '--json', ...args);
    expect([await program.exit(), program.stderr]).toEqual([0, expect.not.stringContaining('rror')]);
    return program;
  };
  const rebuilt = async (): Promise<Rebuilt> => (await (await ledger('rebuild')).line('serving')) as unknown as Rebuilt;
  const answers = async (url: string) =>
    Promise.all(
      ASKED.map(async (path) => {
        const response = await fetch(url + path);
        return [path, response.status, await response.json()];
      }),
    );
  const names = ({ serving }: Rebuilt) => serving.map(({ name }) => name).sort();
  const all = readModels.map(({ name }) => name).sort();

  afterAll(async () => {
    await Promise.all(programs.map((program) => program.end()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('builds every read model anew, with the server running and without, and the figures are equal', async () => {
    await ledger('example', '--no-serve');
    const server = run('src/main.ts');
    const url = await server.url();
    const before = await answers(url);
    expect(before.map(([, status]) => status)).toEqual([200, 200, 200, 200]);

    const beside = await rebuilt();
    expect([names(beside), beside.notServing]).toEqual([all, []]);
    expect(await answers(url)).toEqual(before);
    server.signal('SIGTERM');
    expect(await server.exit()).toBe(0);

    const alone = await rebuilt();
    expect([names(alone), alone.notServing]).toEqual([all, []]);
    const builds = new Set(beside.serving.map(({ build }) => build));
    expect(alone.serving.filter(({ build }) => builds.has(build))).toEqual([]);
    expect(await answers(await run('src/main.ts').url())).toEqual(before);
  }, 120_000);
});
