import type { Position } from '../../../src/event-store/event-store.js';
import type { AppliedTo } from './applied-to.js';

/** A position was asked for that the read models have not reached within the time given. */
export class NotYetVisible extends Error {
  override readonly name = 'NotYetVisible';

  constructor(
    readonly position: Position,
    /** How far the read models are. */
    readonly appliedTo: AppliedTo,
  ) {
    super(
      `position ${position} is not yet visible; the read models stand at ${appliedTo.position ?? 'the start'}` +
        ` (event ${String(appliedTo.ordinal)})`,
    );
  }
}

/** No build of the read model can be read by this program. */
export class NotServed extends Error {
  override readonly name = 'NotServed';

  constructor(
    readonly readModel: string,
    why: string,
  ) {
    super(`read model ${readModel} cannot be read: ${why}`);
  }
}
