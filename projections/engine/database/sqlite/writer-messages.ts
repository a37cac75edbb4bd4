/** What goes to the thread that writes to SQLite, and what comes back. Types alone: that thread loads no other file. */
import type { MessagePort } from 'node:worker_threads';

/** A value as SQLite takes and hands it out. */
export type Stored = string | number | bigint | null;

/** A statement to be run once for each `width` values of one flat list: rows as objects would cost far more to send. */
export interface Run {
  readonly sql: string;
  readonly width: number;
  readonly values: readonly Stored[] | Float64Array;
  /** The same for so many times `width` values at once, which costs half as much each. */
  readonly several?: { readonly sql: string; readonly times: number };
}

export type Request =
  | { readonly is: 'begin' }
  | { readonly is: 'execute'; readonly sql: string }
  /** Executed where a transaction is still open; SQLite gives one up by itself when the disk is full. */
  | { readonly is: 'undo'; readonly sql: string }
  | { readonly is: 'query'; readonly sql: string; readonly parameters: readonly Stored[] }
  | { readonly is: 'apply'; readonly runs: readonly Run[] }
  | { readonly is: 'find'; readonly runs: readonly Run[] }
  | { readonly is: 'close' };

export interface QueryAnswer {
  /** undefined where the statement gives none. */
  readonly rows: readonly unknown[] | undefined;
  readonly changes: number | bigint;
  readonly lastInsertRowid: number | bigint;
}

/** What a request is answered with. */
export interface Answers {
  begin: undefined;
  execute: undefined;
  undo: undefined;
  query: QueryAnswer;
  apply: undefined;
  /** For each run the columns of the rows that are there, one after the other. */
  find: readonly (readonly Stored[])[];
  close: undefined;
}

export type ToThread =
  | { readonly id: number; readonly request: Request }
  /** Whether to say when another connection has committed. */
  | { readonly watch: boolean };

export type FromThread =
  | { readonly id: number; readonly answer: Answers[Request['is']] }
  | { readonly id: number; readonly error: { readonly message: string; readonly errcode: number | undefined } }
  | { readonly committed: true };

/** What the thread starts with. */
export interface ThreadData {
  readonly place: string;
  readonly pragmas: readonly string[];
  /** Lookups come by a way of their own: they overtake what is still to be written. */
  readonly lookups: MessagePort;
}
