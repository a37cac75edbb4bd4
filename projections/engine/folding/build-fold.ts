import type { QuarantinedEventRow, QuarantinedStreamRow } from '../database/bookkeeping.js';
import type { Database, TableChange, Writing } from '../database/database.js';
import { StreamClosedError } from '../../../src/event-store/errors.js';
import { isOfStore, lossSaidBy } from '../../../src/event-store/stream-loss.js';
import { storedTable } from '../database/stored-table.js';
import type { Key, LedgerEvent, Projection, Row, Rows, Table } from '../read-model/projection.js';
import type { Undo } from './row-state.js';
import { keptError, keptEvent, keptName, ownName } from './quarantined.js';
import { NotLookedUp, RowChanges } from './row-changes.js';
import { Lookups } from './lookups.js';

/** More streams than this are not bad events but a bad fold: the build fails whole. */
const MOST_QUARANTINED_STREAMS = 1_000;

/** Events about to be folded into one build. */
export interface Part {
  events: LedgerEvent[];
  /** What already went wrong, by ordinal. */
  readonly refused: Map<number, unknown>;
  wanted: Lookups;
}

/** What was folded into one build, to be written in one transaction. */
export interface Folded {
  readonly changes: readonly TableChange[];
  readonly quarantinedStreams: readonly QuarantinedStreamRow[];
  readonly quarantinedEvents: readonly QuarantinedEventRow[];
}

/** Writes what was folded into builds, in one transaction with the move of their checkpoint. */
export async function writeFolded(tx: Writing, folded: readonly Folded[]): Promise<void> {
  await tx.apply(folded.flatMap(({ changes }) => changes));
  for (const { quarantinedStreams, quarantinedEvents } of folded) {
    for (const stream of quarantinedStreams) await tx.books.insertInto('ledger_held_streams').values(stream).execute();
    for (const event of quarantinedEvents) await tx.books.insertInto('ledger_held_events').values(event).execute();
  }
}

/** Folds events into the rows of one build, in memory until they are flushed. */
export class BuildFold {
  /** Why this build cannot go on; what it has folded since its checkpoint is then not to be flushed. */
  failure: Error | undefined;
  /** Streams in quarantine, this batch's among them. */
  private readonly quarantined: Set<string>;
  private newlyQuarantined: QuarantinedStreamRow[] = [];
  private waiting: QuarantinedEventRow[] = [];
  private readonly changes = new Map<Table, RowChanges>();
  private readonly undo: Undo[] = [];
  private readonly rows: Rows;

  constructor(
    readonly build: number,
    readonly projection: Projection,
    quarantined: Iterable<string> = [],
  ) {
    this.quarantined = new Set(quarantined);
    for (const table of projection.tables) this.changes.set(table, new RowChanges(storedTable(table, build)));
    this.rows = {
      get: <R extends Row>(table: Table<R>, key: Key) => this.of(table).get(key) as R | undefined,
      all: <R extends Row>(table: Table<R>, keys: readonly Key[]) =>
        this.of(table).all(keys) as readonly (R | undefined)[],
      insert: (table, row) => void this.undo.push(this.of(table).insert(row)),
      put: (table, row) => void this.undo.push(this.of(table).put(row)),
      remove: (table, key) => void this.undo.push(this.of(table).remove(key)),
      add: (table, row, amounts) => void this.undo.push(this.of(table).add(row, amounts)),
    };
  }

  get quarantinedStreams(): number {
    return this.quarantined.size;
  }

  /** Begins with these events: what is to be looked up for them. */
  begin(events: readonly LedgerEvent[]): Part {
    const part: Part = { events: [], refused: new Map(), wanted: new Lookups() };
    for (const event of events) {
      try {
        // A read model of the whole log goes on: what it knows of the stream is what was.
        if (isOfStore(event) ? this.projection.wholeLogInOrder : !this.projection.concerns(event)) continue;
        part.events.push(event);
        if (this.quarantined.has(event.stream)) continue;
        const loss = lossSaidBy(event);
        if (loss !== undefined) throw new StreamClosedError(event.stream, loss);
        if (isOfStore(event)) continue;
        for (const { table, keys } of this.projection.wants(event)) part.wanted.add(this.of(table), keys);
      } catch (error) {
        if (part.events.at(-1) !== event) part.events.push(event);
        part.refused.set(event.ordinal, error);
      }
    }
    return part;
  }

