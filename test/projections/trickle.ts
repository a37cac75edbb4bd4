import type { Delivery, EventStore, SubscribeOptions } from '../../src/event-store/event-store.js';

/**
 * The store, with subscriptions that hand over one event at a time, each with nothing known behind it, and that
 * begin only behind the log's first event.
 */
export function trickling(inner: EventStore): EventStore {
  async function* subscribe(options: SubscribeOptions): AsyncIterable<Delivery> {
    if (options.after === undefined) await aborted(options.signal);
    for await (const delivery of inner.subscribe(options)) {
      for (const event of delivery.events) {
        yield { events: [event], position: event.position, caughtUp: true };
      }
    }
  }
  return new Proxy(inner, {
    get: (target, property) => {
      if (property === 'subscribe') return subscribe;
      const value: unknown = Reflect.get(target, property);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
