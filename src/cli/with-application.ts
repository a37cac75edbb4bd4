import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { pino } from 'pino';
import { AppModule } from '../app.module.js';
import { prepareDataDirectory } from '../config/data-directory.js';
import { settingsFrom } from '../config/settings.js';
import { NestLog } from '../logging/nest-log.js';
import { openLog } from '../logging/log.js';
import type { Surroundings } from './subcommand.js';

/** The application without its server, for as long as the work takes. Logs, warnings and worse, go to standard error. */
export async function withApplication<T>(
  { env }: Pick<Surroundings, 'env'>,
  work: (app: INestApplicationContext) => Promise<T>,
): Promise<T> {
  const settings = settingsFrom({ LOG_LEVEL: 'warn', ...env });
  prepareDataDirectory(settings);
  const log = openLog(settings.logLevel, pino.destination({ fd: 2, sync: true }));
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), {
    abortOnError: false,
    logger: new NestLog(log),
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
