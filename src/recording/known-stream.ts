import { type Amendment, correctedHistory, isAmendment } from '../history/corrected-history.js';
import type { Event, Recorded } from '../history/event.js';
import { type Aggregate, fold } from './aggregate.js';

/** What a stream's events make so far. */
interface Folded {
  // The state's type is the aggregate's own affair: what keeps it never looks inside.
  readonly aggregate: Aggregate<unknown, Event>;
  readonly state: unknown;
  /** The entries that amendments in the stream name, whether they are there yet or not. */
  readonly amended: ReadonlySet<string>;
}

/** A stream as it stood when it was read: its events as stored, and the state that they make. Nothing of it changes. */
export class KnownStream {
  static readonly EMPTY = new KnownStream([], 0, undefined);

  private constructor(
    readonly raw: readonly Recorded[],
    /** About how many bytes of memory it takes. */
    readonly weight: number,
    private folded: Folded | undefined,
  ) {}

  /** The fold over its corrected history, made when it is first asked for. */
  state<State, E extends Event>(aggregate: Aggregate<State, E>): State {
    if (this.folded?.aggregate !== aggregate) this.folded = folded(aggregate, this.raw);
    return this.folded.state as State;
  }

  /** The stream with what was recorded since. Its state is folded on, unless an amendment changes what was folded. */
  followedBy(newer: readonly Recorded[]): KnownStream {
    const weight = newer.reduce((sum, event) => sum + weightOf(event), this.weight);
    return new KnownStream([...this.raw, ...newer], weight, this.folded && foldedOn(this.folded, newer));
  }
}

function folded<State, E extends Event>(aggregate: Aggregate<State, E>, raw: readonly Recorded[]): Folded {
  const amendments = raw.filter((event): event is Recorded<Amendment> => isAmendment(event));
  return {
    aggregate,
    state: fold(aggregate, correctedHistory(raw, aggregate.contracts)),
    amended: new Set(amendments.map(({ data }) => data.eventId)),
  };
}

function foldedOn(before: Folded, newer: readonly Recorded[]): Folded | undefined {
  const { aggregate, amended } = before;
  if (newer.some((event) => isAmendment(event) || amended.has(event.id))) return undefined;
  return { ...before, state: fold(aggregate, correctedHistory(newer, aggregate.contracts), before.state) };
}

/** What an event takes in memory besides its data: its ids, names and metadata. */
const ENVELOPE_BYTES = 1_500;

function weightOf({ data }: Recorded): number {
  // Two bytes a character of Korean.
  return ENVELOPE_BYTES + 2 * JSON.stringify(data).length;
}
