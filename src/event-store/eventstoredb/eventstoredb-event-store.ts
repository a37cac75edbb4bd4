import {
  BACKWARDS,
  convertToCommandError,
  END,
  FORWARDS,
  type Position as LogPosition,
  type ResolvedEvent,
  START,
} from '@eventstore/db-client';
import type { Recorded } from '../../history/event.js';
import { checkAppend } from '../check-append.js';
import { UnavailableError } from '../errors.js';
import type {
  Appended,
  Delivery,
  EventToAppend,
  ExpectedRevision,
  Position,
  ReadStreamOptions,
  StoreDescription,
  SubscribeOptions,
} from '../event-store.js';
import { EventStore } from '../event-store.js';
import { isInvalidPosition, isStreamNotFound, readFailure } from './answers.js';
import { BatchAppender } from './batch-appender.js';
import { Connection } from './connection.js';
import { connectionSettings, type EventStoreDbSettings } from './connection-settings.js';
import { logPositionAt, logPositionOf } from './position.js';
import { readGroups } from './read-groups.js';
import { isOurs, recorded } from './recorded.js';
import { deliveries } from './subscription.js';
import { within } from './within.js';

/** The event store of record: an EventStoreDB server or cluster, through its client. */
export class EventStoreDbEventStore extends EventStore {
  private readonly connection: Connection;
  private readonly appender: BatchAppender;
  private readonly closed = new AbortController();

  /** Connects when first used. Throws UnusableSettings. */
  constructor(settings: EventStoreDbSettings) {
    super();
    this.connection = new Connection(connectionSettings(settings));
    this.appender = new BatchAppender(this.connection);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<Appended> {
    const serialised = checkAppend(stream, expected, events);
    this.checkOpen();
    return this.appender.append(stream, expected, serialised);
  }

  async *readStream(stream: string, { direction, from, limit }: ReadStreamOptions = {}): AsyncIterable<Recorded> {
    if (limit === 0) return;
    this.checkOpen();
    const backwards = direction === 'backwards';
    const source = this.connection.readStream(stream, {
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: from === undefined ? (backwards ? END : START) : BigInt(from),
      maxCount: limit ?? Number.MAX_SAFE_INTEGER,
    });
    try {
      for await (const group of readGroups(this.connection, source)) for (const event of group) yield recorded(event);
    } catch (error) {
      if (!isStreamNotFound(error)) throw readFailure(error);
    }
  }

  async readAll({
    after,
    limit,
  }: {
    readonly after?: Position | undefined;
    readonly limit: number;
  }): Promise<readonly Recorded[]> {
    this.checkOpen();
    const page: Recorded[] = [];
    let last = after === undefined ? undefined : logPositionOf(after);
    for (let end = false; !end && page.length < limit;) {
      // Reading includes the event at its position, which is known already.
      const from = last;
      const wanted = limit - page.length + (from ? 1 : 0);
      let count = 0;
      for await (const group of this.readPage(FORWARDS, from ?? START, wanted)) {
        for (const read of group) {
          // Converted at once, so that no more than this is kept of a page while the rest of it comes.
          if (isOurs(read) && !(from && count === 0)) page.push(recorded(read));
          count += 1;
          last = read.event?.position ?? last;
        }
      }
      end = count < wanted;
    }
    return page;
  }

  async eventAt(position: Position): Promise<Recorded | undefined> {
    this.checkOpen();
    const at = logPositionAt(position);
    if (!at) return undefined;
    try {
      const [event] = await collected(this.readPage(FORWARDS, at, 1));
      const there = event && isOurs(event) ? recorded(event) : undefined;
      return there?.position === position ? there : undefined;
    } catch (error) {
      if (isInvalidPosition(error)) return undefined;
      throw error;
    }
  }

  /** Its positions are bytes of the log, and streams of others lie between ours. */
  count(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async lastEvent(): Promise<Recorded | undefined> {
    this.checkOpen();
    let from: LogPosition | typeof END = END;
    // The server's own events may lie behind ours, by the thousand where its projections run.
    for (let wanted = 16; ; wanted = Math.min(wanted * 4, 4_096)) {
      const read = await collected(this.readPage(BACKWARDS, from, wanted));
      const ours = read.find(isOurs);
      if (ours) return recorded(ours);
      const last = read.at(-1)?.event?.position;
      if (read.length < wanted || !last) return undefined;
      from = last;
    }
  }

  async *subscribe(options: SubscribeOptions): AsyncIterable<Delivery> {
    const stop = AbortSignal.any([options.signal, this.closed.signal]);
    const after =
      options.after === undefined ? undefined : { text: options.after, place: logPositionOf(options.after) };
    try {
      yield* deliveries(this.connection, after, options.batch, stop);
    } catch (error) {
      throw readFailure(convertToCommandError(error as Error));
    }
  }

  async takesAppends(): Promise<void> {
    await this.lastEvent();
  }

  async describe(): Promise<StoreDescription> {
    this.checkOpen();
    const { place, timeoutMs } = this.connection;
    try {
      const version = await within(timeoutMs, this.connection.serverVersion(), () => this.connection.silent());
      return { kind: 'eventstoredb', place, version: `EventStoreDB ${version}` };
    } catch (error) {
      throw readFailure(error);
    }
  }

  async close(): Promise<void> {
    if (this.closed.signal.aborted) return;
    this.closed.abort();
    await this.appender.finish();
    await this.connection.end();
  }

  private async *readPage(
    direction: typeof FORWARDS | typeof BACKWARDS,
    fromPosition: LogPosition | typeof START | typeof END,
    maxCount: number,
  ): AsyncIterable<ResolvedEvent[]> {
    try {
      yield* readGroups(this.connection, this.connection.readAll({ direction, fromPosition, maxCount }));
    } catch (error) {
      throw readFailure(error);
    }
  }

  private checkOpen(): void {
    if (this.closed.signal.aborted) throw new UnavailableError('the connection is closed');
  }
}

async function collected(groups: AsyncIterable<ResolvedEvent[]>): Promise<ResolvedEvent[]> {
  const all: ResolvedEvent[] = [];
  for await (const group of groups) all.push(...group);
  return all;
}
