import { CompiledQuery, sql } from 'kysely';
import { type Database, DatabaseAway, type Writing } from '../database/database.js';
import { quoted, quotedList } from '../database/stored-table.js';
import { forget, staysForNow } from './build.js';

const ROWS_AT_A_TIME = 2_000;
/** How long whoever reads a table is waited for: what is live waits meanwhile. */
const LOCK_WAIT_MS = 200;

export type Dropped =
  | { readonly is: 'some' }
  | { readonly is: 'gone' }
  /** Somebody reads a table, or something hangs on it: it is to be tried again later. */
  | { readonly is: 'in-the-way'; readonly why: string };

/**
 * Takes away some more of a build that is to be dropped, until it is gone. Its code may be gone too, so its
 * tables are found by the build's number. SQLite frees a table page by page with the file locked: rows go first.
 */
export function dropSome(database: Database, build: number, guard: (tx: Writing) => Promise<void>): Promise<Dropped> {
  return database.write(async (tx) => {
    await guard(tx);
    const [table] = await tablesOf(database, tx, build);
    if (table !== undefined) {
      if (database.kind === 'sqlite' && (await deleteSome(tx, table)) === ROWS_AT_A_TIME) return { is: 'some' };
      const kept = await dropTable(database, tx, table);
      if (kept === undefined) return { is: 'some' };
      const why = `${table} cannot be dropped at present: ${kept}`;
      await staysForNow(tx, build, why);
      return { is: 'in-the-way', why };
    }
    await forget(tx, build);
    return { is: 'gone' };
  });
}

/** Why it could not be dropped; undefined where it was. */
async function dropTable({ kind }: Database, tx: Writing, table: string): Promise<string | undefined> {
  if (kind === 'postgres') await sql`set local lock_timeout = ${sql.lit(LOCK_WAIT_MS)}`.execute(tx.books);
  try {
    await tx.attempt(async () => {
      await tx.books.executeQuery(CompiledQuery.raw(`drop table ${quoted(table)}`));
    });
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseAway && !isLocked(error)) throw error;
    return (error instanceof DatabaseAway ? (error.cause as Error) : (error as Error)).message;
  }
}

/** lock_not_available (PostgreSQL documentation, appendix A). */
function isLocked({ cause }: DatabaseAway): boolean {
  return (cause as { code?: string } | undefined)?.code === '55P03';
}

async function tablesOf({ kind }: Database, { books }: Writing, build: number): Promise<readonly string[]> {
  const ending = `%\\_b${String(build)}`;
  const { rows } =
    kind === 'sqlite'
      ? await sql<{
          name: string;
        }>`select name from sqlite_master where type = 'table' and name like ${ending} escape '\\'`.execute(books)
      : await sql<{
          name: string;
        }>`select tablename as name from pg_tables where schemaname = current_schema() and tablename like ${ending}`.execute(
          books,
        );
  return rows.map(({ name }) => name);
}

async function deleteSome({ books }: Writing, table: string): Promise<number> {
  const { rows } = await sql<{
    name: string;
  }>`select name from pragma_table_info(${table}) where pk > 0 order by pk`.execute(books);
  const key = quotedList(rows.map(({ name }) => name));
  const { numAffectedRows } = await books.executeQuery(
    CompiledQuery.raw(
      `delete from ${quoted(table)} where (${key}) in (select ${key} from ${quoted(table)} limit ${String(ROWS_AT_A_TIME)})`,
    ),
  );
  return Number(numAffectedRows ?? 0);
}
