import { Command, CommanderError, type OptionValues } from 'commander';
import { DatabaseAway, DatabaseUnfit } from '../../projections/engine/database/database.js';
import { exitCodeOf, isStoreFailure } from '../event-store/exit-code.js';
import { EXIT, type ExitCode, Failure } from '../failure.js';
import { version } from '../version.js';
import { accountsCommand, tokensCommand } from './accounts.js';
import { backupCommand, restoreCommand } from './backup.js';
import { checkCommand } from './check.js';
import { eventStoreCommand } from './event-store-setup.js';
import { exampleCommand } from './example.js';
import { readModelsCommand } from './read-models.js';
import { rebuildCommand } from './rebuild.js';
import { Report } from './report.js';
import { serveCommand } from './serve.js';
import type { Action, Declare, Subcommand, Surroundings } from './subcommand.js';

const SUBCOMMANDS: readonly Subcommand[] = [
  serveCommand,
  exampleCommand,
  rebuildCommand,
  readModelsCommand,
  checkCommand,
  backupCommand,
  restoreCommand,
  eventStoreCommand,
  accountsCommand,
  tokensCommand,
];

const EXIT_CODES = `
Exit codes: ${String(EXIT.done)} done · ${String(EXIT.failed)} done, and something is not as it should be · \
${String(EXIT.usage)} not a command · ${String(EXIT.damaged)} the event log is damaged or is none · ${String(EXIT.unavailable)} something it needs is away or taken · \
${String(EXIT.cannotWrite)} cannot write · ${String(EXIT.configuration)} a setting is wrong`;

/** Runs one command line and answers its exit code. Throws Failure where the command cannot be done. */
export async function run(
  args: readonly string[],
  around: Surroundings,
  subcommands: readonly Subcommand[] = SUBCOMMANDS,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = new Command('ledger')
    .description('The suggestion ledger, for whoever runs it. Settings come from the environment, as for the server.')
    .version(version)
    .option('--json', 'answer in JSON, an object a line')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({ writeOut: (text) => around.out.write(text), writeErr: (text) => around.err.write(text) })
    .showHelpAfterError('(ledger --help lists what there is)')
    .exitOverride();
  const declare: Declare = <Options extends OptionValues>(
    name: string,
    description: string,
    action: Action<Options>,
  ) => {
    const command = program.command(name).description(description);
    return command.action(async () => {
      const json = program.opts<{ json?: boolean }>().json === true;
      exitCode = await action(command.opts<Options>(), around, new Report(around, json), command.args);
    });
  };
  for (const subcommand of subcommands) subcommand(declare);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof DatabaseUnfit) throw new Failure(`${error.message}.`, EXIT.configuration, { cause: error });
    if (error instanceof DatabaseAway) throw new Failure(`${error.message}.`, EXIT.unavailable, { cause: error });
    if (isStoreFailure(error)) throw new Failure(`${error.message}.`, exitCodeOf(error), { cause: error });
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return exitCode;
}
