import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramUnderTest } from '../http/process.js';
import { RunningStandIn } from '../stand-in/running.js';
import { DataDirs } from './ledger-on.js';

const SLOWEST_MS = 60_000;

interface Sheet {
  readonly blocks: readonly { readonly rounds: readonly { readonly suggestions: { readonly total: number } }[] }[];
}

describe('the example as a program', () => {
  const dirs = new DataDirs();
  const programs: ProgramUnderTest[] = [];
  const run = (file: string, env: Readonly<Record<string, string>>, ...args: string[]) => {
    const program = new ProgramUnderTest(file, env, args);
    programs.push(program);
    return program;
  };
  const example = (env: Readonly<Record<string, string>>, ...args: string[]) =>
    run('src/cli.ts', env, 'example', ...args);
  const saidBy = (program: ProgramUnderTest) => program.lines.map((line) => String(line.text)).join('\n');
  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.end()));
  });
  afterAll(() => {
    dirs.removeAll();
  });

  it(
    'prints the comparison and ends with 0, or with 1 where a figure differs',
    async () => {
      const DATA_DIR = dirs.make();
      const first = example({ DATA_DIR }, '--no-serve');
      expect([await first.exit(), first.stderr]).toEqual([0, '']);
      expect(saidBy(first)).toContain('76 of 76 commands recorded something new');
      expect(saidBy(first)).toContain('All 37 figures equal the published ones.');

      const server = run('src/main.ts', { DATA_DIR });
      const url = await server.url();
      await correctDongs(url);
      const second = example({ DATA_DIR }, '--no-serve');
      expect(await second.exit()).toBe(1);
      expect(saidBy(second)).toContain('loading them again changed nothing');
      expect(saidBy(second)).toContain('5 ≠ 4');
    },
    SLOWEST_MS,
  );

  it(
    'loads while a server runs on the same data, which then shows it',
    async () => {
      const DATA_DIR = dirs.make();
      const server = run('src/main.ts', { DATA_DIR });
      const url = await server.url();
      const loading = example({ DATA_DIR, PORT: new URL(url).port });
      expect([await loading.exit(), loading.stderr]).toEqual([0, '']);
      expect(saidBy(loading)).toMatch(/All 37 figures equal[^]*Port \d+ on 127\.0\.0\.1 is taken/u);
      const sheet = (await (await fetch(`${url}/v1/sheets/2-2-4`)).json()) as Sheet;
      expect(sheet.blocks.flatMap(({ rounds }) => rounds.map(({ suggestions }) => suggestions.total))).toEqual([
        86, 323, 156, 64,
      ]);
    },
    SLOWEST_MS,
  );

  it(
    'says so where another program has the port, and ends with 0',
    async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const program = example({ DATA_DIR: dirs.make(), PORT: String(port) });
      expect(await program.exit()).toBe(0);
      expect(saidBy(program)).toContain(`Port ${String(port)} on 127.0.0.1 is taken`);
      other.close();
    },
    SLOWEST_MS,
  );

  it(
    'serves, says what to open, each of which answers, and stops on Ctrl-C',
    async () => {
      const DATA_DIR = dirs.make();
      const program = example({ DATA_DIR });
      await program.line('text', `The data lies in ${DATA_DIR}. Ctrl-C stops the server.`);
      const said = saidBy(program);
      const [page, docs] = [/\S+\/v1\/sheets\/2-2-4/u, /\S+\/docs/u].map((address) => address.exec(said)![0]);
      const call = /curl -s '([^']+)'/u.exec(said)![1];
      const html = await fetch(page!, { headers: { Accept: 'text/html' } });
      expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await html.text()).toContain('<td>323</td>');
      expect((await fetch(docs!)).status).toBe(200);
      expect(await (await fetch(call!)).text()).toContain('86');
      program.signal('SIGINT');
      expect(await program.exit()).toBe(0);
    },
    SLOWEST_MS,
  );

  it(
    'says that events lie in the EventStoreDB where they do, and names no password',
    async () => {
      const server = await RunningStandIn.start();
      const url = server.url.replace('esdb://', 'esdb://ledger:changeit@');
      const DATA_DIR = dirs.make();
      const program = example({ DATA_DIR, EVENTSTORE_URL: url });
      try {
        const where = `Events lie in the EventStoreDB of EVENTSTORE_URL, read models in ${DATA_DIR}`;
        await program.line('text', `${where}. Ctrl-C stops the server.`);
        expect(saidBy(program)).not.toContain('changeit');
      } finally {
        await program.end();
        await server.kill();
      }
    },
    SLOWEST_MS,
  );

  it(
    'ends with a sentence and an exit code where the event store is away',
    async () => {
      const program = example({ DATA_DIR: dirs.make(), EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' }, '--no-serve');
      expect(await program.exit()).toBe(69);
      expect(program.stderr).toMatch(/event store[^]*\.\n$/);
      expect(program.stderr).not.toMatch(/\n\s+at /);
    },
    SLOWEST_MS,
  );

  it(
    'records nothing where the read models were built from another log',
    async () => {
      const DATA_DIR = dirs.make();
      expect(await example({ DATA_DIR }, '--no-serve').exit()).toBe(0);
      for (const ending of ['', '-wal', '-shm']) rmSync(join(DATA_DIR, `events.sqlite${ending}`), { force: true });
      const program = example({ DATA_DIR }, '--no-serve');
      expect(await program.exit()).toBe(69);
      expect(program.stderr).toMatch(/built from another log[^]*npm run rebuild/u);
      const again = example({ DATA_DIR }, '--no-serve');
      expect([await again.exit(), saidBy(again)]).toEqual([69, '']);
    },
    SLOWEST_MS,
  );

  it(
    'refuses a ledger of another city',
    async () => {
      const program = example({ DATA_DIR: dirs.make(), CITY_CODE: '11110' });
      expect(await program.exit()).toBe(78);
      expect(program.stderr).toContain('The example is of 고양시 (41280), and CITY_CODE is 11110');
    },
    SLOWEST_MS,
  );
});

/** Corrects the first round's 추진 동 of 덕양구 from 4 to 5. */
async function correctDongs(url: string): Promise<void> {
  const history = `${url}/v1/rounds/resident-autonomy-2020H2`;
  const { entries } = (await (await fetch(`${history}/history`)).json()) as {
    entries: { eventId: string; type: string }[];
  };
  const { eventId } = entries.find(({ type }) => type === 'CarriedTotalsRecorded')!;
  const changes = [{ path: '/districts/41281/dongs', from: 4, to: 5 }];
  const corrected = await fetch(`${history}/entries/${eventId}/correction`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ changes, why: 'a slip, for this test' }),
  });
  expect(corrected.status).toBe(200);
}
