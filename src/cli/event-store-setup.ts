import { Argument } from 'commander';
import { settingsFrom } from '../config/settings.js';
import { setUpRights } from '../event-store/eventstoredb/rights.js';
import { eventStoreDbSettings } from '../event-store/open-event-store.js';
import { EXIT, Failure } from '../failure.js';
import type { Subcommand } from './subcommand.js';

interface Options {
  readonly admin: string;
  readonly user?: string;
}

export const eventStoreCommand: Subcommand = (declare) => {
  declare<Options & Record<string, unknown>>(
    'eventstore',
    "setup: let the ledger's user append and read, and nobody but administrators delete (password in EVENTSTORE_ADMIN_PASSWORD or EVENTSTORE_ADMIN_PASSWORD_FILE)",
    async ({ admin, user }, { env }, report) => {
      const { eventStore } = settingsFrom(env);
      const name = user ?? eventStore.username;
      if (eventStore.url === undefined) {
        throw new Failure('EVENTSTORE_URL is not set: the embedded event store has no users.', EXIT.configuration);
      }
      if (name === undefined) throw new Failure('Name the user with --user or EVENTSTORE_USERNAME.', EXIT.usage);
      const administrator = eventStoreDbSettings({
        ...eventStore,
        url: eventStore.url,
        username: admin,
        password: env.EVENTSTORE_ADMIN_PASSWORD,
        passwordFile: env.EVENTSTORE_ADMIN_PASSWORD_FILE,
      });
      try {
        for (const seen of await setUpRights(administrator, name)) {
          report.say(`${seen.changed ? 'changed' : 'stood  '}  ${seen.sentence}`, seen);
        }
      } catch (error) {
        throw new Failure(`It is not set up: ${(error as Error).message}.`, EXIT.unavailable, { cause: error });
      }
      return EXIT.done;
    },
  )
    .addArgument(new Argument('<what>', 'what to do').choices(['setup']))
    .option('--admin <name>', 'the administrator', 'admin')
    .option('--user <name>', "the ledger's user; without it EVENTSTORE_USERNAME");
};
