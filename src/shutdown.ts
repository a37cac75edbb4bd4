import { constants } from 'node:os';
import type { INestApplication } from '@nestjs/common';
import type { Logger } from 'pino';
import { EXIT } from './failure.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** npm hands Ctrl-C on to what the terminal has told already: within this time a second signal is the same one. */
const SAME_SIGNAL_MS = 500;

/**
 * The first signal stops the application in good order: it takes no more connections, finishes what is under
 * way, and closes what it holds. After `graceMs` the connections left are cut, after as long again the process
 * ends whatever it still does; a second signal ends it at once.
 */
export function stopOnSignals(app: INestApplication, log: Logger, graceMs: number): void {
  let stoppingSince: number | undefined;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (stoppingSince === undefined) {
        stoppingSince = performance.now();
        log.info({ signal, message: 'stopping; what is under way is finished first' });
        void stop(app, log, graceMs);
      } else if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
        log.warn({ signal, message: 'stopped at once by a second signal' });
        process.exit(128 + constants.signals[signal]);
      }
    });
  }
}

async function stop(app: INestApplication, log: Logger, graceMs: number): Promise<void> {
  let exitCode: number = EXIT.done;
  const cut = setTimeout(() => {
    exitCode = EXIT.failed;
    log.error({ message: 'what was under way took too long and was cut off', graceMs });
    (app.getHttpServer() as { closeAllConnections(): void }).closeAllConnections();
    setTimeout(() => process.exit(EXIT.failed), graceMs);
  }, graceMs);
  try {
    await app.close();
    log.info({ message: 'stopped' });
  } catch (err) {
    exitCode = EXIT.internal;
    log.error({ err, message: 'stopped, and not everything closed' });
  }
  clearTimeout(cut);
  process.exit(exitCode);
}
