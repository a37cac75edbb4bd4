import type { BuildRow } from '../database/bookkeeping.js';

/** Where a build is in its life: `detached` where this program does not have its code. */
export type BuildState = BuildRow['state'] | 'detached';

/** A build as operators see it. */
export interface BuildStatus {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly state: BuildState;
  /** Queries read this one. */
  readonly serving: boolean;
  /** It is to serve as soon as it has caught up. */
  readonly takesOver: boolean;
  /** Events done. */
  readonly ordinal: number;
  readonly recordedUpTo: string | null;
  /** Streams in quarantine. */
  readonly heldBack: number;
  readonly error: string | null;
  readonly createdAt: string;
  readonly servedSince: string | null;
  /** While it is being built. */
  readonly progress: Progress | null;
}

export interface Progress {
  readonly done: number;
  /** Of how many events; null where it is not known yet. */
  readonly of: number | null;
  readonly eventsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface QuarantinedStream {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly stream: string;
  /** Of the event that cannot be folded. */
  readonly ordinal: number;
  readonly eventId: string;
  readonly type: string;
  readonly error: string;
  readonly heldSince: string;
  readonly attempts: number;
  /** Events held back, the bad one among them. */
  readonly events: number;
}

/** How far the read models are behind the log. */
export interface Lag {
  /** Events recorded and not applied. */
  readonly events: number;
  /** There are more than `events`: counting stops there. */
  readonly atLeast: boolean;
  /** How long ago the first of them was recorded; 0 where nothing is behind. */
  readonly seconds: number;
}

/** How long back a build is watched, and how long at least, in milliseconds. */
const WATCHED_MS = 10_000;
const AT_LEAST_MS = 500;

interface Sighting {
  readonly ordinal: number;
  readonly at: number;
}

/** How fast a build goes, from what was seen of it. */
export class Pace {
  private readonly seen = new Map<number, readonly Sighting[]>();

  /**
   * Notes how far it is now; events a second over the last ten seconds or so, and since the last look where that was
   * longer ago: who scrapes looks every minute perhaps. Null at first sight.
   */
  note(build: number, ordinal: number, at = performance.now()): number | null {
    const before = this.seen.get(build) ?? [];
    const recent = before.filter((sighting) => at - sighting.at < WATCHED_MS);
    const older = before.at(-recent.length - 1);
    const longEnough = recent.some((sighting) => at - sighting.at >= AT_LEAST_MS);
    const sightings = [...(longEnough || !older ? [] : [older]), ...recent, { ordinal, at }];
    this.seen.set(build, sightings);
    const first = sightings[0]!;
    return at - first.at < AT_LEAST_MS ? null : Math.round((ordinal - first.ordinal) / ((at - first.at) / 1_000));
  }
}
