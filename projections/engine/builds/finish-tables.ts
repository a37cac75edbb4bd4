import { CompiledQuery } from 'kysely';
import type { BuildRow } from '../database/bookkeeping.js';
import { type Database, DatabaseAway, type Writing } from '../database/database.js';
import { createIndexes, storedTable, type StoredTable } from '../database/stored-table.js';
import type { Projection } from '../read-model/projection.js';
import { indexesMade } from './build.js';
import { Fenced } from './checkpoint.js';

/** Of fewer events no planner needs to know, and the first start of a new ledger does not wait for it. */
const TIDIED_FROM = 1_000;
/** Indexed and tidied up at a time, where the database can: the live ones need connections too. */
const AT_ONCE = 2;

/** A build that has caught up, with the code that says its indexes. */
export interface CaughtUp {
  readonly row: BuildRow;
  readonly projection: Projection;
}

export interface Finishing<B extends CaughtUp> {
  /** How many events the builds are made of. */
  readonly events: number;
  readonly guard: (tx: Writing) => Promise<void>;
  readonly warn: (message: string) => void;
  /** It may have been dropped meanwhile, or have failed. */
  readonly isThere: (build: B) => boolean;
  /** The database will never make an index of its: it cannot go on. */
  readonly refused: (build: B, error: Error) => void;
  /** Nobody waits for it any more: what is left is made when the builds run again. */
  readonly stopped: () => boolean;
}

/**
 * Makes the indexes of builds that have caught up, and tidies their tables up. Last, because it is
 * faster: a bare loop over a million events on SQLite did 78,000 a second so, and 54,000 with indexes from the start.
 */
export async function finishTables<B extends CaughtUp>(
  database: Database,
  builds: readonly B[],
  { events, guard, warn, isThere, refused, stopped }: Finishing<B>,
): Promise<void> {
  const left = builds
    .flatMap((build) => build.projection.tables.map((table) => ({ build, table: storedTable(table, build.row.build) })))
    .values();
  let failed = false;
  const finishNext = async () => {
    for (const { build, table } of left) {
      if (failed || stopped()) return;
      if (!isThere(build)) continue;
      try {
        await makeIndexes(database, table, guard);
        if (events >= TIDIED_FROM) await tidy(database, table, warn);
      } catch (error) {
        if (error instanceof DatabaseAway || error instanceof Fenced) {
          failed = true;
          throw error;
        }
        refused(build, error as Error);
      }
    }
  };
  // Whoever goes on after a failure finds nothing of this still under way.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, finishNext));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (stopped()) return;
  const indexed = builds.filter(isThere).map(({ row }) => row);
  if (indexed.length === 0) return;
  await database.write((tx) => indexesMade(tx, indexed));
  for (const row of indexed) row.indexed = 1;
}

async function makeIndexes(
  database: Database,
  table: StoredTable,
  guard: (tx: Writing) => Promise<void>,
): Promise<void> {
  for (const statement of createIndexes(table, 'other')) {
    await database.write(async (tx) => {
      await tx.books.executeQuery(CompiledQuery.raw(statement));
      // On PostgreSQL the lease's row would stay locked until the index is there, and nobody else could take it.
      if (database.kind === 'sqlite') await guard(tx);
    });
  }
}

/** What the planner lacks makes queries slower, not wrong: a failure is told, and nothing waits for it. */
async function tidy(database: Database, table: StoredTable, warn: (message: string) => void): Promise<void> {
  try {
    await database.tidy(table);
  } catch (error) {
    warn(`${table.name} is not tidied up, its first queries may be slow: ${(error as Error).message}`);
  }
}
