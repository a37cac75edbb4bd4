import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError, NotWritableError, OutcomeUnknownError, UnavailableError } from '../event-store/errors.js';
import type { Appended, EventStore, EventToAppend, ExpectedRevision } from '../event-store/event-store.js';
import { contractOf } from '../history/common-entries.js';
import type { Contracts } from '../history/contract.js';
import { AMENDMENT_VERSIONS, correctedHistory } from '../history/corrected-history.js';
import { dayInSeoul, type LocalDate } from '../history/days.js';
import { picked } from '../history/fields.js';
import type { Event, Recorded, RecordedBy } from '../history/event.js';
import { asIfRecorded } from './admission.js';
import type { Aggregate } from './aggregate.js';
import type { Amended } from './amendment/amendment.js';
import { type CommandContext, eventIdOf, fingerprintOf } from './command.js';
import { KnownStreams, type Room, Snapshot, type Streams } from './known-streams.js';
import { firstAnswer, nothingNeeded, type Receipt, receiptOf } from './receipt.js';
import { RecentCommands } from './recent-commands.js';
import { RevisionMismatch, TooMuchContention } from './refusals.js';
import { Turns } from './turns.js';

export type { Streams } from './known-streams.js';
export type { Receipt } from './receipt.js';

/** What a decision is handed. */
export interface Situation<State> {
  readonly state: State;
  /** The stream as stored, amendments and voided entries included. */
  readonly raw: readonly Recorded[];
  readonly streams: Streams;
  readonly today: LocalDate;
  readonly commandId: string;
  /** Who acts, as it will stand in the metadata of what is decided. */
  readonly recordedBy: RecordedBy;
}

/** The rules of one kind of stream: its own, and those that its entries obey across streams. */
export interface StreamRules<State, E extends Event> {
  readonly aggregate: Aggregate<State, E>;
  /**
   * Judges an entry by what other streams hold now, `history` being its own as it will stand; throws RuleBroken. Never
   * judged again later, save for corrections.
   */
  judgeAcross(
    event: E,
    streams: Streams,
    today: LocalDate,
    stream: string,
    history: () => readonly Recorded<E>[],
  ): Promise<void>;
  /** Judges by what other streams hold whether an entry may be voided; left out where none hangs on one. */
  readonly judgeTakenOut?: (event: E, streams: Streams) => Promise<void>;
  /** What comes of a decision by the history that it makes, and is recorded in the same append; left out where nothing does. */
  readonly follows?: (history: readonly E[], streams: Streams) => Promise<readonly E[]>;
}

export type Decision<State, E extends Event> = (
  situation: Situation<State>,
) => readonly E[] | Amended<E> | Promise<readonly E[] | Amended<E>>;

export interface RecorderOptions {
  readonly city: string;
  /** Who records where a command does not say. */
  readonly recordedBy: RecordedBy;
  readonly now: () => Date;
  /** How often a decision is made again when others write to the stream meanwhile. */
  readonly attempts?: number;
  /** How long an unknown outcome is settled by sending the same again, in milliseconds. */
  readonly settleForMs?: number;
  /** Hears of each command how it ended, and how long it took in seconds. */
  readonly told?: (
    command: string,
    how: { readonly outcome: string } | { readonly error: unknown },
    seconds: number,
  ) => void;
  /** How much of the streams read is kept in memory. */
  readonly room?: Room;
}

const ROOM: Room = { streams: 10_000, bytes: 64 * 1024 * 1024, forMs: 60_000 };
/** How many commands wait for their turn at one stream, and how long each, in milliseconds. */
const MOST_WAITING = 1_000;
const WAIT_MS = 10_000;
/** How many command ids are known across streams. The API's documentation names it. */
const RECENT = 20_000;

/**
 * The one way into the log: load the stream, fold, decide, append at the revision that was read. On a conflict
 * the whole decision is made again on fresh state. One command appends to exactly one stream.
 */
export class Recorder implements Streams {
  private readonly known: KnownStreams;
  /** Of the commands of this process; the conflicts that are left are between processes. */
  private readonly turns = new Turns(MOST_WAITING, WAIT_MS);
  private readonly recent = new RecentCommands(RECENT);

  constructor(
    private readonly store: EventStore,
    private readonly options: RecorderOptions,
  ) {
    this.known = new KnownStreams(store, options.room ?? ROOM);
  }

  get city(): string {
    return this.options.city;
  }