  /** What the rows that were looked up say is to be looked up besides. */
  wantBesides(part: Part): void {
    part.wanted = new Lookups();
    if (!this.projection.alsoWants) return;
    for (const event of part.events) {
      if (this.quarantined.has(event.stream) || isOfStore(event)) continue;
      try {
        for (const { table, keys } of this.projection.alsoWants(event, this.rows)) {
          part.wanted.add(this.of(table), keys);
        }
      } catch {
        // Its fold will say so again, and is looked after.
      }
    }
  }

  /**
   * Folds what was begun, once it is looked up. What folds looked at besides is then wanted, and the events that wait
   * for it are left in the part. A stream that waits holds up no other.
   */
  fold(part: Part): void {
    const wanted = new Lookups();
    const behind = new Set<string>();
    const rest: LedgerEvent[] = [];
    for (const event of part.events) {
      if (this.failure) break;
      if (behind.size > 0 && (this.projection.wholeLogInOrder || behind.has(event.stream))) {
        rest.push(event);
      } else if (this.quarantined.has(event.stream)) {
        this.waiting.push(keptEvent(this.build, event));
      } else {
        const missing = this.foldOne(event, part.refused);
        if (!missing) continue;
        wanted.add(missing.changes, missing.keys);
        behind.add(event.stream);
        rest.push(event);
      }
    }
    part.events = rest;
    part.wanted = wanted;
  }

  /** Hands over what was folded, to be written. Until `settled`, folds still see it. */
  take(): Folded {
    const folded = {
      changes: [...this.changes.values()].flatMap((changes) => changes.take()),
      quarantinedStreams: this.newlyQuarantined,
      quarantinedEvents: this.waiting,
    };
    this.newlyQuarantined = [];
    this.waiting = [];
    return folded;
  }

  /** What was taken is written. */
  settled(): void {
    for (const changes of this.changes.values()) changes.settled();
  }

  /** Puts the stream of an event in quarantine. */
  quarantine(event: LedgerEvent, error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error));
    if (this.projection.wholeLogInOrder) {
      this.failure = new Error(`event ${String(event.ordinal)} (${event.type}) cannot be folded: ${reason.message}`, {
        cause: error,
      });
      return;
    }
    this.quarantined.add(event.stream);
    this.newlyQuarantined.push({
      build: this.build,
      stream: keptName(event.stream),
      ordinal: event.ordinal,
      error: keptError(reason),
      held_since: new Date().toISOString(),
      attempts: 1,
    });
    this.waiting.push(keptEvent(this.build, event));
    if (this.quarantined.size > MOST_QUARANTINED_STREAMS) {
      this.failure = new Error(
        `more than ${String(MOST_QUARANTINED_STREAMS)} streams cannot be folded, the last of them ${event.stream}: ${reason.message}`,
      );
    }
  }

  isQuarantined(stream: string): boolean {
    return this.quarantined.has(stream);
  }

  /** The stream is no longer in quarantine. */
  release(stream: string): void {
    this.quarantined.delete(stream);
  }

  /** The stream stays in quarantine, as the books have it. */
  keepQuarantined(stream: string): void {
    this.quarantined.add(stream);
  }

  /** Folds an event, or hands back which rows have to be looked up before. */
  private foldOne(event: LedgerEvent, refused: ReadonlyMap<number, unknown>): NotLookedUp | undefined {
    this.undo.length = 0;
    try {
      if (refused.has(event.ordinal)) throw refused.get(event.ordinal);
      if (isOfStore(event)) return undefined;
      this.projection.fold(event, this.rows);
    } catch (error) {
      for (let i = this.undo.length - 1; i >= 0; i--) this.undo[i]!.undo();
      if (error instanceof NotLookedUp) return error;
      this.quarantine(event, error);
    }
    return undefined;
  }

  private of(table: Table): RowChanges {
    const changes = this.changes.get(table);
    if (!changes) throw new Error(`${table.name} is no table of ${this.projection.name}`);
    return changes;
  }
}

/** A fold for a build as the database knows it, its quarantine included. */
export async function foldOf(database: Database, projection: Projection, build: number): Promise<BuildFold> {
  const quarantined = await database.read((db) =>
    db.selectFrom('ledger_held_streams').select('stream').where('build', '=', build).execute(),
  );
  return new BuildFold(
    build,
    projection,
    quarantined.map(({ stream }) => ownName(stream)),
  );
}
