import { type Checkpoint, moveCheckpoint } from '../builds/checkpoint.js';
import type { QuarantinedStreamRow } from '../database/bookkeeping.js';
import { type Database, DataRefused, TableDamaged, type Writing } from '../database/database.js';
import { type Folded, writeFolded } from '../folding/build-fold.js';
import type { LedgerEvent } from '../read-model/projection.js';
import type { RunningBuild } from './running-build.js';

/** What of the folded is on its way into the database. */
interface Flush {
  readonly to: Checkpoint;
  readonly events: number;
  /** Streams that go to quarantine with it. */
  readonly quarantined: readonly QuarantinedStreamRow[];
  /** Never rejects: what went wrong stands in `error`. */
  readonly over: Promise<void>;
  isOver: boolean;
  error: unknown;
}

/** Rows of so many events were refused: somewhere among them is the one that the database will never take, or its table. */
export class RowsRefused extends Error {
  override readonly name = 'RowsRefused';

  constructor(
    readonly events: number,
    cause: DataRefused | TableDamaged,
  ) {
    super(cause.message, { cause });
  }
}

/**
 * Writes what is folded into builds that stand together, with the checkpoint that they move together: one transaction
 * at a time, while the next events are folded.
 */
export class Writer {
  /** Up to where events are folded, in memory. */
  reached: Checkpoint;
  /** Events folded and not yet on their way into the database. */
  pending = 0;
  /** When events were last folded. */
  foldedAt = 0;
  /** Batches stay this small up to an ordinal: somewhere before it are rows that the database refuses. */
  careful: { readonly most: number; readonly upTo: number } | undefined;
  private lastEvent: LedgerEvent | undefined;
  private flush: Flush | undefined;
  /** What an event costs to write, in milliseconds; a first guess, then as measured. */
  private eventMs = 0.05;

  constructor(
    private readonly database: Database,
    private readonly guard: (tx: Writing) => Promise<void>,
    /** Called when what was on its way is over. */
    private readonly wake: () => void,
    private readonly builds: readonly RunningBuild[],
    /** What the database holds. */
    public checkpoint: Checkpoint,
  ) {
    this.reached = checkpoint;
  }

  /** Nothing is folded that is not in the database. */
  get settled(): boolean {
    return this.pending === 0 && !this.flush;
  }

  /** What is on its way, until it is settled. */
  get underWay(): { readonly isOver: boolean; readonly over: Promise<void> } | undefined {
    return this.flush;
  }

  /** Takes note of events that were folded. */
  folded(events: readonly LedgerEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.pending += events.length;
    this.foldedAt = performance.now();
    this.lastEvent = last;
    this.reached = {
      last: { position: last.position, id: last.id },
      ordinal: last.ordinal,
      recordedUpTo: last.recordedUpTo,
    };
  }

  /** How many events can be written in so many milliseconds, from what was measured. */
  batchWithin(ms: number, most: number): number {
    return Math.max(50, Math.min(most, Math.floor(ms / this.eventMs)));
  }

  /** Once settled: sends what is folded on its way, in one transaction that moves the checkpoint. */
  begin(): void {
    const folded: readonly Folded[] = this.goingOn.map(({ fold }) => fold.take());
    const builds = this.ids;
    const { checkpoint: from, reached: to, pending: events } = this;
    const began = performance.now();
    const written = this.database.write(async (tx) => {
      await writeFolded(tx, folded);
      await moveCheckpoint(tx, builds, from, to);
      await this.guard(tx);
    });
    const flush: Flush = {
      to,
      events,
      quarantined: folded.flatMap(({ quarantinedStreams }) => quarantinedStreams),
      isOver: false,
      error: undefined,
      over: written
        .then(
          () => {
            this.measured(performance.now() - began, events);
          },
          (error: unknown) => {
            flush.error = error;
          },
        )
        .then(() => {
          flush.isOver = true;
          this.wake();
        }),
    };
    this.flush = flush;
    this.pending = 0;
  }

  /**
   * Waits for what is on its way; hands back the streams that went to quarantine with it. Throws RowsRefused, and
   * whatever else kept it from arriving.
   */
  async settle(): Promise<readonly QuarantinedStreamRow[]> {
    const { flush } = this;
    if (!flush) return [];
    await flush.over;
    this.flush = undefined;
    const { error } = flush;
    if (error instanceof DataRefused || error instanceof TableDamaged) throw new RowsRefused(flush.events, error);
    if (flush.error !== undefined) throw flush.error as Error;
    this.arrived(flush.to);
    return flush.quarantined;
  }

  /**
   * Writes one event's rows build by build: where the database refuses them its stream goes to quarantine, and where a
   * table is damaged the build cannot go on.
   */
  async writeOne(): Promise<readonly QuarantinedStreamRow[]> {
    const quarantined: QuarantinedStreamRow[] = [];
    await this.database.write(async (tx) => {
      for (const { fold } of this.goingOn) {
        try {
          const folded = fold.take();
          await tx.attempt(() => writeFolded(tx, [folded]));
          quarantined.push(...folded.quarantinedStreams);
        } catch (error) {
          if (error instanceof TableDamaged) {
            fold.failure = error;
            continue;
          }
          if (!(error instanceof DataRefused)) throw error;
          fold.quarantine(this.lastEvent!, error);
          fold.settled();
          const instead = fold.take();
          await writeFolded(tx, [instead]);
          quarantined.push(...instead.quarantinedStreams);
        }
      }
      await moveCheckpoint(tx, this.ids, this.checkpoint, this.reached);
      await this.guard(tx);
    });
    this.pending = 0;
    this.arrived(this.reached);
    return quarantined;
  }

  /** Forgets what was folded since the checkpoint, for it to be folded again in smaller batches. */
  rewind({ events }: RowsRefused): void {
    const most = Math.max(1, Math.floor(events / 16));
    const upTo = Math.max(this.reached.ordinal, this.careful?.upTo ?? 0);
    this.careful = { most, upTo };
    this.reached = this.checkpoint;
    this.pending = 0;
  }

  /** Of one that cannot go on nothing is written any more: it stays at its checkpoint. */
  private get goingOn(): readonly RunningBuild[] {
    return this.builds.filter(({ fold }) => !fold.failure);
  }

  private get ids(): readonly number[] {
    return this.goingOn.map(({ row }) => row.build);
  }

  private arrived(to: Checkpoint): void {
    for (const { fold } of this.builds) fold.settled();
    this.checkpoint = to;
    if (this.careful && to.ordinal >= this.careful.upTo) this.careful = undefined;
  }

  private measured(ms: number, events: number): void {
    if (events >= 50) this.eventMs = 0.7 * this.eventMs + 0.3 * (ms / events);
  }
}
