import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError, NotWritableError, OutcomeUnknownError, UnavailableError } from '../event-store/errors.js';
import type { Appended, EventStore, EventToAppend, ExpectedRevision, Position } from '../event-store/event-store.js';
import { contractOf } from '../history/contract.js';
import { AMENDMENT_VERSION } from '../history/corrected-history.js';
import { dayInSeoul, type LocalDate } from '../history/days.js';
import type { Event, Recorded, RecordedBy } from '../history/event.js';
import type { Aggregate } from './aggregate.js';
import type { Amended } from './amend.js';
import { type CommandContext, eventIdOf, fingerprintOf } from './command.js';
import { KnownStreams, type Room, Snapshot, type Streams } from './known-streams.js';
import { IdempotencyKeyReused, RevisionMismatch, TooMuchContention } from './refusals.js';
import { Turns } from './turns.js';

export type { Streams } from './known-streams.js';

/** What a recorded command answers; all of it stands in its events, so that a repeated command answers the same. */
export interface Receipt {
  readonly commandId: string;
  readonly stream: string;
  /** Of the last event of the command; of the stream where nothing was decided; -1 where that is empty. */
  readonly revision: number;
  readonly position: Position | null;
  /** made: it decided the stream's first events; changed: it decided events; nothing: none were needed. */
  readonly outcome: 'made' | 'changed' | 'nothing';
  /** This command was recorded before, and this is its first answer. */
  readonly repeated: boolean;
}

/** What a decision is handed. */
export interface Situation<State> {
  readonly state: State;
  /** The stream as stored, amendments and voided entries included. */
  readonly raw: readonly Recorded[];
  readonly streams: Streams;
  readonly today: LocalDate;
}

/** One kind of stream, with the rules that its entries obey across streams. */
export interface StreamKind<State, E extends Event> {
  readonly aggregate: Aggregate<State, E>;
  /** Judges an entry by what other streams hold now; throws RuleBroken. Never judged again later, save for corrections. */
  judgeAcross(event: E, streams: Streams, today: LocalDate): Promise<void>;
}

export type Decision<State, E extends Event> = (
  situation: Situation<State>,
) => readonly E[] | Amended<E> | Promise<readonly E[] | Amended<E>>;

export interface RecorderOptions {
  readonly recordedBy: RecordedBy;
  readonly now: () => Date;
  /** How often a decision is made again when others write to the stream meanwhile. */
  readonly attempts?: number;
  /** How long an unknown outcome is settled by sending the same again, in milliseconds. */
  readonly settleForMs?: number;
  /** How much of the streams read is kept in memory. */
  readonly room?: Room;
}

const ROOM: Room = { streams: 10_000, bytes: 64 * 1024 * 1024 };
/** How many commands wait for their turn at one stream, and how long each, in milliseconds. */
const MOST_WAITING = 1_000;
const WAIT_MS = 10_000;

/**
 * The one way into the log: load the stream, fold, decide, append at the revision that was read. On a conflict
 * the whole decision is made again on fresh state. One command appends to exactly one stream.
 */
export class Recorder implements Streams {
  private readonly known: KnownStreams;
  /** Of the commands of this process; the conflicts that are left are between processes. */
  private readonly turns = new Turns(MOST_WAITING, WAIT_MS);

  constructor(
    private readonly store: EventStore,
    private readonly options: RecorderOptions,
  ) {
    this.known = new KnownStreams(store, options.room ?? ROOM);
  }

  async record<State, E extends Event>(
    kind: StreamKind<State, E>,
    stream: string,
    command: CommandContext,
    decide: Decision<State, E>,
  ): Promise<Receipt> {
    const fingerprint = fingerprintOf(command);
    return this.turns.take(stream, () => this.recordNow(kind, stream, command, fingerprint, decide));
  }

  state<State, E extends Event>(aggregate: Aggregate<State, E>, stream: string): Promise<State> {
    return new Snapshot(this.known).state(aggregate, stream);
  }

