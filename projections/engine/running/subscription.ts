import { UnavailableError } from '../../../src/event-store/errors.js';
import type { Delivery, EventStore, Position } from '../../../src/event-store/event-store.js';

/** One subscription, one delivery at a time: the next is fetched while this one is folded. */
export class Subscription {
  private readonly stop = new AbortController();
  private arrived: Delivery | undefined;
  private failure: Error | undefined;
  private taken: (() => void) | undefined;

  constructor(
    store: EventStore,
    after: Position | undefined,
    batch: number,
    private readonly wake: () => void,
  ) {
    void this.run(store.subscribe({ after, batch, signal: this.stop.signal }));
  }

  /** Whether take() has something to hand over or to throw. */
  get ready(): boolean {
    return this.arrived !== undefined || this.failure !== undefined;
  }

  /** The delivery at hand, undefined where there is none. Throws what ended the subscription. */
  take(): Delivery | undefined {
    const delivery = this.arrived;
    if (!delivery && this.failure !== undefined) throw this.failure;
    this.arrived = undefined;
    this.taken?.();
    return delivery;
  }

  close(): void {
    this.stop.abort();
    this.taken?.();
  }

  private async run(deliveries: AsyncIterable<Delivery>): Promise<void> {
    try {
      for await (const delivery of deliveries) {
        if (this.stop.signal.aborted) return;
        const taken = new Promise<void>((resolve) => (this.taken = resolve));
        this.arrived = delivery;
        this.wake();
        await taken;
      }
      if (!this.stop.signal.aborted) this.failure = new UnavailableError('the subscription ended');
    } catch (error) {
      this.failure = error as Error;
    }
    this.wake();
  }
}
