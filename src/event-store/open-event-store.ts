import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from './event-store.js';
import type { EventStoreDbSettings } from './eventstoredb/connection-settings.js';
import { EventStoreDbEventStore } from './eventstoredb/eventstoredb-event-store.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import { UnusableSettings } from './unusable-settings.js';

/** Where the events are: one URL chooses. */
export interface EventStoreSettings {
  /** DATA_DIR: where the embedded file lies. */
  readonly dataDir: string;
  /** EVENTSTORE_URL: an EventStoreDB; undefined means the embedded file. */
  readonly url?: string | undefined;
  /** EVENTSTORE_USERNAME, before a user in the URL. */
  readonly username?: string | undefined;
  /** EVENTSTORE_PASSWORD, before a password in the URL. */
  readonly password?: string | undefined;
  /** EVENTSTORE_PASSWORD_FILE: a file that holds the password alone, before EVENTSTORE_PASSWORD. */
  readonly passwordFile?: string | undefined;
  /** EVENTSTORE_CA_FILE: PEM file of the authority behind the servers' certificates. */
  readonly caFile?: string | undefined;
  /** EVENTSTORE_TIMEOUT_MS: how long one answer of the server may take; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

/** The embedded log's place under the data directory. */
export function embeddedLogPath(dataDir: string): string {
  return join(dataDir, 'events.sqlite');
}

/**
 * Opens the event store that the settings name. An embedded file is opened at once (rejects with NotALogError,
 * UnavailableError); a server is connected to when first used. Throws UnusableSettings.
 */
export async function openEventStore(settings: EventStoreSettings): Promise<EventStore> {
  if (settings.url === undefined) return SqliteEventStore.open(embeddedLogPath(settings.dataDir));
  return new EventStoreDbEventStore(eventStoreDbSettings({ ...settings, url: settings.url }));
}

/** The settings of the server, with the password out of its file. */
export function eventStoreDbSettings(settings: EventStoreSettings & { readonly url: string }): EventStoreDbSettings {
  const { url, username, password, passwordFile, caFile, timeoutMs } = settings;
  return { url, username, password: passwordFile === undefined ? password : secret(passwordFile), caFile, timeoutMs };
}

function secret(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new UnusableSettings(`EVENTSTORE_PASSWORD_FILE cannot be read: ${(error as Error).message}`);
  }
}