  private async recordNow<State, E extends Event>(
    kind: StreamKind<State, E>,
    stream: string,
    command: CommandContext,
    fingerprint: string,
    decide: Decision<State, E>,
  ): Promise<Receipt> {
    const attempts = this.options.attempts ?? 20;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const snapshot = new Snapshot(this.known);
      const { raw } = await snapshot.stream(stream);
      const before = answeredBefore(raw, stream, command, fingerprint);
      if (before) return before;
      checkIfMatch(raw, command);
      const now = this.options.now();
      const events = await decided(kind, stream, snapshot, decide, dayInSeoul(now));
      if (events.length === 0) return receipt(command, stream, raw, raw.at(-1), 'nothing', false);
      try {
        const appended = await this.settled(
          stream,
          raw.length === 0 ? 'no-stream' : raw.at(-1)!.revision,
          this.toAppend(kind.aggregate, stream, command, fingerprint, events, now),
        );
        return receipt(command, stream, raw, appended, raw.length === 0 ? 'made' : 'changed', false);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
    throw new TooMuchContention(stream, `changed ${String(attempts)} times while this was decided`);
  }

  private toAppend<State, E extends Event>(
    aggregate: Aggregate<State, E>,
    stream: string,
    command: CommandContext,
    fingerprint: string,
    events: readonly Event[],
    now: Date,
  ): readonly EventToAppend[] {
    const { commandId, correlationId, causationId } = command;
    return events.map(({ type, data }, index) => ({
      id: eventIdOf(stream, commandId, fingerprint, index),
      type,
      data,
      metadata: {
        commandId,
        fingerprint,
        correlationId,
        causationId,
        recordedAt: now.toISOString(),
        recordedBy: this.options.recordedBy,
        schemaVersion: contractOf(aggregate.contracts, type)?.version ?? AMENDMENT_VERSION,
      },
    }));
  }

  /** Sends the same again at the same revision until the store says what became of it, for a bounded time. */
  private async settled(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<Appended> {
    const until = performance.now() + (this.options.settleForMs ?? 5_000);
    let unknown: OutcomeUnknownError | undefined;
    for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
      try {
        return await this.store.append(stream, expected, events);
      } catch (error) {
        if (error instanceof OutcomeUnknownError) unknown = error;
        // Away before anything was sent is an answer; away after an unknown outcome is none.
        const says = error instanceof UnavailableError || error instanceof NotWritableError;
        if (unknown === undefined || !(error === unknown || says)) throw error;
        if (performance.now() + wait > until) throw unknown;
        await delay(wait);
      }
    }
  }
}

/** What is decided, and judged across streams, over one snapshot of all that is looked into. */
async function decided<State, E extends Event>(
  kind: StreamKind<State, E>,
  stream: string,
  snapshot: Snapshot,
  decide: Decision<State, E>,
  today: LocalDate,
): Promise<readonly Event[]> {
  const own = await snapshot.stream(stream);
  const decision = await decide({ state: own.state(kind.aggregate), raw: own.raw, streams: snapshot, today });
  const { events, toJudgeAgain } = 'toJudgeAgain' in decision ? decision : { events: decision, toJudgeAgain: decision };
  for (const event of toJudgeAgain) await kind.judgeAcross(event, snapshot, today);
  return events;
}

/** Looks for the command in the raw stream, before If-Match and before any rule. */
function answeredBefore(
  raw: readonly Recorded[],
  stream: string,
  command: CommandContext,
  fingerprint: string,
): Receipt | undefined {
  const its = raw.filter(({ metadata }) => metadata.commandId === command.commandId);
  const [first] = its;
  if (!first) return undefined;
  if (first.metadata.fingerprint !== fingerprint) throw new IdempotencyKeyReused(command.commandId);
  return receipt(command, stream, raw, its.at(-1), first.revision === 0 ? 'made' : 'changed', true);
}

function checkIfMatch(raw: readonly Recorded[], { ifMatch }: CommandContext): void {
  const actual = raw.at(-1)?.revision;
  if (ifMatch !== undefined && ifMatch !== actual) throw new RevisionMismatch(ifMatch, actual);
}

function receipt(
  { commandId }: CommandContext,
  stream: string,
  raw: readonly Recorded[],
  last: Appended | undefined,
  outcome: Receipt['outcome'],
  repeated: boolean,
): Receipt {
  return {
    commandId,
    stream,
    revision: last?.revision ?? raw.length - 1,
    position: last?.position ?? null,
    outcome,
    repeated,
  };
}
