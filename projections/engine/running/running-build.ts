import type { BuildRow } from '../database/bookkeeping.js';
import type { BuildFold } from '../folding/build-fold.js';
import type { Projection } from '../read-model/projection.js';

/** A build that is being fed. */
export interface RunningBuild {
  /** As the books have it; its checkpoint is the writer's. */
  row: BuildRow;
  readonly projection: Projection;
  fold: BuildFold;
}
