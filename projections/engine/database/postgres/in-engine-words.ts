import { DatabaseAway, DatabaseBusy, DataRefused, TableDamaged } from '../database.js';

/** How pg says that no connection of a pool became free in time. */
const NONE_FREE = 'timeout exceeded when trying to connect';
/** How pg says that a connection is lost or not to be had, where there is no code. */
const LOST =
  /^(Connection terminated|timeout expired|Client (has encountered|was closed)|Cannot use a pool after|Transaction was rolled back)/;

/** Deadlock and the like, too many connections, a lock that others hold, longer than a query may take. */
const BUSY = /^(40|53300|55P03|57014)/;
/**
 * Connection, resources, operator intervention, system, log-on, no such database or schema, not permitted, a server
 * that only reads, a timeout in a transaction, what the server itself calls damaged.
 */
const AWAY = /^(08|53|57|58|28|3D|3F|42501|25006|25P0|XX)/;
/** Undefined table, undefined column, datatype mismatch, no unique constraint where one was made. */
const DAMAGED = /^42(P01|703|804|P10)/;
/** Data exception, integrity constraint violation. */
const REFUSED = /^2[23]/;

/**
 * PostgreSQL's error in the engine's words (its SQLSTATE classes: PostgreSQL documentation, appendix A). Where the
 * server is silent, connections are not free because they wait for it.
 */
export function inEngineWords(error: unknown, place: string, silent: boolean): unknown {
  if (error instanceof DatabaseAway || error instanceof DataRefused || error instanceof TableDamaged) return error;
  const { code, message = '' } = error as { code?: string; message?: string };
  const what = `${place}: ${message || String(code)}`;
  // What Node calls its own errors (ECONNREFUSED, EPIPE) begins with an E, which no SQLSTATE does.
  if (code?.startsWith('E') === true) return new DatabaseAway(what, { cause: error });
  if (code?.length === 5) {
    if (BUSY.test(code)) return new DatabaseBusy(what, { cause: error });
    if (AWAY.test(code)) return new DatabaseAway(what, { cause: error });
    if (DAMAGED.test(code)) return new TableDamaged(message, { cause: error });
    return REFUSED.test(code) ? new DataRefused(message, { cause: error }) : error;
  }
  if (message.startsWith(NONE_FREE)) {
    return silent
      ? new DatabaseAway(`${place}: it is silent`, { cause: error })
      : new DatabaseBusy(`${place}: no connection became free in time`, { cause: error });
  }
  return LOST.test(message) ? new DatabaseAway(what, { cause: error }) : error;
}
