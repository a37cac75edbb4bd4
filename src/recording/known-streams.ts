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

/** How much of what was read is kept in memory. */
export interface Room {
  readonly streams: number;
  readonly bytes: number;
}

/**
 * Streams as they were read last, the least used forgotten first. Each use asks the store what came after, so it is as
 * fresh as reading all anew, at the cost of the new events alone.
 */
export class KnownStreams {
  private readonly kept = new Map<string, KnownStream>();
  private bytes = 0;

  constructor(
    private readonly store: EventStore,
    private readonly room: Room,
  ) {}

  /** The stream as it stands now. */
  async now(stream: string): Promise<KnownStream> {
    const known = this.kept.get(stream);
    if (!known) return this.keep(stream, KnownStream.EMPTY.followedBy(await this.read(stream, 0)));
    const last = known.raw.at(-1)!;
    // The last known event is read once more: a log in whose place another was put does not have it there.
    const [again, ...newer] = await this.read(stream, last.revision);
    if (again?.id === last.id) return this.keep(stream, newer.length === 0 ? known : known.followedBy(newer));
    this.forget(stream);
    return this.now(stream);
  }

  private async read(stream: string, from: number): Promise<Recorded[]> {
    const events: Recorded[] = [];
    for await (const event of this.store.readStream(stream, { from })) events.push(event);
    return events;
  }

  private keep(stream: string, known: KnownStream): KnownStream {
    this.forget(stream);
    if (known.raw.length === 0 || known.weight > this.room.bytes) return known;
    this.kept.set(stream, known);
    this.bytes += known.weight;
    // A Map is in the order of its insertions: the first is the one that was used longest ago.
    for (const [oldest] of this.kept) {
      if (this.kept.size <= this.room.streams && this.bytes <= this.room.bytes) break;
      this.forget(oldest);
    }
    return known;
  }

  private forget(stream: string): void {
    this.bytes -= this.kept.get(stream)?.weight ?? 0;
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
