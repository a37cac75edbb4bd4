import { type Checkpoint, sameCheckpoint } from '../builds/checkpoint.js';
import type { QuarantinedStreamRow } from '../database/bookkeeping.js';
import { foldOf } from '../folding/build-fold.js';
import { Reader } from './reader.js';
import { isRightLog, WrongLog } from './right-log.js';
import type { RunningBuild } from './running-build.js';
import type { Surroundings } from './surroundings.js';
import { RowsRefused, Writer } from './writer.js';

/** Events folded at a time: between two slices whatever else has its turn. Where nobody waits they are larger. */
export const SLICE = 250;
const LARGE_SLICE = 500;
/** Slices looked up beforehand: folding goes on while a database commits. What is live is joined between two. */
const AHEAD = 3;
/** What is folded and followed by nothing is written after so long. */
const REST_MS = 50;
const WRONG_LOG_AGAIN_MS = 5_000;
const STORE_AGAIN_MS = [50, 100, 200, 500, 1_000];
const STORE_AGAIN_AT_LAST_MS = 2_000;

/** What a cohort is at. */
export type CohortState =
  /** Not subscribed; it will be from this moment on (by performance.now()), after so many failures since it last folded. */
  | { readonly is: 'waiting'; readonly until: number; readonly failures: number }
  /** Subscribed: what comes is folded and written. */
  | { readonly is: 'fed'; readonly failures: number }
  /** The log does not hold its last event; it is looked at again from this moment on. */
  | { readonly is: 'of-another-log'; readonly error: WrongLog; readonly until: number }
  /** Caught up: its indexes are being made in the background, and nothing is folded meanwhile. */
  | { readonly is: 'indexing'; readonly over: Promise<void> }
  /** They could not be made. */
  | { readonly is: 'not-indexed'; readonly error: Error }
  /** Events have gone from the log: which ones is looked for in the background, and nothing is folded meanwhile. */
  | { readonly is: 'searching'; readonly over: Promise<void> };

/** Builds that stand at the same checkpoint and move it together. */
export class Cohort {
  /** Nothing more was at hand behind what is folded. */
  caughtUp = false;
  private present: CohortState = { is: 'waiting', until: 0, failures: 0 };
  private readonly reader: Reader;
  private readonly writer: Writer;

  constructor(
    readonly builds: RunningBuild[],
    checkpoint: Checkpoint,
    private readonly around: Surroundings,
  ) {
    const { database, guard, wake } = around;
    this.writer = new Writer(database, guard, wake, builds, checkpoint);
    const folds = () => builds.map(({ fold }) => fold);
    this.reader = new Reader(database, { folds, writing: () => this.writer.underWay?.over }, checkpoint);
  }

  get state(): CohortState {
    return this.present;
  }

  /** Its log was seen to be the right one, and it is subscribed. */
  get fed(): boolean {
    return this.present.is === 'fed' || this.standsStill;
  }

  get wrongLog(): WrongLog | undefined {
    return this.present.is === 'of-another-log' ? this.present.error : undefined;
  }

  get indexing(): boolean {
    return this.present.is === 'indexing';
  }

  /** Something about it is under way in the background, and nothing is folded. */
  get standsStill(): boolean {
    return this.present.is === 'indexing' || this.present.is === 'searching';
  }

  /** Queries read one of these builds. */
  get serves(): boolean {
    return this.builds.some(({ row }) => row.serving === 1);
  }

  get ids(): readonly number[] {
    return this.builds.map(({ row }) => row.build);
  }

  /** What the database holds. */
  get checkpoint(): Checkpoint {
    return this.writer.checkpoint;
  }

  /** Up to where events are folded, in memory. */
  get reached(): Checkpoint {
    return this.writer.reached;
  }

  /** Nothing is read or folded that is not in the database. */
  get settled(): boolean {
    return this.writer.settled && this.reader.isEmpty;
  }

  standsWith(other: Cohort): boolean {
    return this.settled && other.settled && sameCheckpoint(this.checkpoint, other.checkpoint);
  }

  /** When there is something to do again unless woken, by performance.now(). */
  get nextAt(): number {
    const { writer, present } = this;
    if (present.is === 'waiting' || present.is === 'of-another-log') return present.until;
    return writer.pending > 0 ? writer.foldedAt + REST_MS : Infinity;
  }

  /** It is not subscribed, and it is time to. */
  get isDue(): boolean {
    const { present } = this;
    return (present.is === 'waiting' || present.is === 'of-another-log') && performance.now() >= present.until;
  }

  /** Subscribes, once the log is seen to hold the last event. Rejects with EventStoreError. */
  async subscribe(): Promise<void> {
    const { store, settings, wake } = this.around;
    if (await isRightLog(store, this.checkpoint)) {
      this.reader.open(store, this.reached, settings.page, wake);
      this.present = { is: 'fed', failures: this.failures };
      return;
    }
    const error = new WrongLog(this.checkpoint, (await store.describe()).place);
    if (!this.wrongLog) settings.warn(error.message);
    this.present = { is: 'of-another-log', error, until: performance.now() + WRONG_LOG_AGAIN_MS };
  }

  /** The event store could not be asked, or ended the subscription: it is tried again, less and less often. */
  lose(): void {
    const now = performance.now();
    const { present, failures } = this;
    this.reader.close(this.reached);
    if (present.is === 'of-another-log') this.present = { ...present, until: now + WRONG_LOG_AGAIN_MS };
    else
      this.present = {
        is: 'waiting',
        until: now + (STORE_AGAIN_MS[failures] ?? STORE_AGAIN_AT_LAST_MS),
        failures: failures + 1,
      };
  }

