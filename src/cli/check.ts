import { settingsFrom } from '../config/settings.js';
import { checkEventStore, type Finding } from '../event-store/check-event-store.js';
import { inspectEmbeddedLog } from '../event-store/embedded-log.js';
import { type EventStoreSettings, openEventStore } from '../event-store/open-event-store.js';
import { EXIT } from '../failure.js';
import { counted } from '../health/counted.js';
import type { Report } from './report.js';
import type { Subcommand } from './subcommand.js';

const SIGNS = { good: 'ok     ', warning: 'warning', bad: 'FAILED ', unseen: 'unseen ' } as const;

export const checkCommand: Subcommand = (declare) => {
  declare(
    'check',
    'look through the embedded event log for damage; try whether the event store can be appended to, read and subscribed to, and what its user may do; writes no event',
    async (_, { env }, report) => {
      const settings = settingsFrom(env).eventStore;
      if (await isDamaged(settings, report)) return EXIT.damaged;
      const store = await openEventStore(settings);
      try {
        const findings = await checkEventStore(store, settings);
        for (const finding of findings) report.say(`${SIGNS[finding.verdict]}  ${finding.sentence}`, finding);
        return findings.some(({ verdict }) => verdict === 'bad' || verdict === 'unseen') ? EXIT.failed : EXIT.done;
      } finally {
        await store.close();
      }
    },
  );
};

/** Looks through all of an embedded log, before it is opened: a damaged one would not be. */
async function isDamaged(settings: EventStoreSettings, report: Report): Promise<boolean> {
  const progress = report.progress('events looked at');
  const inspection = await inspectEmbeddedLog(settings, progress.at).finally(progress.end);
  if (!inspection) return false;
  const { events, last, damages, hint } = inspection;
  const tell = (verdict: Finding['verdict'], sentence: string) => {
    report.say(`${SIGNS[verdict]}  ${sentence}`, { what: 'log', verdict, sentence });
  };
  if (damages.length === 0) {
    tell('good', `${counted(events, 'event')} can be read, none is missing, and no page is damaged.`);
    return false;
  }
  for (const damage of damages) tell('bad', `${damage}.`);
  if (hint !== undefined) tell('warning', `${hint}.`);
  const how = '"ledger restore" puts a back-up into an empty data directory; keep these files, whatever you do';
  tell('warning', `The log of ${counted(last, 'event')} in ${settings.dataDir} is damaged: ${how}.`);
  return true;
}
