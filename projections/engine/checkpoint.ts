import type { Position } from '../../src/event-store/event-store.js';
import type { BuildRow } from './database/bookkeeping.js';

/** How far a build has come in the log. */
export interface Checkpoint {
  /** Where to resume from; undefined before the first event. May stand behind the last event of ours. */
  readonly position: Position | undefined;
  /** The last event of ours that was dealt with. */
  readonly last: { readonly position: Position; readonly id: string } | undefined;
  /** How many events of ours were dealt with. */
  readonly ordinal: number;
  /** The latest `recordedAt` among them. */
  readonly recordedUpTo: string | undefined;
}

export const START: Checkpoint = { position: undefined, last: undefined, ordinal: 0, recordedUpTo: undefined };

type CheckpointColumns = Pick<BuildRow, 'position' | 'last_position' | 'last_id' | 'ordinal' | 'recorded_up_to'>;

export function checkpointOf(row: CheckpointColumns): Checkpoint {
  const last =
    row.last_position !== null && row.last_id !== null ? { position: row.last_position, id: row.last_id } : undefined;
  return {
    position: row.position ?? undefined,
    last,
    ordinal: row.ordinal,
    recordedUpTo: row.recorded_up_to ?? undefined,
  };
}

export function checkpointColumns(checkpoint: Checkpoint): CheckpointColumns {
  return {
    position: checkpoint.position ?? null,
    last_position: checkpoint.last?.position ?? null,
    last_id: checkpoint.last?.id ?? null,
    ordinal: checkpoint.ordinal,
    recorded_up_to: checkpoint.recordedUpTo ?? null,
  };
}
