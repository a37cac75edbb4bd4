import { existsSync } from 'node:fs';
import { EXIT, Failure } from '../failure.js';
import type { EventStoreSettings } from './open-event-store.js';
import { embeddedLogPath } from './open-event-store.js';
import { type BackUp, backUpLog, type OnProgress, restoreLog } from './sqlite/back-up.js';
import { EVERYTHING, type Inspection, inspectLog } from './sqlite/inspect-log.js';
import { patiently } from './sqlite/patient.js';

export type { BackUp, Inspection, OnProgress };

const LOCK_WAIT_MS = 10_000;

/** All that can be wrong with the embedded log; undefined where there is none: a server's, or none made yet. */
export async function inspectEmbeddedLog(
  settings: EventStoreSettings,
  onProgress?: OnProgress,
): Promise<Inspection | undefined> {
  const path = embeddedLogPath(settings.dataDir);
  if (settings.url !== undefined || !existsSync(path)) return undefined;
  return patiently(path, LOCK_WAIT_MS, () => inspectLog(path, { ...EVERYTHING, onProgress }));
}

/** Rejects with NotWritableError, UnusableLogError, UnavailableError, and Failure where there is nothing to back up. */
export async function backUpEmbeddedLog(
  settings: EventStoreSettings,
  directory: string,
  onProgress?: OnProgress,
): Promise<BackUp> {
  const path = embedded(settings);
  if (!existsSync(path)) {
    throw new Failure(`There is no event log in ${settings.dataDir}; DATA_DIR names where it lies.`, EXIT.unavailable);
  }
  return backUpLog(path, directory, onProgress);
}

/** Rejects with NotWritableError, UnusableLogError. */
export async function restoreEmbeddedLog(
  settings: EventStoreSettings,
  directory: string,
  onProgress?: OnProgress,
): Promise<BackUp> {
  return restoreLog(directory, embedded(settings), onProgress);
}

function embedded({ url, dataDir }: EventStoreSettings): string {
  if (url === undefined) return embeddedLogPath(dataDir);
  throw new Failure(
    'EVENTSTORE_URL is set: an EventStoreDB is backed up and restored by copying its files, as docs/eventstoredb.md says.',
    EXIT.configuration,
  );
}
