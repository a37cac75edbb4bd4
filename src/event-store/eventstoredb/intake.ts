import type { Readable } from 'node:stream';
import type { AllStreamResolvedEvent, ResolvedEvent, StreamingRead } from '@eventstore/db-client';
import type { ClientReadableStream } from '@grpc/grpc-js';

/** What a call delivers: a Readable, though the client's types say less. `break` leaves the call to the server open. */
export type Incoming =
  StreamingRead<ResolvedEvent> | StreamingRead<AllStreamResolvedEvent> | ClientReadableStream<unknown>;

/** Takes what a call delivers, in bounded memory, and hands it on in groups. */
export class Intake<Item> {
  private items: Item[] = [];
  private end: { readonly error: unknown } | undefined;
  private wake: (() => void) | undefined;
  private waking = false;
  /** Something is at hand that is not to wait for more. */
  private urgent = false;

  private readonly source: Readable;

  constructor(
    private readonly stream: Incoming,
    private readonly most: number,
    isUrgent: (item: Item) => boolean = () => false,
  ) {
    const source = (this.source = stream as unknown as Readable);
    source.on('data', (item: Item) => {
      if (this.end) return;
      this.items.push(item);
      this.urgent ||= isUrgent(item);
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

  /** Waits until so much is at hand, or something urgent, or the end; at most for a time. One large group costs less than many. */
  async gather(count: number, ms: number): Promise<void> {
    const until = performance.now() + ms;
    while (this.items.length < count && !this.urgent && !this.end) {
      const left = until - performance.now();
      if (left <= 0) return;
      await this.something(left);
    }
  }

  /** Waits until there is something, and hands over at most so much; nothing at the end. Throws the stream's error. */
  async take(most: number, limit?: { readonly ms: number; readonly late: () => Error }): Promise<Item[]> {
    while (this.items.length === 0) {
      if (this.end) {
        if (this.end.error !== undefined) throw this.end.error as Error;
        return [];
      }
      await this.something(limit?.ms, () => {
        this.ended(limit!.late());
      });
    }
    const taken = this.items.length <= most ? this.items : this.items.slice(0, most);
    this.items = this.items.length <= most ? [] : this.items.slice(most);
    if (this.items.length === 0) this.urgent = false;
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
    void Promise.resolve(this.stream.cancel()).catch(() => undefined);
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

  /** Resolves with what comes next, or after so many milliseconds where they are given. */
  private async something(ms?: number, late: () => void = () => undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      if (ms === undefined) return;
      timer = setTimeout(() => {
        late();
        resolve();
      }, ms);
    });
    this.wake = undefined;
    clearTimeout(timer);
  }
}
