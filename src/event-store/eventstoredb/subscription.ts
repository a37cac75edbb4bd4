import type { Position as LogPosition } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams, { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { UnavailableError } from '../errors.js';
import type { Delivery, Position } from '../event-store.js';
import type { Connection } from './connection.js';
import { Intake } from './intake.js';
import { isPlace, positionOf } from './position.js';
import { type ReadMessage, readMessage } from './read-messages.js';
import { OURS } from './recorded.js';
import { within } from './within.js';

/** Events looked at between two checkpoints, where nothing of ours is among them. */
const SEARCH_WINDOW = 1_000;
/** Far behind, events are handed over in large groups, as long as they come. */
const GATHERED_WITHIN_MS = 50;

/** One subscription to the server, as deliveries; throws what gRPC throws when it breaks. */
export async function* deliveries(
  connection: Connection,
  after: { readonly text: Position; readonly place: LogPosition } | undefined,
  batch: number,
  stop: AbortSignal,
  which: Filter = { stream: OURS },
): AsyncIterable<Delivery> {
  const stopped = () => stop.aborted;
  if (stopped()) return;
  const { place, timeoutMs } = connection;
  const limit = {
    ms: timeoutMs,
    late: () => new UnavailableError(`${place} did not confirm the subscription in time`),
  };
  let intake: Intake<ReadMessage> | undefined;
  const end = () => {
    intake?.stop();
  };
  stop.addEventListener('abort', end);
  let [confirmed, live, position] = [false, false, after?.text];
  try {
    const opening = connection.openRead(request(after?.place, which), readMessage, (call) => {
      intake = new Intake(call, batch, ({ is }) => is !== 'event');
      if (stopped()) end();
    });
    await within(timeoutMs, opening, limit.late).catch((error: unknown) => {
      // What opens later is of no use to anybody.
      opening.then(end, () => undefined);
      throw error;
    });
    for (;;) {
      // What is live waits for nothing.
      if (confirmed && !live) await intake!.gather(batch, GATHERED_WITHIN_MS);
      const taken = await intake!.take(batch, confirmed ? undefined : limit);
      // The loop's own end, and the server's: it never ends a subscription in order.
      if (taken.length === 0) {
        if (stopped()) return;
        throw new UnavailableError(`${place} ended the subscription`);
      }
      const events = [];
      let told = false;
      for (const message of taken) {
        switch (message.is) {
          case 'event': {
            const { event } = message;
            // What has come already is not delivered twice.
            if (position !== undefined && event.position <= position) break;
            events.push(event);
            position = event.position;
            break;
          }
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
            if (!isPlace(message.place)) break;
            told = true;
            position = later(position, positionOf(message.place));
            break;
          case 'other':
            break;
          default:
            message satisfies never;
        }
      }
      if (events.length > 0 || told) yield { events, position, caughtUp: live && intake!.isEmpty };
      if (stopped()) return;
    }
  } finally {
    stop.removeEventListener('abort', end);
    end();
  }
}

/** What the server sends, by a regular expression over names of streams or types of events. */
export type Filter = { readonly stream: string } | { readonly type: string };

/** What is wanted of all events from a place on. */
function request(after: LogPosition | undefined, which: Filter): ReadReq {
  const { Options } = streams.ReadReq;
  const all = new Options.AllOptions();
  if (after === undefined) all.setStart(new shared.Empty());
  else {
    const place = new Options.Position();
    all.setPosition(place.setCommitPosition(String(after.commit)).setPreparePosition(String(after.prepare)));
  }
  const filter = new Options.FilterOptions().setMax(SEARCH_WINDOW).setCheckpointintervalmultiplier(1);
  const expression = new Options.FilterOptions.Expression();
  if ('stream' in which) filter.setStreamIdentifier(expression.setRegex(which.stream));
  else filter.setEventType(expression.setRegex(which.type));
  return new streams.ReadReq().setOptions(
    new Options()
      .setAll(all)
      .setSubscription(new Options.SubscriptionOptions())
      .setUuidOption(new Options.UUIDOption().setString(new shared.Empty()))
      .setFilter(filter),
  );
}

function later(one: Position | undefined, other: Position): Position {
  return one !== undefined && one > other ? one : other;
}
