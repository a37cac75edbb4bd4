import type { Delivery, EventStore } from '../../../src/event-store/event-store.js';
import { type Checkpoint, sameCheckpoint } from '../builds/checkpoint.js';
import { moveCheckpoint } from '../builds/builds.js';
import type { BuildRow, HeldStreamRow } from '../database/bookkeeping.js';
import { type Database, DataRefused, type Writing } from '../database/database.js';
import { Feed } from './subscription.js';
import { type BuildFold, type Folded, writeFolded } from '../folding/build-fold.js';
import { Numbering } from '../folding/numbering.js';
import { Page } from '../folding/batch.js';
import type { LedgerEvent, Projection } from '../read-model/projection.js';

/** A build that is being fed. */
export interface RunningBuild {
  row: BuildRow;
  readonly projection: Projection;
  fold: BuildFold;
}

/** A batch on its way into the database. */
export interface Flush {
  readonly to: Checkpoint;
  readonly events: number;
  /** Streams that go to quarantine with it. */
  readonly held: readonly HeldStreamRow[];
  /** Never rejects: what went wrong stands in `error`. */
  readonly over: Promise<void>;
  isOver: boolean;
  error: unknown;
}

/** Events whose rows are on their way to the folds. */
interface Ahead {
  readonly page: Page;
  readonly caughtUp: boolean;
}

