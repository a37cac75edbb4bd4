import * as shown from '../../../src/http/shown.js';
import type { BuildRow } from '../database/bookkeeping.js';

/** Where a build is in its life: `detached` where this program does not have its code. */
const BUILD_STATES = ['new', 'building', 'live', 'paused', 'failed', 'dropping', 'detached'] as const satisfies (
  BuildRow['state'] | 'detached'
)[];
export type BuildState = (typeof BUILD_STATES)[number];

const progress = shown.object({
  done: shown.integer(),
  of: shown.orNull(shown.integer({ about: 'Of how many events; null where it is not known yet' })),
  eventsPerSecond: shown.orNull(shown.integer()),
  secondsLeft: shown.orNull(shown.integer()),
});
export type Progress = shown.Of<typeof progress>;

const named = {
  name: shown.text({ about: 'Of the read model' }),
  version: shown.integer(),
  build: shown.integer(),
};

/** A build as operators see it. */
const buildStatus = shown.object({
  ...named,
  state: shown.choice(BUILD_STATES),
  serving: shown.flag({ about: 'Queries read this one' }),
  takesOver: shown.flag({ about: 'It is to serve as soon as it has caught up' }),
  ordinal: shown.integer({ about: 'Events done' }),
  recordedUpTo: shown.orNull(shown.instant()),
  heldBack: shown.integer({ about: 'Streams in quarantine' }),
  error: shown.orNull(shown.text()),
  createdAt: shown.instant(),
  servedSince: shown.orNull(shown.instant()),
  progress: shown.orNull(progress, { about: 'While it is being built' }),
});
export type BuildStatus = shown.Of<typeof buildStatus>;

const quarantinedStream = shown.object({
  ...named,
  stream: shown.text(),
  ordinal: shown.integer({ about: 'Of the event that cannot be folded' }),
  eventId: shown.text(),
  type: shown.text(),
  error: shown.text(),
  heldSince: shown.instant(),
  attempts: shown.integer(),
  events: shown.integer({ about: 'Events held back, the bad one among them' }),
});
export type QuarantinedStream = shown.Of<typeof quarantinedStream>;

export const quarantine = shown.object({ streams: shown.list(quarantinedStream) });

/** How far the read models are behind the log. */
const lag = shown.object({
  events: shown.integer({ about: 'Recorded and not applied' }),
  atLeast: shown.flag({ about: 'There are more than these: counting stops there' }),
  seconds: shown.number({ about: 'How long ago the first of them was recorded; 0 where nothing is behind' }),
});
export type Lag = shown.Of<typeof lag>;

export const readModelsStatus = shown.object({
  holder: shown.orNull(shown.text({ about: 'Who projects; null where nobody does' })),
  lag: shown.orNull(lag, { about: 'Null where it cannot be said: the event store is away, or another one' }),
  builds: shown.list(buildStatus),
});
export type ReadModelsStatus = shown.Of<typeof readModelsStatus>;

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
