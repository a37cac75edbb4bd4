import type { Delivery, EventStore } from '../../../src/event-store/event-store.js';
import type { Checkpoint } from '../builds/checkpoint.js';
import type { Database } from '../database/database.js';
import { Batch } from '../folding/batch.js';
import type { BuildFold } from '../folding/build-fold.js';
import { Numbering } from '../folding/numbering.js';
import type { LedgerEvent } from '../read-model/projection.js';
import { Subscription } from './subscription.js';

/** Events whose rows are on their way to the folds. */
export interface Ahead {
  readonly batch: Batch;
  /** Nothing more was at hand behind them. */
  readonly caughtUp: boolean;
}

/** What the reader reads for. */
export interface ReadFor {
  /** The folds that are to have looked up what the events look at. */
  folds(): readonly BuildFold[];
  /** What is just being written into their tables. */
  writing(): Promise<unknown> | undefined;
}

/**
 * Reads the log for builds that stand together, some batches ahead of their folds: what they look at is fetched while
 * others are folded and written, or the database and the program would wait for one another in turns.
 */
export class Reader {
  private subscription: Subscription | undefined;
  private readonly ahead: Ahead[] = [];
  private rest: { readonly delivery: Delivery; next: number } | undefined;
  private numbering: Numbering;

  constructor(
    private readonly database: Database,
    private readonly readFor: ReadFor,
    from: Checkpoint,
  ) {
    this.numbering = new Numbering(from.ordinal, from.recordedUpTo);
  }

  /** Subscribes behind a checkpoint; `wake` is called when something is at hand. */
  open(store: EventStore, from: Checkpoint, page: number, wake: () => void): void {
    this.close(from);
    this.subscription = new Subscription(store, from.last?.position, page, wake);
  }

  /** Ends the subscription; what was read beyond the checkpoint will be read again. */
  close(from: Checkpoint): void {
    this.subscription?.close();
    this.subscription = undefined;
    this.rest = undefined;
    for (const { batch } of this.ahead.splice(0)) batch.giveUp();
    this.numbering = new Numbering(from.ordinal, from.recordedUpTo);
  }

  /** Whether there is something to fold, or to hear of: being caught up, or what ended the subscription. */
  hasMore(limit: number | undefined): boolean {
    return this.ahead.length > 0 || this.hasEvents(limit);
  }

  /** Nothing is read that was not handed over. */
  get isEmpty(): boolean {
    return this.ahead.length === 0;
  }

  /**
   * The next events, at most so many and none beyond the ordinal `limit`, with what folds look at; so many batches
   * behind them are on their way then. Throws what ended the subscription.
   */
  async next(most: number, limit: number | undefined, batchesAhead: number): Promise<Ahead> {
    const next = this.ahead.shift() ?? this.ask(most, limit);
    await next.batch.arrived();
    while (this.ahead.length < batchesAhead && this.hasEvents(limit)) this.ahead.push(this.ask(most, limit));
    return next;
  }

  /** Resolves once nothing is being looked up: it knows nothing of what is taken to be written meanwhile. */
  async arrived(): Promise<void> {
    for (const { batch } of this.ahead) await batch.arrived();
  }

  /** Of what the subscription has at hand. */
  private hasEvents(limit: number | undefined): boolean {
    if (limit !== undefined && this.numbering.ordinal >= limit) return false;
    return this.rest !== undefined || (this.subscription?.ready ?? false);
  }

  private ask(most: number, limit: number | undefined): Ahead {
    const { events, caughtUp } = this.take(most, limit);
    return { batch: new Batch(this.database, this.readFor.folds(), events, () => this.readFor.writing()), caughtUp };
  }

  private take(most: number, limit: number | undefined): { events: readonly LedgerEvent[]; caughtUp: boolean } {
    if (!this.rest) {
      const delivery = this.subscription?.take();
      if (!delivery) return { events: [], caughtUp: false };
      this.rest = { delivery, next: 0 };
    }
    const { delivery, next } = this.rest;
    const room = limit === undefined ? most : Math.min(most, limit - this.numbering.ordinal);
    const end = Math.min(delivery.events.length, next + room);
    const events: LedgerEvent[] = [];
    for (let i = next; i < end; i++) events.push(this.numbering.next(delivery.events[i]!));
    this.rest.next = end;
    const through = end === delivery.events.length;
    if (through) this.rest = undefined;
    return { events, caughtUp: through && delivery.caughtUp };
  }
}
