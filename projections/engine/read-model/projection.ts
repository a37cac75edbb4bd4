import type { Event, Recorded } from '../../../src/history/event.js';
import type { LocalDate } from '../../../src/history/days.js';

/** A stored value, the same on both engines. Days and instants are text, flags are 0 and 1. */
export type Value = string | number | null;

/** `?` marks a column that may be null. Integers are whole numbers up to 2^53. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?';

/** A row as a read model sees it: column to value. */
export type Row = Readonly<Record<string, Value>>;

export interface Index {
  readonly columns: readonly string[];
  readonly unique?: boolean;
}

/** A read model's table. The name is the logical one; the engine keeps one physical table for each build. */
export interface Table<R extends Row = Row> {
  readonly name: string;
  readonly columns: Readonly<Record<keyof R & string, ColumnType>>;
  /** Primary key, in order. */
  readonly key: readonly (keyof R & string)[];
  readonly indexes?: readonly Index[];
  /** Its rows come by `insert` and stay; `put` may replace one. Nothing is removed from it or added to its rows. */
  readonly journal?: boolean;
}

/** Declares a table with the type of its rows. */
export function table<R extends Row>(definition: Table<R>): Table<R> {
  return definition;
}

/** A key's values in the order of the table's `key`. */
export type Key = readonly Value[];

/** An event as the read side sees it. */
export type LedgerEvent<E extends Event = Event> = Recorded<E> & {
  /** Its number among the ledger's events in log order, from 1, the same in every store. */
  readonly ordinal: number;
  /** The latest `recordedAt` up to and with it (RFC 3339, UTC): clocks step back, this does not. */
  readonly recordedUpTo: string;
  /** The day of `recordedUpTo` in Seoul. */
  readonly dayRecorded: LocalDate;
};

/** What a fold asks to see: the rows of one table with these keys. */
export interface Wanted {
  readonly table: Table;
  readonly keys: readonly Key[];
}

/** The rows as they stand, with the changes of earlier events on top. */
export interface Rows {
  /** The row with this key. Quick where `wants` named it; else the fold is broken off and begins anew once it is there. */
  get<R extends Row>(table: Table<R>, key: Key): R | undefined;
  /** The rows with these keys, in their order, fetched together. */
  all<R extends Row>(table: Table<R>, keys: readonly Key[]): readonly (R | undefined)[];
  /** Inserts into a journal a row of a key that was never there: quicker than `put`, above all in a first build. */
  insert<R extends Row>(table: Table<R>, row: R): void;
  /** Inserts, or replaces the row of the same key. */
  put<R extends Row>(table: Table<R>, row: R): void;
  remove<R extends Row>(table: Table<R>, key: Key): void;
  /** Adds to the `amounts` columns of the row with this key, which begin at 0 where the row is not there yet. */
  add<R extends Row>(table: Table<R>, row: R, amounts: readonly (keyof R & string)[]): void;
}

/**
 * A read model: a name, a version, its tables and a pure fold. It knows no checkpoint, no transaction and no
 * batch. A change of shape or meaning is a new version. Folds are independent across streams: what one event
 * changes depends on the rows that events of its own stream wrote, and on sums.
 */
export interface Projection {
  /** `kebab-case`; names the read model in tables, API, metrics and logs. */
  readonly name: string;
  readonly version: number;
  readonly tables: readonly Table[];
  /** Says that folds depend on events of other streams: a bad event then stops the read model whole. */
  readonly wholeLogInOrder?: boolean;
  /** Whether this event is folded at all; its type and stream name decide it. */
  concerns(event: Recorded): boolean;
  /** The rows that folding this event looks at, as far as the event says which: they are fetched for a whole batch at once. */
  wants(event: LedgerEvent): readonly Wanted[];
  /** What those rows, as they stand before the batch, say is looked at besides: fetched together too. */
  alsoWants?(event: LedgerEvent, rows: Pick<Rows, 'get'>): readonly Wanted[];
  /** Folds one event into the rows. Deterministic, no I/O; what it throws puts the event's stream in quarantine. */
  fold(event: LedgerEvent, rows: Rows): void;
}
