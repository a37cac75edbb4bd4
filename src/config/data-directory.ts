import { accessSync, constants, mkdirSync } from 'node:fs';
import { EXIT, Failure } from '../failure.js';
import type { Settings } from './settings.js';

/** Makes the data directory where something embedded lies in it. Throws Failure where that cannot be written. */
export function prepareDataDirectory({ dataDir, eventStore, databaseUrl }: Settings): void {
  if (eventStore.url !== undefined && databaseUrl !== undefined) return;
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Failure(
      `The data directory ${dataDir} cannot be used (${(error as Error).message}); set DATA_DIR to one that can be written.`,
      EXIT.cannotWrite,
      { cause: error },
    );
  }
}
