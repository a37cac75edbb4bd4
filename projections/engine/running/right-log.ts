import type { EventStore } from '../../../src/event-store/event-store.js';
import type { Checkpoint } from '../builds/checkpoint.js';

/** The log does not hold the event that a checkpoint remembers. */
export class WrongLog extends Error {
  override readonly name = 'WrongLog';

  constructor(checkpoint: Checkpoint, place: string) {
    const { position, id } = checkpoint.last!;
    super(
      `the read models were built from another log: their event ${String(checkpoint.ordinal)} (${id} at ${position}) ` +
        `is not in ${place}. Connect the event store they belong to, or, if this log is the right one, rebuild them from it ` +
        `(npm run rebuild)`,
    );
  }
}

/** Whether the log has the very event that the checkpoint remembers. */
export async function isRightLog(store: EventStore, { last }: Checkpoint): Promise<boolean> {
  if (!last) return true;
  try {
    return (await store.eventAt(last.position))?.id === last.id;
  } catch (error) {
    // A position in the form of another kind of store.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
