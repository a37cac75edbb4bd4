import { convertToCommandError } from '@eventstore/db-client';
import { lossSaidBy, type StreamLoss } from '../stream-loss.js';
import { readFailure } from './answers.js';
import { Connection } from './connection.js';
import { connectionSettings, type EventStoreDbSettings } from './connection-settings.js';
import { deliveries, type Filter } from './subscription.js';

/** Where the server says what became of a stream: its metadata, and its tombstone. */
const SAID_IN: readonly Filter[] = [{ stream: '^\\$\\$[^$]' }, { type: '^\\$streamDeleted$' }];
const BATCH = 500;

/** Streams of ours from which events were taken away in the server, and by what. */
export interface LostStreams {
  readonly lost: ReadonlyMap<string, StreamLoss>;
  /** The whole log was looked through in the time there was. */
  readonly whole: boolean;
}

/** Looks through the log; the server sends only what is looked for. Rejects with UnavailableError, NotPermittedError. */
export async function lostStreams(settings: EventStoreDbSettings, withinMs: number): Promise<LostStreams> {
  const connection = new Connection(connectionSettings(settings));
  const lost = new Map<string, StreamLoss>();
  const limit = AbortSignal.timeout(withinMs);
  try {
    for (const filter of SAID_IN) {
      if (!(await readThrough(connection, filter, limit, lost))) return { lost, whole: false };
    }
    return { lost, whole: true };
  } catch (error) {
    throw readFailure(convertToCommandError(error as Error));
  } finally {
    await connection.end();
  }
}

/** Whether it came to the log's end in time. */
async function readThrough(
  connection: Connection,
  filter: Filter,
  limit: AbortSignal,
  lost: Map<string, StreamLoss>,
): Promise<boolean> {
  for await (const { events, caughtUp } of deliveries(connection, undefined, BATCH, limit, filter)) {
    for (const event of events) {
      const loss = lossSaidBy(event);
      if (loss === undefined) lost.delete(event.stream);
      // What is said of a stream last holds, and a tombstone for ever.
      else if (lost.get(event.stream) !== 'tombstoned') lost.set(event.stream, loss);
    }
    if (caughtUp) return true;
  }
  return false;
}