/** Builds that stand at the same checkpoint and move it together. */
export class Group {
  /** Up to where events are folded, in memory. */
  reached: Checkpoint;
  /** Nothing more was at hand behind `reached`. */
  caughtUp = false;
  /** Events folded and not yet on their way into the database. */
  pending = 0;
  /** What is on its way there. */
  flush: Flush | undefined;
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
  private readonly ahead: Ahead[] = [];
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
    this.unsubscribe();
    this.feed = new Feed(store, this.reached.last?.position, page, wake);
  }

  unsubscribe(): void {
    this.feed?.close();
    this.feed = undefined;
    this.rest = undefined;
    for (const { page } of this.ahead.splice(0)) page.giveUp();
    this.numbering = new Numbering(this.reached.ordinal, this.reached.recordedUpTo);
  }

  /** Whether there is something to fold, or to hear of: being caught up, or what ended the subscription. */
  hasMore(limit: number | undefined): boolean {
    return this.ahead.length > 0 || this.hasEvents(limit);
  }

  /**
   * Folds the next events, at most so many and none beyond the ordinal `limit`, while what the ones behind them look
   * at is fetched already. Throws what ended the subscription.
   */
  async foldNext(database: Database, most: number, limit: number | undefined, pagesAhead: number): Promise<void> {
    const { page, caughtUp } = this.ahead.shift() ?? this.ask(database, most, limit);
    await page.arrived();
    if (!this.careful) {
      while (this.ahead.length < pagesAhead && this.hasEvents(limit)) this.ahead.push(this.ask(database, most, limit));
    }
    await page.fold(this.builds.map(({ fold }) => fold));
    this.caughtUp = caughtUp;
    const last = page.events.at(-1);
    if (!last) return;
    this.pending += page.events.length;
    this.foldedAt = performance.now();
    this.lastEvent = last;
    this.reached = {
      last: { position: last.position, id: last.id },
      ordinal: last.ordinal,
      recordedUpTo: last.recordedUpTo,
    };
  }

  /** Nothing is folded that is not in the database. */
  get settled(): boolean {
    return this.pending === 0 && !this.flush && this.ahead.length === 0;
  }

  /** Once settled: sends what is folded on its way, in one transaction that moves the checkpoint. */
  beginFlush(database: Database, guard: (tx: Writing) => Promise<void>, over: () => void): void {
    const folded: readonly Folded[] = this.builds.map(({ fold }) => fold.take());
    const { ids, checkpoint: from, reached: to, pending: events } = this;
    const began = performance.now();
    const written = database.write(async (tx) => {
      await writeFolded(tx, folded);
      await moveCheckpoint(tx, ids, from, to);
      await guard(tx);
    });
    const flush = {
      to,
      events,
      held: folded.flatMap(({ heldStreams }) => heldStreams),
      isOver: false,
      error: undefined as unknown,
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
          over();
        }),
    };
    this.flush = flush;
    this.pending = 0;
  }

  /** Waits for what is on its way, in either direction. Throws where it did not arrive. */
  async settle(): Promise<void> {
    // What is looked up knows nothing of a batch taken meanwhile, and folds must not forget one before it has come.
    for (const { page } of this.ahead) await page.arrived();
    const { flush } = this;
    if (!flush) return;
    await flush.over;
    this.flush = undefined;
    if (flush.error !== undefined) throw flush.error as Error;
    this.flushed(flush.to);
  }

  /** Writes one event's rows build by build: where the database refuses them, its stream goes to quarantine. */
  async flushCarefully(database: Database, guard: (tx: Writing) => Promise<void>): Promise<readonly HeldStreamRow[]> {
    const held: HeldStreamRow[] = [];
    await database.write(async (tx) => {
      for (const { fold } of this.builds) {
        try {
          const folded = fold.take();
          await tx.attempt(() => writeFolded(tx, [folded]));
          held.push(...folded.heldStreams);
        } catch (error) {
          if (!(error instanceof DataRefused)) throw error;
          fold.hold(this.lastEvent!, error);
          fold.settled();
          const instead = fold.take();
          await writeFolded(tx, [instead]);
          held.push(...instead.heldStreams);
        }
      }
      await moveCheckpoint(tx, this.ids, this.checkpoint, this.reached);
      await guard(tx);
    });
    this.pending = 0;
    this.flushed(this.reached);
    return held;
  }

  /** What is said of a stream that goes to quarantine. Not why: the error may quote what the event says. */
  sentenceOf({ build, stream, ordinal }: HeldStreamRow): string {
    // It may have been taken out since.
    const name = this.builds.find(({ row }) => row.build === build)?.row.name ?? 'a read model';
    return `${name} holds ${stream} back, whose event ${String(ordinal)} cannot be folded`;
  }

  /** How many events can be written in so many milliseconds, from what was measured. */
  batchWithin(ms: number, most: number): number {
    return Math.max(50, Math.min(most, Math.floor(ms / this.writeMs)));
  }

  /** Forgets what was folded since the checkpoint, to fold it again. */
  rewind(fresh: readonly BuildFold[]): void {
    this.builds.forEach((running, index) => (running.fold = fresh[index]!));
    this.reached = this.checkpoint;
    this.pending = 0;
    this.caughtUp = false;
    this.unsubscribe();
  }

  standsWith(other: Group): boolean {
    return this.settled && other.settled && sameCheckpoint(this.checkpoint, other.checkpoint);
  }

  /** Of what the subscription has at hand. */
  private hasEvents(limit: number | undefined): boolean {
    if (limit !== undefined && this.numbering.ordinal >= limit) return false;
    return this.rest !== undefined || (this.feed?.ready ?? false);
  }

  private ask(database: Database, most: number, limit: number | undefined): Ahead {
    const { events, caughtUp } = this.next(most, limit);
    const folds = this.builds.map(({ fold }) => fold);
    return { page: new Page(database, folds, events, () => this.flush?.over), caughtUp };
  }

  private next(most: number, limit: number | undefined): { events: readonly LedgerEvent[]; caughtUp: boolean } {
    if (!this.rest) {
      const delivery = this.feed?.take();
      if (!delivery) return { events: [], caughtUp: this.caughtUp };
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

  private flushed(to: Checkpoint): void {
    for (const { fold } of this.builds) fold.settled();
    this.checkpoint = to;
    if (this.careful && to.ordinal >= this.careful.upTo) this.careful = undefined;
  }

  private measured(ms: number, events: number): void {
    if (events >= 50) this.writeMs = 0.7 * this.writeMs + 0.3 * (ms / events);
  }
}
