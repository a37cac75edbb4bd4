import { CompiledQuery } from 'kysely';
import { type Checkpoint, checkpointColumns, START } from './checkpoint.js';
import type { BuildRow, StoredState } from '../database/bookkeeping.js';
import type { DatabaseKind, Writing } from '../database/database.js';
import { createIndexes, createTable, storedTable } from '../database/stored-table.js';
import type { Projection } from '../read-model/projection.js';

/** Somebody else has moved the checkpoint or taken the lease: what was folded on top of it must not be written. */
export class Fenced extends Error {
  override readonly name = 'Fenced';

  constructor() {
    super('another process projects: the checkpoint or the lease is no longer ours');
  }
}

export interface NewBuild {
  readonly state: StoredState;
  readonly serving: boolean;
  /** It is to serve as soon as it has caught up. */
  readonly takesOver?: boolean;
}

/** Enters a new build of a read model, standing before the first event. */
export async function createBuild({ books }: Writing, projection: Projection, options: NewBuild): Promise<BuildRow> {
  const { last } = await books
    .selectFrom('ledger_builds')
    .select((of) => of.fn.coalesce(of.fn.max('build'), of.lit(0)).as('last'))
    .executeTakeFirstOrThrow();
  const now = new Date().toISOString();
  const row: BuildRow = {
    build: last + 1,
    name: projection.name,
    version: projection.version,
    state: options.state,
    serving: options.serving ? 1 : 0,
    takes_over: options.takesOver ? 1 : 0,
    indexed: 0,
    ...checkpointColumns(START),
    error: null,
    created_at: now,
    served_since: options.serving ? now : null,
  };
  await books.insertInto('ledger_builds').values(row).execute();
  return row;
}

/** Makes the tables of a build where they are not there yet, with their indexes or, for a first build, without. */
export async function createStoredTables(
  { books }: Writing,
  kind: DatabaseKind,
  projection: Projection,
  build: number,
  { indexes }: { readonly indexes: boolean },
): Promise<void> {
  for (const table of projection.tables) {
    const stored = storedTable(table, build);
    const statements = [
      createTable(kind, stored),
      ...createIndexes(stored, 'unique'),
      ...(indexes ? createIndexes(stored, 'other') : []),
    ];
    for (const statement of statements) await books.executeQuery(CompiledQuery.raw(statement));
  }
  if (indexes) await books.updateTable('ledger_builds').set({ indexed: 1 }).where('build', '=', build).execute();
}

/** Moves the checkpoint of builds that stand together; throws Fenced where one no longer stands at `from`. */
export async function moveCheckpoint(
  { books }: Writing,
  builds: readonly number[],
  from: Checkpoint,
  to: Checkpoint,
): Promise<void> {
  const { numUpdatedRows } = await books
    .updateTable('ledger_builds')
    .set(checkpointColumns(to))
    .where('build', 'in', builds)
    .where('ordinal', '=', from.ordinal)
    .where('event_id', from.last ? '=' : 'is', from.last?.id ?? null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(builds.length)) throw new Fenced();
}
