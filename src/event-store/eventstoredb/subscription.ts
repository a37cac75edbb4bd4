import { type Position as LogPosition, type ResolvedEvent, START, streamNameFilter } from '@eventstore/db-client';
import { UnavailableError } from '../errors.js';
import type { Delivery, Position } from '../event-store.js';
import type { Connection } from './connection.js';
import { Intake } from './intake.js';
import { isPlace, positionOf } from './position.js';
import { recorded } from './recorded.js';

/** All streams but the server's own. */
const OURS = '^[^$]';
/** Events looked at between two checkpoints, where nothing of ours is among them. */
const SEARCH_WINDOW = 1_000;
/** What the client's own stream holds; more makes it no faster. */
const CLIENT_HOLDS = { highWaterMark: 64 };

type Mark =
  | { readonly is: 'confirmed' | 'caught-up' | 'fell-behind' }
  | { readonly is: 'checkpoint'; readonly place: LogPosition };

/** One subscription to the server, as deliveries; throws what the client throws when it breaks. */
export async function* deliveries(
  connection: Connection,
  after: { readonly text: Position; readonly place: LogPosition } | undefined,
  batch: number,
  stop: AbortSignal,
): AsyncIterable<Delivery> {
  const stopped = () => stop.aborted;
  if (stopped()) return;
  const source = connection.subscribeToAll(
    {
      fromPosition: after?.place ?? START,
      filter: streamNameFilter({
        regex: OURS,
        maxSearchWindow: SEARCH_WINDOW,
        checkpointReached: (_, place) => {
          intake.mark({ is: 'checkpoint', place });
          return Promise.resolve();
        },
      }),
    },
    CLIENT_HOLDS,
  );
  const intake = new Intake<ResolvedEvent, Mark>(source, batch);
  source.on('confirmation', () => {
    intake.mark({ is: 'confirmed' });
  });
  source.on('caughtUp', () => {
    intake.mark({ is: 'caught-up' });
  });
  source.on('fellBehind', () => {
    intake.mark({ is: 'fell-behind' });
  });
  const end = () => {
    intake.stop();
  };
  stop.addEventListener('abort', end);
  const limit = {
    ms: connection.timeoutMs,
    late: () => new UnavailableError(`${connection.place} did not confirm the subscription in time`),
  };
  let [confirmed, live, position] = [false, false, after?.text];
  try {
    for (;;) {
      const taken = await intake.take(batch, confirmed ? undefined : limit);
      // The loop's own end, and the server's: it never ends a subscription in order.
      if (taken.length === 0) {
        if (stopped()) return;
        throw new UnavailableError(`${connection.place} ended the subscription`);
      }
      const events = [];
      let told = false;
      for (const item of taken) {
        if (!('is' in item)) {
          const event = recorded(item);
          // What has come already is not delivered twice.
          if (position !== undefined && event.position <= position) continue;
          events.push(event);
          position = event.position;
          continue;
        }
        switch (item.is) {
          case 'confirmed':
            confirmed = true;
            break;
          case 'caught-up':
            live = told = true;
            break;
          case 'fell-behind':
            live = false;
            break;
          case 'checkpoint':
            if (!isPlace(item.place)) break;
            told = true;
            position = later(position, positionOf(item.place));
            break;
          default:
            item satisfies never;
        }
      }
      if (events.length > 0 || told) yield { events, position, caughtUp: live && intake.isEmpty };
      if (stopped()) return;
    }
  } finally {
    stop.removeEventListener('abort', end);
    intake.stop();
  }
}

function later(one: Position | undefined, other: Position): Position {
  return one !== undefined && one > other ? one : other;
}
