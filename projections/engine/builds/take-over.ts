import type { BuildRow } from '../database/bookkeeping.js';
import type { Writing } from '../database/database.js';

/** What came of a build that caught up. */
export type TakeOver =
  | 'serves'
  | 'serves as before'
  | 'kept beside the one that serves'
  | 'waits: it holds back streams that the serving one does not';

/** Lets a build serve that has caught up, unless it lacks streams that the serving one has. */
export async function takeOver(tx: Writing, row: BuildRow): Promise<TakeOver> {
  if (row.takes_over === 0) return row.serving === 1 ? 'serves as before' : 'kept beside the one that serves';
  const serving = await servingBuild(tx, row.name);
  if (serving && (await lacks(tx, row.build, serving.build))) {
    return 'waits: it holds back streams that the serving one does not';
  }
  await serve(tx, row, serving);
  return 'serves';
}

/** Makes a build the one that queries read. The one that served is kept, and fed, to switch back to. */
export async function serve({ books }: Writing, row: BuildRow, serving: BuildRow | undefined): Promise<void> {
  if (serving) {
    await books.updateTable('ledger_builds').set({ serving: 0 }).where('build', '=', serving.build).execute();
  }
  await books
    .updateTable('ledger_builds')
    .set({ serving: 1, takes_over: 0, served_since: new Date().toISOString() })
    .where('build', '=', row.build)
    .execute();
  // One step back is kept; what lies further back is dropped, or every rebuild would leave its tables for good.
  await books
    .updateTable('ledger_builds')
    .set({ state: 'dropping' })
    .where('name', '=', row.name)
    .where('build', 'not in', [row.build, ...(serving ? [serving.build] : [])])
    .where('served_since', 'is not', null)
    .execute();
}

export async function servingBuild({ books }: Writing, name: string): Promise<BuildRow | undefined> {
  return books
    .selectFrom('ledger_builds')
    .selectAll()
    .where('name', '=', name)
    .where('serving', '=', 1)
    .executeTakeFirst();
}

/** Whether a build holds back a stream that the other does not. */
async function lacks({ books }: Writing, build: number, other: number): Promise<boolean> {
  const more = await books
    .selectFrom('ledger_held_streams')
    .select('stream')
    .where('build', '=', build)
    .where('stream', 'not in', (of) => of.selectFrom('ledger_held_streams').select('stream').where('build', '=', other))
    .executeTakeFirst();
  return more !== undefined;
}
