import { randomUUID } from 'node:crypto';
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
import { ConflictError, OutcomeUnknownError, StreamClosedError, UnavailableError } from '../errors.js';
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
import { AppendOutcomes } from './append-outcomes.js';
import { isInvalidPosition, isStreamNotFound, readFailure } from './answers.js';
import { BatchAppender } from './batch-appender.js';
import { Connection } from './connection.js';
import { connectionSettings, type EventStoreDbSettings } from './connection-settings.js';
import { logPositionAt, logPositionOf } from './position.js';
import { readGroups } from './read-groups.js';
import { isOurs, recorded } from './recorded.js';
import { deliveries } from './subscription.js';
import { within } from './within.js';

/** For how long what appends met is taken for how it is. */
const LATELY_MS = 5_000;
/** How long a read of a stream that is not there waits for whether it was deleted. */
const DELETED_WITHIN_MS = 1_000;

/** The event store of record: an EventStoreDB server or cluster, through its client. */
export class EventStoreDbEventStore extends EventStore {
  private readonly connection: Connection;
  private readonly appender: BatchAppender;
  private readonly outcomes = new AppendOutcomes(LATELY_MS);
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
    const appended = await this.outcomes.of(() => this.appender.append(stream, expected, serialised));
    // It counts on from what was deleted, as the server does where that could not be told before.
    if (expected === 'no-stream' && appended.revision >= events.length) throw new StreamClosedError(stream, 'deleted');
    return appended;
  }

  async *readStream(stream: string, { direction, from, limit }: ReadStreamOptions = {}): AsyncIterable<Recorded> {
    if (limit === 0) return;
    this.checkOpen();
    const backwards = direction === 'backwards';
    // The first revision of what is to come, where that is known.
    let first = backwards ? undefined : (from ?? 0);
    const source = this.connection.readStream(stream, {
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: from === undefined ? (backwards ? END : START) : BigInt(from),
      maxCount: limit ?? Number.MAX_SAFE_INTEGER,
    });
    try {
      for await (const group of readGroups(this.connection, source)) {
        for (const resolved of group) {
          const event = recorded(resolved);
          if (first !== undefined && event.revision !== first) throw new StreamClosedError(stream, 'truncated');
          first = undefined;
          yield event;
        }
      }
    } catch (error) {
      if (!isStreamNotFound(error)) throw readFailure(error);
      if (await this.isDeleted(stream)) throw new StreamClosedError(stream, 'deleted');
      return;
    }
    if (first === 0) throw new StreamClosedError(stream, 'truncated');
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
    this.checkOpen();
    const lately = this.outcomes.lately();
    if (lately === 'taken') return;
    if (lately !== undefined) throw lately;
    await this.lastRevision(`ledger-check-${randomUUID()}`);
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

  /** Of a stream that shows nothing. Where the server does not say, it is taken for one that never was. */
  private async isDeleted(stream: string): Promise<boolean> {
    try {
      const asked = this.lastRevision(stream);
      return (await within(DELETED_WITHIN_MS, asked, () => this.connection.silent())) !== 'no-stream';
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }

  /**
   * Where a stream stands, also one that shows nothing. An append at a revision that no stream has is always a conflict,
   * and the conflict names the revision; reading says of a deleted stream what it says of one that never was.
   */
  private async lastRevision(stream: string): Promise<ExpectedRevision> {
    const probe = { id: randomUUID(), type: 'LedgerChecked', data: '{}', metadata: '{}' };
    try {
      await this.appender.append(stream, Number.MAX_SAFE_INTEGER, [probe]);
    } catch (error) {
      if (error instanceof ConflictError && error.actual !== undefined) return error.actual;
      if (error instanceof OutcomeUnknownError) throw new UnavailableError(error.message, { cause: error });
      throw error;
    }
    throw new UnavailableError(`${this.connection.place} took an append at a revision that no stream has`);
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
