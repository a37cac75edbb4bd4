import pg from 'pg';
import type { Silence } from './silence.js';

/** How long a connection may take to be made, and one of a pool to become free, in milliseconds. */
const CONNECTED_WITHIN_MS = 5_000;
/** A connection that is quiet stays known to whatever lies between, and is seen to break. */
const KEPT_ALIVE_AFTER_MS = 10_000;

type TypeId = (typeof pg.types.builtins)[keyof typeof pg.types.builtins];
const NUMBERS: readonly TypeId[] = [pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

/** Counts and sums come as numbers: no figure of the ledger passes 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: TypeId, format: 'text'): unknown =>
    NUMBERS.includes(oid) ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** How every connection to the server is made. */
export function connectionTo(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    connectionTimeoutMillis: CONNECTED_WITHIN_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEPT_ALIVE_AFTER_MS,
    application_name: 'suggestion-ledger',
  };
}

/** Connections that are given up where the server falls silent, and in any case where an answer takes longer than `longestMs`. */
export function poolOf(silence: Silence, config: pg.PoolConfig, longestMs?: number): pg.Pool {
  const pool = new pg.Pool(config);
  // A connection that breaks tells whoever uses it; unheard, its event would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    silence.watch(client, longestMs);
  });
  return pool;
}