  /** Rejects with the domain's refusals, and with what the event store's `append` and `readStream` reject with. */
  async record<State, E extends Event>(
    kind: StreamRules<State, E>,
    stream: string,
    command: CommandContext,
    decide: Decision<State, E>,
  ): Promise<Receipt> {
    const recordedBy = command.recordedBy ?? this.options.recordedBy;
    const identified = { ...command, recordedBy, fingerprint: fingerprintOf(command) };
    const { commandId } = command;
    const isNew = this.recent.meet(commandId, identified.fingerprint);
    const began = performance.now();
    const told = (how: { readonly outcome: string } | { readonly error: unknown }) =>
      this.options.told?.(command.sent.name, how, (performance.now() - began) / 1_000);
    let leftTrace = false;
    try {
      const receipt = await this.turns.take(stream, () => this.recordNow(kind, stream, identified, decide));
      leftTrace = receipt.outcome !== 'nothing';
      told({ outcome: receipt.repeated ? 'repeated' : receipt.outcome });
      return receipt;
    } catch (error) {
      leftTrace = error instanceof OutcomeUnknownError;
      told({ error });
      throw error;
    } finally {
      if (isNew && !leftTrace) this.recent.forget(commandId);
    }
  }

  state<State, E extends Event>(aggregate: Aggregate<State, E>, stream: string): Promise<State> {
    return new Snapshot(this.known, this.city).state(aggregate, stream);
  }

  private async recordNow<State, E extends Event>(
    kind: StreamRules<State, E>,
    stream: string,
    command: Identified,
    decide: Decision<State, E>,
  ): Promise<Receipt> {
    const attempts = this.options.attempts ?? 20;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const snapshot = new Snapshot(this.known, this.city);
      const { raw } = await snapshot.stream(stream);
      // Before If-Match and before any rule.
      const before = firstAnswer(command, stream, raw);
      if (before) return before;
      checkIfMatch(raw, command);
      const now = this.options.now();
      const events = await decided(kind, stream, command, snapshot, decide, dayInSeoul(now));
      if (events.length === 0) return nothingNeeded(command, stream, raw);
      try {
        const expected = raw.at(-1)?.revision ?? 'no-stream';
        const appended = await this.settled(stream, expected, toAppend(kind.aggregate, stream, command, events, now));
        return receiptOf(command, stream, raw.length, appended);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
      }
    }
    throw new TooMuchContention(stream, {
      ko: `판단하는 동안 ${String(attempts)}번 바뀌었습니다`,
      en: `changed ${String(attempts)} times while this was decided`,
    });
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

/** A command with what is known of it before anything is read. */
interface Identified extends CommandContext {
  readonly fingerprint: string;
  readonly recordedBy: RecordedBy;
}

/** What is decided, and judged across streams, over one snapshot of all that is looked into. */
async function decided<State, E extends Event>(
  kind: StreamRules<State, E>,
  stream: string,
  { commandId, recordedBy }: Identified,
  streams: Snapshot,
  decide: Decision<State, E>,
  today: LocalDate,
): Promise<readonly Event[]> {
  const own = await streams.stream(stream);
  const state = own.state(kind.aggregate);
  const decision = await decide({ state, raw: own.raw, streams, today, commandId, recordedBy });
  const { events, toJudgeAgain, takenOut } =
    'toJudgeAgain' in decision ? decision : { events: decision, toJudgeAgain: decision, takenOut: [] };
  const { contracts } = kind.aggregate;
  const history = () => {
    const made = events.map((event, index) => asIfRecorded(event, index, versionOf(contracts, event.type)));
    return correctedHistory([...own.raw, ...made], contracts);
  };
  for (const event of toJudgeAgain) await kind.judgeAcross(event, streams, today, stream, history);
  for (const event of takenOut) await kind.judgeTakenOut?.(event, streams);
  if (events.length === 0 || !kind.follows) return events;
  return [...events, ...(await kind.follows(history(), streams))];
}

function toAppend<State, E extends Event>(
  aggregate: Aggregate<State, E>,
  stream: string,
  { commandId, fingerprint, correlationId, causationId, recordedBy }: Identified,
  events: readonly Event[],
  now: Date,
): readonly EventToAppend[] {
  return events.map(({ type, data }, index) => ({
    id: eventIdOf(stream, commandId, fingerprint, index),
    type,
    // Picked by the contract: a field of the request alone never enters the log.
    data: storedData(aggregate, type, data),
    metadata: {
      commandId,
      fingerprint,
      correlationId,
      causationId,
      recordedAt: now.toISOString(),
      recordedBy,
      schemaVersion: versionOf(aggregate.contracts, type),
    },
  }));
}

function versionOf(contracts: Contracts, type: string): number {
  return contractOf(contracts, type)?.version ?? AMENDMENT_VERSIONS[type as keyof typeof AMENDMENT_VERSIONS];
}

function storedData({ contracts }: { readonly contracts: Contracts }, type: string, data: object): object {
  const contract = contractOf(contracts, type);
  return contract ? picked(contract.fields, data) : data;
}

function checkIfMatch(raw: readonly Recorded[], { ifMatch }: CommandContext): void {
  const actual = raw.at(-1)?.revision;
  if (ifMatch !== undefined && ifMatch !== actual) throw new RevisionMismatch(ifMatch, actual);
}
