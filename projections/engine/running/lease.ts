import { type RawBuilder, sql, type SqlBool } from 'kysely';
import { databaseClock } from '../database/bookkeeping.js';
import type { Database, DatabaseKind, Writing } from '../database/database.js';
import { Fenced } from '../builds/checkpoint.js';

/** The right to project, for a time, by the database's clock. */
export interface Lease {
  readonly holder: string;
  /** Grows with every holder, so that one that slept can be told from the present one. */
  readonly token: number;
  readonly ttlMs: number;
}

/** Takes the lease where nobody holds it; undefined where somebody does. */
export async function takeLease(database: Database, holder: string, ttlMs: number): Promise<Lease | undefined> {
  if ((await leaseHolder(database)) !== undefined) return undefined;
  return database.write(async ({ books }) => {
    const now = sql.raw<number>(databaseClock(database.kind));
    const taken = await books
      .updateTable('ledger_lease')
      .set((of) => ({
        holder,
        token: sql<number>`${of.ref('token')} + 1`,
        expires_at: sql<number>`${now} + ${sql.lit(ttlMs)}`,
        length_ms: ttlMs,
      }))
      .where(sql<SqlBool>`not (${isHeld(database.kind)})`)
      .returning('token')
      .executeTakeFirst();
    return taken && { holder, token: taken.token, ttlMs };
  });
}

/** Renews the lease inside a transaction of the holder's; throws Fenced where it has gone to another. */
export async function keepLease({ books }: Writing, kind: DatabaseKind, lease: Lease): Promise<void> {
  const { numUpdatedRows } = await books
    .updateTable('ledger_lease')
    .set({ expires_at: sql<number>`${sql.raw(databaseClock(kind))} + ${sql.lit(lease.ttlMs)}` })
    .where('token', '=', lease.token)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Fenced();
}

/** Gives the lease back, where it is still ours. */
export function giveBackLease(database: Database, lease: Lease): Promise<void> {
  return database.write(async ({ books }) => {
    await books.updateTable('ledger_lease').set({ expires_at: 0 }).where('token', '=', lease.token).execute();
  });
}

/** Who holds the lease, undefined where nobody does. */
export function leaseHolder(database: Database): Promise<string | undefined> {
  return database.read(async (db) => {
    const row = await db.selectFrom('ledger_lease').select('holder').where(isHeld(database.kind)).executeTakeFirst();
    return row?.holder;
  });
}

/** Until it runs out. One that lies further ahead than it is long was taken before the clock went back: it has run out. */
function isHeld(kind: DatabaseKind): RawBuilder<SqlBool> {
  const now = sql.raw(databaseClock(kind));
  return sql`expires_at > ${now} and (length_ms is null or expires_at <= ${now} + length_ms)`;
}
