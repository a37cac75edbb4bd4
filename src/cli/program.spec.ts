import { PassThrough } from 'node:stream';
import { DatabaseAway, DatabaseUnfit } from '../../projections/engine/database/database.js';
import { EXIT, Failure } from '../failure.js';
import { run } from './program.js';
import type { Subcommand } from './subcommand.js';

const counted: Subcommand = (declare) => {
  declare<{ wrong?: boolean }>('count', 'count what is there', async (options, _, report) => {
    await Promise.resolve();
    report.say('Three.', { count: 3 });
    return options.wrong === true ? EXIT.failed : EXIT.done;
  }).option('--wrong', 'find something wrong');
};

const failing: Subcommand = (declare) => {
  declare('fail', 'fail', () => Promise.reject(new Failure('The store is away.', EXIT.unavailable)));
};

async function ledger(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return ledgerWith([counted, failing], ...args);
}

async function ledgerWith(
  subcommands: readonly Subcommand[],
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const out = new PassThrough({ encoding: 'utf8' });
  const err = new PassThrough({ encoding: 'utf8' });
  const code = await run(args, { env: {}, out, err }, subcommands);
  return { code, out: String(out.read() ?? ''), err: String(err.read() ?? '') };
}

describe('the command line', () => {
  it('runs a subcommand and ends as it says', async () => {
    expect(await ledger('count')).toEqual({ code: 0, out: 'Three.\n', err: '' });
    expect(await ledger('count', '--wrong')).toMatchObject({ code: 1 });
  });

  it.each([[['--json', 'count']], [['count', '--json']]])('answers in JSON with %j', async (args) => {
    expect(await ledger(...args)).toEqual({ code: 0, out: '{"count":3}\n', err: '' });
  });

  it('shows what there is and what its exit codes mean', async () => {
    const { code, out } = await ledger('--help');
    expect(code).toBe(0);
    expect(out).toMatch(/count what is there[^]*78 a setting is wrong/);
  });

  it.each([[['nonsense']], [['count', '--more']], [[]]])('ends with 64 on %j, and says where help is', async (args) => {
    const { code, err } = await ledger(...args);
    expect(code).toBe(64);
    expect(err).toMatch(/ledger --help|Usage: ledger/);
  });

  it('hands a failure on, with its sentence and its exit code', async () => {
    await expect(ledger('fail')).rejects.toMatchObject({ message: 'The store is away.', exitCode: 69 });
  });

  it.each([
    [
      'away',
      new DatabaseAway('127.0.0.1/ledger: connect ECONNREFUSED'),
      "the read models' database is away: 127.0.0.1/ledger: connect ECONNREFUSED.",
      69,
    ],
    [
      'none to keep them in',
      new DatabaseUnfit('the database is encoded in EUC_KR'),
      'the database is encoded in EUC_KR.',
      78,
    ],
  ])('says in a sentence that the read models’ database is %s', async (_, error, message, exitCode) => {
    const asking: Subcommand = (declare) => {
      declare('ask', 'ask the database', () => Promise.reject(error));
    };
    const failure = await ledgerWith([asking], 'ask').catch((caught: unknown) => caught);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ message, exitCode });
  });
});
