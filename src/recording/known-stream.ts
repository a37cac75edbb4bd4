import { type Amendment, correctedHistory, isAmendment } from '../history/corrected-history.js';
import type { Contracts } from '../history/contract.js';
import type { LocalDate } from '../history/days.js';
import type { Event, Recorded } from '../history/event.js';
import { placeOf } from '../history/order-of-days.js';
import { type Aggregate, fold } from './aggregate.js';

/** What a stream's events make so far. */
interface Folded {
  // The state's type is the aggregate's own affair: what keeps it never looks inside.
  readonly aggregate: Aggregate<unknown, Event>;
  readonly state: unknown;
  /** The entries that amendments in the stream name, whether they are there yet or not. */
  readonly amended: ReadonlySet<string>;
  /** The last day of what was folded; undefined where nothing of it has one. */
  readonly last: LocalDate | undefined;
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

  /** The stream with what was recorded since. Its state is folded on, unless an amendment, or an entry for an earlier day, changes what was folded. */
  followedBy(newer: readonly Recorded[]): KnownStream {
    const weight = newer.reduce((sum, event) => sum + weightOf(event), this.weight);
    return new KnownStream([...this.raw, ...newer], weight, this.folded && foldedOn(this.folded, newer));
  }
}

function folded<State, E extends Event>(aggregate: Aggregate<State, E>, raw: readonly Recorded[]): Folded {
  const amendments = raw.filter((event): event is Recorded<Amendment> => isAmendment(event));
  const history = correctedHistory(raw, aggregate.contracts);
  return {
    aggregate,
    state: fold(aggregate, history),
    amended: new Set(amendments.map(({ data }) => data.eventId)),
    last: lastPlaceOf(history, aggregate.contracts),
  };
}

function foldedOn(before: Folded, newer: readonly Recorded[]): Folded | undefined {
  const { aggregate, amended } = before;
  if (newer.some((event) => isAmendment(event) || amended.has(event.id))) return undefined;
  const history = correctedHistory(newer, aggregate.contracts);
  const places = history.map((entry) => placeOf(entry, aggregate.contracts)).filter((place) => place !== undefined);
  if (before.last !== undefined && places.some((place) => place < before.last!)) return undefined;
  const last = lastPlaceOf(history, aggregate.contracts) ?? before.last;
  return { ...before, state: fold(aggregate, history, before.state), last };
}

function lastPlaceOf(history: readonly Event[], contracts: Contracts): LocalDate | undefined {
  return history.map((entry) => placeOf(entry, contracts)).findLast((place) => place !== undefined);
}

/** What an event takes in memory besides its data: its ids, names and metadata. */
const ENVELOPE_BYTES = 1_500;

function weightOf({ data }: Recorded): number {
  // Two bytes a character of Korean.
  return ENVELOPE_BYTES + 2 * JSON.stringify(data).length;
}
