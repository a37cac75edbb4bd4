import { resolve } from 'node:path';
import { Argument } from 'commander';
import { Accounts } from '../access/accounts.js';
import { settingsFrom } from '../config/settings.js';
import { type BackUp, backUpEmbeddedLog, restoreEmbeddedLog } from '../event-store/embedded-log.js';
import { EXIT } from '../failure.js';
import { counted } from '../health/counted.js';
import { rebuildReadModels } from './rebuild.js';
import type { Subcommand } from './subcommand.js';

const DIRECTORY = new Argument('<directory>', 'where the back-up lies');

export const backupCommand: Subcommand = (declare) => {
  declare(
    'backup',
    'copy the event log into an empty directory, also while the server runs, and read all of the copy back',
    async (_, { env }, report, [directory]) => {
      const progress = report.progress('events verified');
      const backUp = await backUpEmbeddedLog(settingsFrom(env).eventStore, resolve(directory!), progress.at).finally(
        progress.end,
      );
      const accounts = Accounts.backUp(settingsFrom(env).dataDir, resolve(directory!));
      report.say(
        `Backed up and verified: ${inWords(backUp)}${accounts ? '; accounts and tokens beside it' : ''}. The read models are not in it: they are built again from it.`,
        backUp,
      );
      return EXIT.done;
    },
  ).addArgument(DIRECTORY);
};

export const restoreCommand: Subcommand = (declare) => {
  declare(
    'restore',
    'put a back-up into an empty data directory, read all of it back, and build the read models from it',
    async (_, around, report, [directory]) => {
      const progress = report.progress('events verified');
      const restored = await restoreEmbeddedLog(
        settingsFrom(around.env).eventStore,
        resolve(directory!),
        progress.at,
      ).finally(progress.end);
      Accounts.restore(resolve(directory!), settingsFrom(around.env).dataDir);
      report.say(`Restored and verified: ${inWords(restored)}.`, restored);
      return rebuildReadModels(undefined, around, report);
    },
  ).addArgument(DIRECTORY);
};

function inWords({ file, events, last }: BackUp): string {
  return events === 0
    ? `an event log without events, ${file}`
    : `${counted(events, 'event')}, the last is event ${String(last)}, in ${file}`;
}
