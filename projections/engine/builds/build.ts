import { CompiledQuery } from 'kysely';
import type { BuildRow, StoredState } from '../database/bookkeeping.js';
import type { DatabaseKind, Writing } from '../database/database.js';
import { createIndexes, createTable, storedTable } from '../database/stored-table.js';
import type { Projection } from '../read-model/projection.js';
import { checkpointColumns, Fenced, START } from './checkpoint.js';

/**
 * The life of a build: from which states a step is taken, and where it leads. docs/read-models.md shows it, and the
 * functions below, named after the steps, alone write a build's state.
 */
export const STEPS = {
  /** Its tables are made. */
  begin: { from: ['new'], to: 'building' },
  /** It stands where the live ones stand, or is the first. */
  goLive: { from: ['building'], to: 'live' },
  /** It does not move with the live ones: a program without its code projects, or did. */
  fallBehind: { from: ['live'], to: 'building' },
  pause: { from: ['building', 'live'], to: 'paused' },
  resume: { from: ['paused', 'failed'], to: 'building' },
  fail: { from: ['new', 'building', 'live'], to: 'failed' },
  drop: { from: ['new', 'building', 'live', 'paused', 'failed'], to: 'dropping' },
} as const satisfies Record<string, { readonly from: readonly StoredState[]; readonly to: StoredState }>;

export type Step = keyof typeof STEPS;

type Numbered = Pick<BuildRow, 'build'>;

/** Whether a build in this state can take the step. */
export function can(step: Step, { state }: Pick<BuildRow, 'state'>): boolean {
  return (STEPS[step].from as readonly StoredState[]).includes(state);
}

/** Enters a new build of a read model, standing before the first event; it is to serve as soon as it has caught up. */
export async function enter({ books }: Writing, { name, version }: Projection): Promise<BuildRow> {
  const { last } = await books
    .selectFrom('ledger_builds')
    .select((of) => of.fn.coalesce(of.fn.max('build'), of.lit(0)).as('last'))
    .executeTakeFirstOrThrow();
  const row: BuildRow = {
    build: last + 1,
    name,
    version,
    state: 'new',
    serving: 0,
    takes_over: 1,
    indexed: 0,
    ...checkpointColumns(START),
    error: null,
    created_at: new Date().toISOString(),
    served_since: null,
  };
  await books.insertInto('ledger_builds').values(row).execute();
  return row;
}

/** Makes the tables of a new build, with their indexes or, to make them last, without. */
export async function begin(
  tx: Writing,
  kind: DatabaseKind,
  row: BuildRow,
  projection: Projection,
  { indexes }: { readonly indexes: boolean },
): Promise<BuildRow> {
  for (const table of projection.tables) {
    const stored = storedTable(table, row.build);
    const statements = [
      createTable(kind, stored),
      ...createIndexes(stored, 'unique'),
      ...(indexes ? createIndexes(stored, 'other') : []),
    ];
    for (const statement of statements) await tx.books.executeQuery(CompiledQuery.raw(statement));
  }
  const indexed = indexes ? 1 : 0;
  await take('begin', tx, [row], { indexed });
  return { ...row, state: STEPS.begin.to, indexed };
}

/** The indexes that come last are there. */
export async function indexesMade({ books }: Writing, builds: readonly Numbered[]): Promise<void> {
  await books.updateTable('ledger_builds').set({ indexed: 1 }).where('build', 'in', numbers(builds)).execute();
}

/** What came of a build that caught up. */
export type WentLive =
  | 'serves'
  | 'serves as before'
  | 'kept beside the one that serves'
  | 'waits: it holds back streams that the serving one does not';

/** Lets a build that has caught up move with the live ones, and serve where it is to. */
export async function goLive(tx: Writing, row: BuildRow): Promise<WentLive> {
  await take('goLive', tx, [row]);
  return takeOver(tx, row);
}

