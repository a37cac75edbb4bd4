import type { Position } from '../../../src/event-store/event-store.js';
import type { BuildRow } from '../database/bookkeeping.js';
import type { Writing } from '../database/database.js';

/** How far a build has come in the log. */
export interface Checkpoint {
  /**
   * The last event of ours that was dealt with; undefined before the first. It is resumed after this very event and
   * not after a later position that a store has looked at: such a one may lie beyond the end of a restored log.
   */
  readonly last: { readonly position: Position; readonly id: string } | undefined;
  /** How many events of ours were dealt with. */
  readonly ordinal: number;
  /** The latest `recordedAt` among them. */
  readonly recordedUpTo: string | undefined;
}

export const START: Checkpoint = { last: undefined, ordinal: 0, recordedUpTo: undefined };

type CheckpointColumns = Pick<BuildRow, 'position' | 'event_id' | 'ordinal' | 'recorded_up_to'>;

export function checkpointOf(row: CheckpointColumns): Checkpoint {
  const { position, event_id: id } = row;
  const last = position !== null && id !== null ? { position, id } : undefined;
  return { last, ordinal: row.ordinal, recordedUpTo: row.recorded_up_to ?? undefined };
}

export function checkpointColumns(checkpoint: Checkpoint): CheckpointColumns {
  return {
    position: checkpoint.last?.position ?? null,
    event_id: checkpoint.last?.id ?? null,
    ordinal: checkpoint.ordinal,
    recorded_up_to: checkpoint.recordedUpTo ?? null,
  };
}

export function sameCheckpoint(a: Checkpoint, b: Checkpoint): boolean {
  return a.ordinal === b.ordinal && a.last?.id === b.last?.id;
}

/** Somebody else has moved on or taken the lease: what was folded or decided on top of what was there must not be written. */
export class Fenced extends Error {
  override readonly name = 'Fenced';

  constructor(what = 'the checkpoint or the lease is no longer ours') {
    super(`another process projects: ${what}`);
  }
}

/** Moves the checkpoint of builds that stand together; throws Fenced where one no longer stands at `from`. */
export async function moveCheckpoint(
  { books }: Writing,
  builds: readonly number[],
  from: Checkpoint,
  to: Checkpoint,
): Promise<void> {
  if (builds.length === 0) return;
  const { numUpdatedRows } = await books
    .updateTable('ledger_builds')
    .set(checkpointColumns(to))
    .where('build', 'in', builds)
    .where('ordinal', '=', from.ordinal)
    .where('event_id', from.last ? '=' : 'is', from.last?.id ?? null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(builds.length)) throw new Fenced();
}
