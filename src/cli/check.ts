import { settingsFrom } from '../config/settings.js';
import { checkEventStore } from '../event-store/check-event-store.js';
import { openEventStore } from '../event-store/open-event-store.js';
import { EXIT, Failure } from '../failure.js';
import type { Subcommand } from './subcommand.js';

const SIGNS = { good: 'ok     ', warning: 'warning', bad: 'FAILED ' } as const;

export const checkCommand: Subcommand = (declare) => {
  declare(
    'check',
    'try whether the event store can be appended to, read and subscribed to, and what its user may do; writes nothing',
    async (_, { env }, report) => {
      const settings = settingsFrom(env).eventStore;
      const store = await openEventStore(settings).catch((error: unknown) => {
        throw new Failure(`The event store cannot be opened: ${(error as Error).message}.`, EXIT.unavailable, {
          cause: error,
        });
      });
      try {
        const findings = await checkEventStore(store, settings);
        for (const finding of findings) report.say(`${SIGNS[finding.verdict]}  ${finding.sentence}`, finding);
        return findings.some(({ verdict }) => verdict === 'bad') ? EXIT.failed : EXIT.done;
      } finally {
        await store.close();
      }
    },
  );
};