/** Lets a live build serve that is to, unless it lacks streams that the serving one has. */
export async function takeOver(tx: Writing, row: BuildRow): Promise<WentLive> {
  if (row.takes_over === 0) return row.serving === 1 ? 'serves as before' : 'kept beside the one that serves';
  const serving = await servingBuild(tx, row.name);
  if (serving && (await lacks(tx, row.build, serving.build))) {
    return 'waits: it holds back streams that the serving one does not';
  }
  await serve(tx, row, serving);
  return 'serves';
}

/** Makes a live build the one that queries read. The one that served is kept, and fed, to switch back to. */
export async function serve(tx: Writing, row: BuildRow, serving?: BuildRow): Promise<void> {
  const { books } = tx;
  const served = serving ?? (await servingBuild(tx, row.name));
  if (served) await books.updateTable('ledger_builds').set({ serving: 0 }).where('build', '=', served.build).execute();
  await books
    .updateTable('ledger_builds')
    .set({ serving: 1, takes_over: 0, served_since: new Date().toISOString() })
    .where('build', '=', row.build)
    .execute();
  // One step back is kept; what lies further back is dropped, or every rebuild would leave its tables for good.
  const furtherBack = await books
    .selectFrom('ledger_builds')
    .select('build')
    .where('name', '=', row.name)
    .where('build', 'not in', [row.build, ...(served ? [served.build] : [])])
    .where('served_since', 'is not', null)
    .where('state', '!=', 'dropping')
    .execute();
  await drop(tx, furtherBack);
}

export function fallBehind(tx: Writing, builds: readonly Numbered[]): Promise<void> {
  return take('fallBehind', tx, builds);
}

export function pause(tx: Writing, builds: readonly Numbered[]): Promise<void> {
  return take('pause', tx, builds);
}

export function resume(tx: Writing, builds: readonly Numbered[]): Promise<void> {
  return take('resume', tx, builds, { error: null });
}

/** It stays at its checkpoint; `why` is shown until it is resumed. */
export function fail(tx: Writing, build: Numbered, why: string): Promise<void> {
  return take('fail', tx, [build], { error: why });
}

/** Gives a build up: its tables are removed little by little, and then it. */
export function drop(tx: Writing, builds: readonly Numbered[]): Promise<void> {
  return take('drop', tx, builds);
}

/** A build that is to be dropped cannot be at present. */
export async function staysForNow({ books }: Writing, build: number, why: string): Promise<void> {
  await books.updateTable('ledger_builds').set({ error: why }).where('build', '=', build).execute();
}

/** Nothing of a build that was dropped is left. */
export async function forget({ books }: Writing, build: number): Promise<void> {
  await books.deleteFrom('ledger_held_events').where('build', '=', build).execute();
  await books.deleteFrom('ledger_held_streams').where('build', '=', build).execute();
  await books.deleteFrom('ledger_builds').where('build', '=', build).where('state', '=', STEPS.drop.to).execute();
}

/** Throws Fenced where a build is in another state by now: whoever holds the lease alone lets builds take steps. */
async function take(
  step: Step,
  { books }: Writing,
  builds: readonly Numbered[],
  also: Partial<BuildRow> = {},
): Promise<void> {
  if (builds.length === 0) return;
  const { from, to } = STEPS[step];
  const { numUpdatedRows } = await books
    .updateTable('ledger_builds')
    .set({ ...also, state: to })
    .where('build', 'in', numbers(builds))
    .where('state', 'in', from)
    .executeTakeFirst();
  if (numUpdatedRows === BigInt(builds.length)) return;
  throw new Fenced(`one of builds ${numbers(builds).join(', ')} is no longer ${from.join(' or ')}`);
}

function numbers(builds: readonly Numbered[]): readonly number[] {
  return builds.map(({ build }) => build);
}

async function servingBuild({ books }: Writing, name: string): Promise<BuildRow | undefined> {
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
