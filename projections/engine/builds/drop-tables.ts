import { CompiledQuery, sql } from 'kysely';
import type { Database, Writing } from '../database/database.js';
import { quoted, quotedList } from '../database/stored-table.js';
import { forget } from './build.js';

const ROWS_AT_A_TIME = 2_000;

/**
 * Takes away some more of a build that is to be dropped; true once it is gone. Its code may be gone too, so its
 * tables are found by the build's number. SQLite frees a table page by page with the file locked: rows go first.
 */
export function dropSome(database: Database, build: number, guard: (tx: Writing) => Promise<void>): Promise<boolean> {
  return database.write(async (tx) => {
    await guard(tx);
    const { books } = tx;
    const [table] = await tablesOf(database, tx, build);
    if (table !== undefined) {
      if (database.kind === 'sqlite' && (await deleteSome(tx, table)) === ROWS_AT_A_TIME) return false;
      await books.executeQuery(CompiledQuery.raw(`drop table ${quoted(table)}`));
      return false;
    }
    await forget(tx, build);
    return true;
  });
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
