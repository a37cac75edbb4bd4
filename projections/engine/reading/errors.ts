import type { Position } from '../../../src/event-store/event-store.js';
import { Problem } from '../../../src/http/problem.js';
import type { AppliedTo } from './applied-to.js';

/** A position was asked for that the read models have not reached within the time given. */
export class NotYetVisible extends Problem {
  override readonly name = 'NotYetVisible';

  constructor(
    readonly position: Position,
    /** How far the read models are. */
    readonly appliedTo: AppliedTo,
  ) {
    super({
      status: 503,
      type: 'not-yet-visible',
      detail:
        `position ${position} is not yet visible; the read models stand at ${appliedTo.position ?? 'the start'}` +
        ` (event ${String(appliedTo.ordinal)})`,
      more: { position, appliedTo: appliedTo.position ?? null, ordinal: appliedTo.ordinal },
      headers: { 'Retry-After': '1' },
    });
  }
}

/** No build of the read model can be read by this program. */
export class NotServed extends Problem {
  override readonly name = 'NotServed';

  constructor(
    readonly readModel: string,
    why: string,
  ) {
    super({
      status: 503,
      type: 'read-model-not-served',
      detail: `read model ${readModel} cannot be read: ${why}`,
      more: { readModel },
      headers: { 'Retry-After': '1' },
    });
  }
}

/** The read models' database is away. */
export class ReadModelsAway extends Problem {
  override readonly name = 'ReadModelsAway';

  constructor(cause: Error) {
    super(
      {
        status: 503,
        type: 'read-models-away',
        detail: 'The database of the read models is away; commands go on, what is asked must wait.',
        headers: { 'Retry-After': '5' },
      },
      { cause },
    );
  }
}
