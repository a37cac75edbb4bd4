import type { Readable } from 'node:stream';
import type {
  AllStreamResolvedEvent,
  AllStreamSubscription,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';

/** A stream of the client's: a Readable, though its types say less. `break` leaves its call to the server open. */
export type ClientStream = StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent> | AllStreamSubscription;

/**
 * Takes what a stream of the client's delivers, in bounded memory, and hands it on in groups. Marks, which the
 * client emits ahead of the events that it still holds, are put back where they belong.
 */
export class Intake<Item, Mark = never> {
  private items: (Item | Mark)[] = [];
  private emitted = 0;
  private readonly early: { readonly behind: number; readonly mark: Mark }[] = [];
  private end: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;
  private waking = false;

  private readonly source: Readable;

  constructor(
    private readonly stream: ClientStream,
    private readonly most: number,
  ) {
    const source = (this.source = stream as unknown as Readable);
    source.on('data', (item: Item) => {
      if (this.end) return;
      this.emitted += 1;
      this.items.push(item);
      this.settleMarks();
      if (this.items.length >= this.most) source.pause();
      this.wakeSoon();
    });
    source.on('end', () => {
      this.ended(undefined);
    });
    // Stays until the end of the process: an error that comes after the last reader has gone must find somebody.
    source.on('error', (error) => {
      this.ended(error);
    });
  }

  /** Places a mark behind the events that the client has been given so far. */
  mark(mark: Mark): void {
    this.early.push({ behind: this.emitted + this.source.readableLength, mark });
    this.settleMarks();
    this.wake?.();
  }

  /** Waits until there is something, and hands over at most so much; nothing at the end. Throws the stream's error. */
  async take(most: number, limit?: { readonly ms: number; readonly late: () => Error }): Promise<(Item | Mark)[]> {
    while (this.items.length === 0) {
      if (this.end) {
        if (this.end.error !== undefined) throw this.end.error as Error;
        return [];
      }
      await this.something(limit);
    }
    const taken = this.items.length <= most ? this.items : this.items.slice(0, most);
    this.items = this.items.length <= most ? [] : this.items.slice(most);
    if (this.items.length < this.most && this.source.isPaused()) this.source.resume();
    return taken;
  }

  /** Nothing is at hand just now. */
  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Ends the waiting and the call; what was at hand is dropped. */
  stop(): void {
    this.items = [];
    this.ended(undefined);
    // Where there is no connection there is no call to cancel, and the client's promise of one fails.
    void ('cancel' in this.stream ? this.stream.cancel() : this.stream.unsubscribe()).catch(() => undefined);
    // What the call has received already must flow off, or the client holds the call for ever.
    this.source.resume();
  }

  /** With all that comes in one turn of the event loop, rather than with each event. */
  private wakeSoon(): void {
    if (this.waking || !this.wake) return;
    this.waking = true;
    setImmediate(() => {
      this.waking = false;
      this.wake?.();
    });
  }

  private ended(error: unknown): void {
    this.end ??= { error };
    this.wake?.();
  }

  private settleMarks(): void {
    while (this.early[0] && this.early[0].behind <= this.emitted) this.items.push(this.early.shift()!.mark);
  }

  private async something(limit?: { readonly ms: number; readonly late: () => Error }): Promise<void> {
    const timer =
      limit &&
      setTimeout(() => {
        this.ended(limit.late());
      }, limit.ms);
    await new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    this.wake = undefined;
    clearTimeout(timer);
  }
}