  /** It is fed no longer: it goes on with others, or not at all. */
  leave(): void {
    this.reader.close(this.reached);
  }

  /** Nothing is at hand behind what the database holds of it. */
  get atEnd(): boolean {
    return this.caughtUp && this.settled && !this.hasMore(undefined);
  }

  /** Ends its builds with what is found to be gone from the log. */
  search(searching: Promise<Error | undefined>): void {
    const before = this.present;
    const over = searching
      .then(
        (found) => {
          if (found) for (const { fold } of this.builds) fold.failure ??= found;
        },
        // The store is away: it is looked for again.
        () => undefined,
      )
      .then(() => {
        this.present = before;
        this.around.wake();
      });
    this.present = { is: 'searching', over };
  }

  /** Stands still while its indexes are made. */
  standStill(making: Promise<void>): void {
    const before = this.present;
    const over = making
      .then(
        () => {
          this.present = before;
        },
        (error: unknown) => {
          this.present = { is: 'not-indexed', error: error as Error };
        },
      )
      .then(this.around.wake);
    this.present = { is: 'indexing', over };
  }

  /** Whether there is something to fold, or to hear of: being caught up, or what ended the subscription. */
  hasMore(limit: number | undefined): boolean {
    return this.reader.hasMore(limit);
  }

  /**
   * Folds the next events, none beyond the ordinal `limit`, while what those behind them look at is fetched already.
   * `beside` others it is few at a time; what is live looks nothing up beforehand there. Throws what ended the subscription.
   */
  async foldNext(limit: number | undefined, beside: boolean, isLive: boolean): Promise<void> {
    const { careful } = this.writer;
    const most = careful?.most ?? Math.min(beside ? SLICE : LARGE_SLICE, this.around.settings.page);
    const ahead = careful || (isLive && beside) ? 0 : AHEAD;
    const { batch, caughtUp } = await this.reader.next(most, limit, ahead);
    await batch.fold(this.builds.map(({ fold }) => fold));
    this.caughtUp = caughtUp;
    this.writer.folded(batch.events);
    if (this.present.is === 'fed' && this.present.failures > 0) this.present = { is: 'fed', failures: 0 };
  }

  /** Writes what is folded where it is enough for a transaction, or nothing more is to come. */
  async writeWhenDue(limit: number | undefined, beside: boolean): Promise<void> {
    const { writer } = this;
    const { besideMs, batch } = this.around.settings;
    const most = writer.careful?.most ?? (beside ? writer.batchWithin(besideMs, batch) : batch);
    const atLimit = limit !== undefined && this.reached.ordinal >= limit;
    if (atLimit || (this.caughtUp && !this.hasMore(limit))) await this.flush();
    // What is live never waits for more than one short batch of the others: that one is over before its turn.
    else if (beside && writer.pending >= most) await this.flush();
    else if (writer.pending >= (writer.underWay && !writer.underWay.isOver ? 2 * most : most)) await this.flushBehind();
  }

  /** Writes what is folded where nothing came behind it for a while. False if there was nothing to write. */
  async writeRested(): Promise<boolean> {
    const { pending, foldedAt } = this.writer;
    if (pending === 0 || performance.now() - foldedAt < REST_MS) return false;
    await this.flush();
    return true;
  }

  /** Writes what is folded; resolves once it is there. */
  async flush(): Promise<void> {
    await this.flushBehind();
    await this.settle();
  }

  /** Takes note of what has arrived in the database meanwhile. */
  async settleArrived(): Promise<void> {
    if (this.writer.underWay?.isOver) await this.settle();
  }

  /** Resolves once nothing is on its way any more, be it there or not. */
  async over(): Promise<void> {
    await this.writer.underWay?.over;
    if (this.present.is === 'indexing' || this.present.is === 'searching') await this.present.over;
  }

  /** Sends what is folded on its way: the next events are folded while it is written. */
  private async flushBehind(): Promise<void> {
    const { writer } = this;
    await this.settle();
    if (writer.pending === 0) return;
    if (writer.careful && writer.pending === 1) this.tellOf(await writer.writeOne());
    else writer.begin();
  }

  private async settle(): Promise<void> {
    // What is looked up knows nothing of a batch taken meanwhile, and folds must not forget one before it has come.
    await this.reader.arrived();
    try {
      this.tellOf(await this.writer.settle());
    } catch (error) {
      if (!(error instanceof RowsRefused)) throw error;
      await this.refold(error);
    }
  }

  /** Folds again from the checkpoint in smaller batches, to find the one event among so many whose rows are refused. */
  private async refold(refused: RowsRefused): Promise<void> {
    this.writer.rewind(refused);
    for (const running of this.builds) {
      running.fold = await foldOf(this.around.database, running.projection, running.row.build);
    }
    this.caughtUp = false;
    this.reader.close(this.reached);
    this.present = { is: 'waiting', until: 0, failures: this.failures };
  }

  private get failures(): number {
    return this.present.is === 'waiting' || this.present.is === 'fed' ? this.present.failures : 0;
  }

  /** Says what goes to quarantine. Not why: the error may quote what the event says. */
  private tellOf(quarantined: readonly QuarantinedStreamRow[]): void {
    for (const { build, stream, ordinal } of quarantined) {
      // It may have been taken out since.
      const name = this.builds.find(({ row }) => row.build === build)?.row.name ?? 'a read model';
      this.around.settings.warn(`${name} holds ${stream} back, whose event ${String(ordinal)} cannot be folded`, {
        build,
      });
    }
  }
}
