import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tamper } from '../event-store/damaged-logs.js';
import { ProgramUnderTest } from '../http/process.js';

/** Processes of their own take their time where the machine has much to do. */
const LONG = 120_000;
const FIGURES = '/v1/district-totals?round=resident-autonomy-2020H2';

/** What whoever runs the ledger types, in processes of its own. */
describe('the log, backed up, lost and restored from the command line', () => {
  const house = mkdtempSync(join(tmpdir(), 'ledger-lost-'));
  const programs: ProgramUnderTest[] = [];
  const at = (name: string) => join(house, name);
  const run = (dataDir: string, file: string, ...args: string[]) => {
    const program = new ProgramUnderTest(file, { DATA_DIR: at(dataDir), LOG_LEVEL: 'info' }, args);
    programs.push(program);
    return program;
  };
  const ledger = async (dataDir: string, ...args: string[]) => {
    const program = run(dataDir, 'src/cli.ts', ...args);
    const code = await program.exit();
    return { code, out: program.lines.map(({ text }) => String(text)).join('\n'), err: program.stderr };
  };
  const figures = async (url: string) => ((await (await fetch(url + FIGURES)).json()) as { rounds: unknown }).rounds;

  beforeAll(() => ledger('data', 'example', '--no-serve'), LONG);
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.end()));
    rmSync(house, { recursive: true, force: true });
  });

  it(
    'is whole again, with every figure',
    async () => {
      const server = run('data', 'src/main.ts');
      const before = await figures(await server.url());
      const backedUp = await ledger('data', 'backup', at('back-up'));
      expect(backedUp).toMatchObject({ code: 0, err: '' });
      expect(backedUp.out).toMatch(
        /^Backed up and verified: 76 events, the last is event 76, in .*events\.sqlite\. The read models are not in it/,
      );
      expect(await ledger('data', 'backup', at('back-up'))).toMatchObject({
        code: 73,
        err: `${at('back-up')} cannot be written: it is not empty; name one that is empty or not there yet.\n`,
      });
      server.signal('SIGTERM');
      expect(await server.exit()).toBe(0);

      const restored = await ledger('restored', 'restore', at('back-up'));
      expect(restored.code).toBe(0);
      expect(restored.out).toMatch(/^Restored and verified: 76 events, .*\nBuilt anew, and serving: .*\(76 events\)/);
      expect(await ledger('restored', 'restore', at('back-up'))).toMatchObject({ code: 73 });
      expect(await ledger('restored', 'check')).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^ok {7}76 events can be read, none is missing, and no page is damaged\.\n/),
      });
      expect(await figures(await run('restored', 'src/main.ts').url())).toEqual(before);
    },
    LONG,
  );

  const refused = async (dataDir: string, command: readonly string[]) => {
    const { code, out, err } = await ledger(dataDir, ...command);
    expect(err).not.toMatch(/^ {4}at /m);
    return { code, told: out + err };
  };

  it.each([[['check']], [['rebuild']], [['read-models']], [['serve']], [['backup', 'elsewhere']]])(
    'is refused by %j where an event is damaged, and where it is random bytes, with a sentence',
    async (command) => {
      const args = command.map((arg) => (arg === 'elsewhere' ? at(arg) : arg));
      cpSync(join(at('back-up'), 'events.sqlite'), join(at('damaged'), 'events.sqlite'));
      tamper(join(at('damaged'), 'events.sqlite'), `update events set data = '{"secret": ' where sequence = 17`);
      expect(await refused('damaged', args)).toEqual({
        code: 65,
        told: expect.stringMatching(
          /event 17 \(revision \d+ of stream [^)]+\): its data is no JSON[^]*"ledger restore"/,
        ),
      });
      writeFileSync(join(at('damaged'), 'events.sqlite'), Buffer.alloc(100_000, 'random'));
      expect(await refused('damaged', args)).toEqual({
        code: 65,
        told: expect.stringMatching(/events\.sqlite cannot be read as an event log \(file is not a database\)/),
      });
      rmSync(at('damaged'), { recursive: true });
    },
    LONG,
  );

  it('says what is not there', async () => {
    expect(await refused('nothing', ['backup', at('none')])).toEqual({
      code: 69,
      told: `There is no event log in ${at('nothing')}; DATA_DIR names where it lies.\n`,
    });
    expect(await refused('nothing', ['restore', at('none')])).toMatchObject({ code: 65 });
    expect([existsSync(at('nothing')), existsSync(at('none'))]).toEqual([false, false]);
    expect(await refused('nothing', ['backup'])).toMatchObject({ code: 64 });
  });
});
