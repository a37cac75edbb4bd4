import type { EventStore } from '../event-store/event-store.js';
import type { Event, Recorded } from '../history/event.js';
import type { Aggregate } from './aggregate.js';
import { KnownStream } from './known-stream.js';

/** Reads streams for rules that look across them. */
export interface Streams {
  /** The city's code: its districts, departments and rules have streams by it. */
  readonly city: string;
  state<State, E extends Event>(aggregate: Aggregate<State, E>, stream: string): Promise<State>;
}

/** How much of what was read is kept in memory, and how long. */
export interface Room {
  readonly streams: number;
  readonly bytes: number;
  /** How long a stream is read on before it is read anew, in milliseconds: so it is seen where its beginning was taken away. */
  readonly forMs: number;
}

interface Kept {
  readonly known: KnownStream;
  /** When it was read from its beginning. */
  readonly since: number;
}

/**
 * Streams as they were read last, the least used forgotten first. Each use asks the store what came after, so it is as
 * fresh as reading all anew, at the cost of the new events alone.
 */
export class KnownStreams {
  private readonly kept = new Map<string, Kept>();
  private bytes = 0;

  constructor(
    private readonly store: EventStore,
    private readonly room: Room,
  ) {}

  /** The stream as it stands now. */
  async now(stream: string): Promise<KnownStream> {
    const kept = this.kept.get(stream);
    if (kept && performance.now() - kept.since < this.room.forMs) {
      const { known, since } = kept;
      const last = known.raw.at(-1)!;
      // The last known event is read once more: a log in whose place another was put does not have it there.
      const [again, ...newer] = await this.read(stream, last.revision);
      if (again?.id === last.id)
        return this.keep(stream, { known: newer.length === 0 ? known : known.followedBy(newer), since });
    }
    const since = performance.now();
    return this.keep(stream, { known: KnownStream.EMPTY.followedBy(await this.read(stream, 0)), since });
  }

  private read(stream: string, from: number): Promise<Recorded[]> {
    return Array.fromAsync(this.store.readStream(stream, { from }));
  }

  private keep(stream: string, { known, since }: Kept): KnownStream {
    this.forget(stream);
    if (known.raw.length === 0 || known.weight > this.room.bytes) return known;
    this.kept.set(stream, { known, since });
    this.bytes += known.weight;
    // A Map is in the order of its insertions: the first is the one that was used longest ago.
    for (const [oldest] of this.kept) {
      if (this.kept.size <= this.room.streams && this.bytes <= this.room.bytes) break;
      this.forget(oldest);
    }
    return known;
  }

  private forget(stream: string): void {
    this.bytes -= this.kept.get(stream)?.known.weight ?? 0;
    this.kept.delete(stream);
  }
}

/** The streams that one attempt at a decision looks into: each as it stood when it was first looked into, once. */
export class Snapshot implements Streams {
  private readonly seen = new Map<string, Promise<KnownStream>>();

  constructor(
    private readonly known: KnownStreams,
    readonly city: string,
  ) {}

  stream(stream: string): Promise<KnownStream> {
    let seen = this.seen.get(stream);
    if (!seen) this.seen.set(stream, (seen = this.known.now(stream)));
    return seen;
  }

  async state<State, E extends Event>(aggregate: Aggregate<State, E>, stream: string): Promise<State> {
    return (await this.stream(stream)).state(aggregate);
  }
}
