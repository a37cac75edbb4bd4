import type { Command, OptionValues } from 'commander';
import type { ExitCode } from '../failure.js';
import type { Outlet, Report } from './report.js';

/** What a command of the command line is handed. */
export interface Surroundings extends Outlet {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a subcommand does; its exit code says how it ended. Throws Failure where it cannot do it. */
export type Action<Options extends OptionValues> = (
  options: Options,
  around: Surroundings,
  report: Report,
  args: readonly string[],
) => Promise<ExitCode>;

/** Declares a subcommand; options are added to the command that comes back. */
export type Declare = <Options extends OptionValues>(
  name: string,
  description: string,
  action: Action<Options>,
) => Command;

/** One subcommand, in a file of its own in this folder. */
export type Subcommand = (declare: Declare) => void;
