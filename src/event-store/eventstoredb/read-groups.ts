import type { ResolvedEvent } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { type Incoming, Intake } from './intake.js';

/** Events that a read holds in memory at most. */
const READ_AHEAD = 512;

/** What a read of the client's delivers, in groups as they come; no answer in time is an error, `break` ends the call. */
export async function* readGroups(connection: Connection, source: Incoming): AsyncIterable<ResolvedEvent[]> {
  const intake = new Intake<ResolvedEvent>(source, READ_AHEAD);
  const limit = { ms: connection.timeoutMs, late: () => connection.silent() };
  try {
    for (;;) {
      const group = await intake.take(READ_AHEAD, limit);
      if (group.length === 0) return;
      yield group;
    }
  } finally {
    intake.stop();
  }
}
