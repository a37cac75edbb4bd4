import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OPEN_ACCESS } from './access/access.health.js';
import { DatabaseUnfit } from '../projections/engine/database/database.js';
import { AppModule } from './app.module.js';
import { prepareDataDirectory } from './config/data-directory.js';
import { type Settings, settingsFrom } from './config/settings.js';
import { EXIT, Failure } from './failure.js';
import { createApp } from './http/create-app.js';
import { openLog } from './logging/log.js';
import { stopOnSignals } from './shutdown.js';
import { version } from './version.js';

/**
 * Starts the server, which runs until a signal stops it, and answers where it listens. Throws Failure where it
 * cannot start.
 */
export async function serve(
  env: Readonly<Record<string, string | undefined>>,
  moduleWith: (settings: Settings) => DynamicModule = (settings) => AppModule.with(settings),
): Promise<string> {
  const settings = settingsFrom(env);
  prepareDataDirectory(settings);
  const log = openLog(settings.logLevel);
  process.on('uncaughtExceptionMonitor', (err) => {
    log.fatal({ err, message: 'an error that nobody caught ends the process' });
  });
  const app = await createApp(moduleWith(settings), log);
  stopOnSignals(app, log, settings.shutdownMs);
  const url = await listening(app, settings.host, settings.port);
  log.info({ message: `ready at ${url}`, url, version, role: settings.role, city: settings.cityCode });
  if (settings.access === 'open') log.info({ message: OPEN_ACCESS.en });
  return url;
}

async function listening(app: NestFastifyApplication, host: string, port: number): Promise<string> {
  try {
    await app.listen(port, host);
    return await app.getUrl();
  } catch (error) {
    await app.close();
    throw cannotListen(error, host, port);
  }
}

function cannotListen(error: unknown, host: string, port: number): unknown {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${String(port)} on ${host} is taken: stop what listens there, or set PORT to another one.`,
    EACCES: `Port ${String(port)} may not be listened on by this user: set PORT to one from 1024.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one of its own, such as 127.0.0.1.`,
    ENOTFOUND: `The host name ${host} is not known here: set HOST to an address of this machine, such as 127.0.0.1.`,
  };
  if (error instanceof DatabaseUnfit) return new Failure(`${error.message}.`, EXIT.configuration, { cause: error });
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new Failure(sentence, EXIT.unavailable, { cause: error });
}
