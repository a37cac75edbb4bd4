import type { Database } from '../../projections/engine/database/database.js';
import { openDatabase } from '../../projections/engine/database/open-database.js';
import { RebuildStopped } from '../../projections/engine/operations/rebuild.js';
import { RequestRefused } from '../../projections/engine/requests/request-refused.js';
import { prepareDataDirectory } from '../config/data-directory.js';
import { settingsFrom } from '../config/settings.js';
import type { EventStore } from '../event-store/event-store.js';
import { openEventStore } from '../event-store/open-event-store.js';
import { EXIT, Failure } from '../failure.js';
import type { Surroundings } from './subcommand.js';

/** The log and the read models' database, without the application, for as long as the work takes. Refused requests and what stops a rebuild become Failures. */
export async function withReadModels<T>(
  { env }: Pick<Surroundings, 'env'>,
  work: (database: Database, store: EventStore) => Promise<T>,
): Promise<T> {
  const settings = settingsFrom(env);
  prepareDataDirectory(settings);
  const store = await openEventStore(settings.eventStore);
  try {
    const database = openDatabase(settings);
    try {
      return await work(database, store);
    } catch (error) {
      if (error instanceof RebuildStopped) throw new Failure(`${error.message}.`, EXIT.unavailable, { cause: error });
      if (!(error instanceof RequestRefused)) throw error;
      throw new Failure(`Refused: ${error.message}.`, EXIT.failed, { cause: error });
    } finally {
      await database.close();
    }
  } finally {
    await store.close();
  }
}
