import type { Metadata, Recorded } from '../history/event.js';

/** A place in the log: opaque, of fixed width in one store, text order is log order. */
export type Position = string;

/** The revision that the stream must stand at, or that it must have no event yet. */
export type ExpectedRevision = number | 'no-stream';

export interface EventToAppend {
  /** UUID; the same event sent again at the same expected revision is the same append. */
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: Metadata;
}

/** Where the last event of an append stands. */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** The first revision to read; by default the stream's first (forwards) or last (backwards). */
  readonly from?: number;
  readonly limit?: number;
}

/** What a subscription hands over at a time. */
export interface Delivery {
  /** In log order; empty where the store only tells how far it has looked. */
  readonly events: readonly Recorded[];
  /** Once the events are dealt with, a subscription may be resumed after this. */
  readonly position: Position | undefined;
  /** Nothing more was at hand behind these events. */
  readonly caughtUp: boolean;
}

export interface SubscribeOptions {
  /** Exclusive; undefined starts with the first event of the log. */
  readonly after?: Position | undefined;
  /** The most events a delivery holds. */
  readonly batch: number;
  readonly signal: AbortSignal;
}

/** What an operator wants to know of a store. */
export interface StoreDescription {
  readonly kind: 'sqlite' | 'eventstoredb';
  /** Where it is, without credentials. */
  readonly place: string;
  readonly version: string;
}

/**
 * The event store: streams of events, and all of them in one order. "Our streams" are all whose name does not
 * begin with `$`. What was done to one of them past the ledger is told where all are read, in its place among their
 * events (`stream-loss.ts`), and by refusing to read that stream. Every method may reject with UnavailableError, NotPermittedError or UnusableLogError.
 */
export abstract class EventStore {
  /**
   * Appends at least one event to the end of a stream, all or none, durable when it resolves. The same events
   * at the same expected revision, at any later time, are answered as the first time and write nothing.
   * Rejects with ConflictError, OutcomeUnknownError, NotWritableError, TooLargeError, StreamClosedError,
   * InvalidAppendError.
   */
  abstract append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended>;

  /**
   * A stream's events; none where the stream was never there. Rejects with StreamClosedError where events of it were
   * taken away in the store. Breaking out of the loop frees what it holds.
   */
  abstract readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<Recorded>;

  /** One page of our streams' events in log order, after a position. Empty at the end. */
  abstract readAll(options: {
    readonly after?: Position | undefined;
    readonly limit: number;
  }): Promise<readonly Recorded[]>;

  /** The event of ours at exactly this position; undefined where this log has none there. */
  abstract eventAt(position: Position): Promise<Recorded | undefined>;

  /** The last event of ours; undefined in an empty log. */
  abstract lastEvent(): Promise<Recorded | undefined>;

  /** How many events of ours there are; undefined where the store could tell only by reading them all. */
  abstract count(): Promise<number | undefined>;

  /**
   * Our streams' events from a position on, live ones as they come, until the signal aborts. Memory is bounded
   * where the consumer is slow. Ends by throwing UnavailableError when the store goes away: the caller
   * subscribes again after the last position that it has dealt with.
   */
  abstract subscribe(options: SubscribeOptions): AsyncIterable<Delivery>;

  /** Resolves where appends are taken, as far as that is known without one; rejects with what an append would meet. */
  abstract takesAppends(): Promise<void>;

  abstract describe(): Promise<StoreDescription>;

  abstract close(): Promise<void>;
}
