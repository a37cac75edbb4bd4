import { CompiledQuery } from 'kysely';
import type { Database, Writing } from '../database/database.js';
import { createIndexes, storedTable, type StoredTable } from '../database/stored-table.js';
import type { Group } from './cohort.js';
import type { Report } from './settings.js';

/** Of fewer events no planner needs to know, and the first start of a new ledger does not wait for it. */
const TIDIED_FROM = 1_000;
/** Indexed and tidied up at a time, where the database can: the live ones need connections too. */
const AT_ONCE = 2;

export interface Finishing {
  readonly warn: Report;
  /** Nobody waits for it any more: what is left is made when the builds run again. */
  readonly stopped: () => boolean;
}

/** Makes the indexes of builds that have caught up, and tidies their tables up. */
export async function finishTables(
  database: Database,
  group: Group,
  guard: (tx: Writing) => Promise<void>,
  { warn, stopped }: Finishing,
): Promise<void> {
  const builds = [...group.builds];
  const left = builds
    .flatMap((running) =>
      running.projection.tables.map((table) => ({ running, table: storedTable(table, running.row.build) })),
    )
    .values();
  let failed = false;
  const finishNext = async () => {
    for (const { running, table } of left) {
      if (failed || stopped()) return;
      // It may have been dropped meanwhile.
      if (!group.builds.includes(running)) continue;
      try {
        await makeIndexes(database, table, guard);
        if (group.checkpoint.ordinal >= TIDIED_FROM) await tidy(database, table, warn);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  // Whoever goes on after a failure finds nothing of this still under way.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, finishNext));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (stopped()) return;
  await database.write(async ({ books }) => {
    const indexed = builds.map(({ row }) => row.build);
    await books.updateTable('ledger_builds').set({ indexed: 1 }).where('build', 'in', indexed).execute();
  });
  for (const { row } of builds) row.indexed = 1;
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
async function tidy(database: Database, table: StoredTable, warn: Report): Promise<void> {
  try {
    await database.tidy(table);
  } catch (error) {
    warn(`${table.name} is not tidied up, its first queries may be slow: ${(error as Error).message}`);
  }
}
