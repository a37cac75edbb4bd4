import type { Delivery, EventStore } from '../../src/event-store/event-store.js';
import { type Checkpoint, sameCheckpoint } from './checkpoint.js';
import type { BuildRow } from './database/bookkeeping.js';
import { type Database, DataRefused, type Writing } from './database/database.js';
import { Feed } from './feed.js';
import type { BuildFold } from './folding/build-fold.js';
import { foldPage } from './folding/fold-page.js';
import { Numbering } from './folding/numbering.js';
import type { LedgerEvent, Projection } from './projection.js';

/** A build that is being fed. */
export interface RunningBuild {
  row: BuildRow;
  readonly projection: Projection;
  fold: BuildFold;
}

/** Builds that stand at the same checkpoint and move it together. */
export class Group {
  /** Up to where events are folded, in memory. */
  reached: Checkpoint;
  /** Nothing more was at hand behind `reached`. */
  caughtUp = false;
  /** Events folded since the checkpoint was moved. */
  pending = 0;
  /** The last event folded, for the one that a database refuses. */
  lastEvent: LedgerEvent | undefined;
  /** Batches stay this small up to an ordinal: somewhere before it are rows that the database refuses. */
  careful: { readonly most: number; readonly upTo: number } | undefined;
  /** Indexes are being made in the background. */
  indexing: Promise<void> | undefined;
  indexingFailed: Error | undefined;
  /** The log does not hold this group's last event: it is not fed. */
  wrongLog: Error | undefined;
  /** When to subscribe again, and how often that failed in a row. */
  againAt = 0;
  failures = 0;
  /** When events were last folded. */
  foldedAt = 0;
  /** What an event costs to write, in milliseconds; a first guess, then as measured. */
  private writeMs = 0.05;
  private feed: Feed | undefined;
  private rest: { readonly delivery: Delivery; next: number } | undefined;
  private numbering: Numbering;

  constructor(
    readonly builds: RunningBuild[],
    /** What the database holds. */
    public checkpoint: Checkpoint,
  ) {
    this.reached = checkpoint;
    this.numbering = new Numbering(checkpoint.ordinal, checkpoint.recordedUpTo);
  }

  get fed(): boolean {
    return this.feed !== undefined;
  }

  /** Queries read one of these builds. */
  get serves(): boolean {
    return this.builds.some(({ row }) => row.serving === 1);
  }

  get ids(): readonly number[] {
    return this.builds.map(({ row }) => row.build);
  }

  subscribe(store: EventStore, page: number, wake: () => void): void {
    this.feed?.close();
    this.rest = undefined;
    this.feed = new Feed(store, this.reached.last?.position, page, wake);
  }

  unsubscribe(): void {
    this.feed?.close();
    this.feed = undefined;
    this.rest = undefined;
  }

  /** Whether next() would hand over events, hear of being caught up, or throw. */
  hasMore(limit: number | undefined): boolean {
    if (limit !== undefined && this.reached.ordinal >= limit) return false;
    return this.rest !== undefined || (this.feed?.ready ?? false);
  }

  /** The next events at hand, at most so many and none beyond the ordinal `limit`. Throws what ended the subscription. */
  next(most: number, limit: number | undefined): readonly LedgerEvent[] {
    if (!this.rest) {
      const delivery = this.feed?.take();
      if (!delivery) return [];
      this.rest = { delivery, next: 0 };
    }
    const { delivery, next } = this.rest;
    const room = limit === undefined ? most : Math.min(most, limit - this.reached.ordinal);
    const end = Math.min(delivery.events.length, next + room);
    const events: LedgerEvent[] = [];
    for (let i = next; i < end; i++) events.push(this.numbering.next(delivery.events[i]!));
    this.rest.next = end;
    this.caughtUp = end === delivery.events.length && delivery.caughtUp;
    if (end === delivery.events.length) this.rest = undefined;
    return events;
  }

  /** Folds events into memory. */
  async fold(database: Database, events: readonly LedgerEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    await foldPage(
      database,
      this.builds.map(({ fold }) => fold),
      events,
    );
    this.pending += events.length;
    this.foldedAt = performance.now();
    this.lastEvent = last;
    this.reached = {
      last: { position: last.position, id: last.id },
      ordinal: last.ordinal,
      recordedUpTo: last.recordedUpTo,
    };
  }

  /** Writes what was folded, inside the transaction that moves the checkpoint. */
  async flush(tx: Writing): Promise<void> {
    await tx.apply(this.builds.flatMap(({ fold }) => fold.toWrite()));
    for (const { fold } of this.builds) await fold.flushHeld(tx);
  }

  /** Writes one event's rows build by build: where the database refuses them, its stream goes to quarantine. */
  async flushCarefully(tx: Writing): Promise<void> {
    for (const { fold } of this.builds) {
      try {
        await tx.attempt(() => tx.apply(fold.toWrite()));
        await fold.flushHeld(tx);
      } catch (error) {
        if (!(error instanceof DataRefused)) throw error;
        fold.clear();
        fold.hold(this.lastEvent!, error);
        await fold.flushHeld(tx);
      }
    }
  }

  /** How many events can be written in so many milliseconds, from what was measured. */
  batchWithin(ms: number, most: number): number {
    return Math.max(50, Math.min(most, Math.floor(ms / this.writeMs)));
  }

  /** The transaction is through; it took so many milliseconds. */
  flushed(ms: number): void {
    if (this.pending >= 50) this.writeMs = 0.7 * this.writeMs + 0.3 * (ms / this.pending);
    for (const { fold } of this.builds) fold.clear();
    this.checkpoint = this.reached;
    this.pending = 0;
    if (this.careful && this.checkpoint.ordinal >= this.careful.upTo) this.careful = undefined;
  }

  /** Forgets what was folded since the checkpoint, to fold it again. */
  rewind(fresh: readonly BuildFold[]): void {
    this.unsubscribe();
    this.builds.forEach((running, index) => (running.fold = fresh[index]!));
    this.reached = this.checkpoint;
    this.numbering = new Numbering(this.checkpoint.ordinal, this.checkpoint.recordedUpTo);
    this.pending = 0;
    this.caughtUp = false;
  }

  standsWith(other: Group): boolean {
    return this.pending === 0 && other.pending === 0 && sameCheckpoint(this.checkpoint, other.checkpoint);
  }
}
