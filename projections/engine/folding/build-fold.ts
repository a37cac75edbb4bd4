import type { HeldEventRow, HeldStreamRow } from '../database/bookkeeping.js';
import type { Lookup, TableChange, Writing } from '../database/database.js';
import { storedTable } from '../database/stored-table.js';
import type { Key, LedgerEvent, Projection, Row, Rows, Table } from '../projection.js';
import { NotLookedUp, RowChanges } from './row-changes.js';

/** More streams than this are not bad events but a bad fold: the build fails whole. */
const MOST_HELD_STREAMS = 1_000;

/** Folds events into the rows of one build, in memory until they are flushed. */
export class BuildFold {
  /** Why this build cannot go on; what it has folded since its checkpoint is then not to be flushed. */
  failure: Error | undefined;
  /** Streams in quarantine, this batch's among them. */
  private readonly held: Set<string>;
  private newlyHeld: HeldStreamRow[] = [];
  private waiting: HeldEventRow[] = [];
  private todo: LedgerEvent[] = [];
  private asked: readonly Lookup[] = [];
  private readonly refused = new Map<number, unknown>();
  private readonly changes = new Map<Table, RowChanges>();
  private undo: (() => void)[] = [];
  private readonly rows: Rows;

  constructor(
    readonly build: number,
    readonly projection: Projection,
    held: Iterable<string> = [],
  ) {
    this.held = new Set(held);
    for (const table of projection.tables) this.changes.set(table, new RowChanges(storedTable(table, build)));
    this.rows = {
      get: <R extends Row>(table: Table<R>, key: Key) => this.of(table).get(key) as R | undefined,
      all: <R extends Row>(table: Table<R>, keys: readonly Key[]) =>
        this.of(table).all(keys) as readonly (R | undefined)[],
      put: (table, row) => void this.undo.push(this.of(table).put(row)),
      remove: (table, key) => void this.undo.push(this.of(table).remove(key)),
      add: (table, row, amounts) => void this.undo.push(this.of(table).add(row, amounts)),
    };
  }

  get heldStreams(): number {
    return this.held.size;
  }

  /** Begins with these events; hands back what is to be looked up before `fold`. */
  begin(events: readonly LedgerEvent[]): readonly Lookup[] {
    this.todo = [];
    this.refused.clear();
    const wanted = new Wanting();
    for (const event of events) {
      try {
        if (!this.projection.concerns(event)) continue;
        this.todo.push(event);
        if (this.held.has(event.stream)) continue;
        for (const { table, keys } of this.projection.wants(event)) wanted.add(this.of(table), keys);
      } catch (error) {
        if (this.todo.at(-1) !== event) this.todo.push(event);
        this.refused.set(event.ordinal, error);
      }
    }
    return (this.asked = wanted.lookups());
  }

  /**
   * Takes in what was looked up and folds. Hands back what folds looked at besides: with that it is to be called
   * again, until there is nothing more. A stream that waits for rows holds up no other.
   */
  fold(found: readonly (readonly Row[])[]): readonly Lookup[] {
    this.asked.forEach(({ table }, index) => {
      const changes = this.of(table.table);
      for (const row of found[index]!) changes.found(row);
    });
    const wanted = new Wanting();
    const behind = new Set<string>();
    const rest: LedgerEvent[] = [];
    for (const event of this.todo) {
      if (this.failure) break;
      if (behind.size > 0 && (this.projection.wholeLogInOrder || behind.has(event.stream))) {
        rest.push(event);
      } else if (this.held.has(event.stream)) {
        this.waiting.push(held(this.build, event));
      } else {
        const missing = this.foldOne(event);
        if (!missing) continue;
        wanted.add(missing.changes, missing.keys);
        behind.add(event.stream);
        rest.push(event);
      }
    }
    this.todo = rest;
    return (this.asked = wanted.lookups());
  }

  /** The changes to its tables that were folded; afterwards, whether committed or not, the caller clears it. */
  toWrite(): readonly TableChange[] {
    return [...this.changes.values()].flatMap((changes) => changes.toWrite());
  }

  /** Writes what went to quarantine. */
  async flushHeld({ books }: Writing): Promise<void> {
    for (const stream of this.newlyHeld) await books.insertInto('ledger_held_streams').values(stream).execute();
    for (const event of this.waiting) await books.insertInto('ledger_held_events').values(event).execute();
  }

  clear(): void {
    for (const changes of this.changes.values()) changes.clear();
    this.newlyHeld = [];
    this.waiting = [];
  }

  /** Puts the stream of an event in quarantine. */
  hold(event: LedgerEvent, error: unknown): void {
    const reason = error instanceof Error ? error : new Error(String(error));
    if (this.projection.wholeLogInOrder) {
      this.failure = new Error(`event ${String(event.ordinal)} (${event.type}) cannot be folded: ${reason.message}`, {
        cause: error,
      });
      return;
    }
    this.held.add(event.stream);
    this.newlyHeld.push({
      build: this.build,
      stream: event.stream,
      ordinal: event.ordinal,
      error: `${reason.name}: ${reason.message}`.replaceAll('\0', '').toWellFormed(),
      held_since: new Date().toISOString(),
      attempts: 1,
    });
    this.waiting.push(held(this.build, event));
    if (this.held.size > MOST_HELD_STREAMS) {
      this.failure = new Error(
        `more than ${String(MOST_HELD_STREAMS)} streams cannot be folded, the last of them ${event.stream}: ${reason.message}`,
      );
    }
  }

  holds(stream: string): boolean {
    return this.held.has(stream);
  }

  /** The stream is no longer in quarantine. */
  release(stream: string): void {
    this.held.delete(stream);
  }

  /** The stream stays in quarantine, as the books have it. */
  keepHolding(stream: string): void {
    this.held.add(stream);
  }

  /** Folds an event, or hands back which rows have to be looked up before. */
  private foldOne(event: LedgerEvent): NotLookedUp | undefined {
    this.undo = [];
    try {
      if (this.refused.has(event.ordinal)) throw this.refused.get(event.ordinal);
      this.projection.fold(event, this.rows);
    } catch (error) {
      for (let i = this.undo.length - 1; i >= 0; i--) this.undo[i]!();
      if (error instanceof NotLookedUp) return error;
      this.hold(event, error);
    }
    return undefined;
  }

  private of(table: Table): RowChanges {
    const changes = this.changes.get(table);
    if (!changes) throw new Error(`${table.name} is no table of ${this.projection.name}`);
    return changes;
  }
}

/** Keys to look up, by table, each once. */
class Wanting {
  private readonly keys = new Map<RowChanges, Key[]>();

  add(changes: RowChanges, keys: readonly Key[]): void {
    for (const key of keys) {
      const missing = changes.ask(key);
      if (!missing) continue;
      const of = this.keys.get(changes);
      if (of) of.push(missing);
      else this.keys.set(changes, [missing]);
    }
  }

  lookups(): readonly Lookup[] {
    return [...this.keys].map(([{ stored }, keys]) => ({ table: stored, keys }));
  }
}

function held(build: number, event: LedgerEvent): HeldEventRow {
  const { ordinal, recordedUpTo, dayRecorded: _, ...recorded } = event;
  return { build, ordinal, stream: event.stream, recorded_up_to: recordedUpTo, event: JSON.stringify(recorded) };
}
